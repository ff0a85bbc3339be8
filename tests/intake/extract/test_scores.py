"""The scores of the extraction on the narratives of the contract and on our own must not fall."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from arrears.intake.extract import extract_file

ROOT = Path(__file__).resolve().parents[3]
INTAKE = ROOT.parent / "shared" / "data" / "intake"
LOTS = ROOT / "tests" / "data" / "narratives"
SOURCES = {"contract": INTAKE / "dev.jsonl"} | {lot.stem: lot for lot in sorted(LOTS.glob("*.jsonl"))}
FLOORS = {
    "reporter_phone": 0.99,
    "id_number": 0.99,
    "employer_credit_code": 0.99,
    "amount": 0.95,
    "workers": 0.95,
    "employer": 0.93,
    "district": 0.93,
    "period_start": 0.93,
    "period_end": 0.93,
    "is_wage_arrears=true": 0.97,
}


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("intake_score", INTAKE / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=SOURCES)
def table(request, scorer):
    rows = [json.loads(line) for line in SOURCES[request.param].read_text("utf-8").splitlines()]
    gold = {r["id"]: r["gold"] for r in rows}
    predicted = {r["id"]: r for r in extract_file(rows)}
    for key, record in predicted.items():
        scorer.check(record, key)
    found, wanted = (scorer.pairs(side, gold, "narratives") for side in (predicted, gold))
    return scorer.score(gold, predicted, lambda *_: None), found, wanted


def test_the_macro_score_holds(table):
    scores = [row["f1"] for row in table[0].values() if row["f1"] is not None]
    assert sum(scores) / len(scores) >= 0.97


@pytest.mark.parametrize("field", FLOORS)
def test_the_score_of_the_field_holds(table, field):
    f1 = table[0][field]["f1"]
    assert f1 is None or f1 >= FLOORS[field]


def test_duplicates_are_found_and_none_is_invented(table):
    assert table[1] == table[2]
