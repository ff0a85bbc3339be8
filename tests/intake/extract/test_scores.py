"""The scores of the extraction on the narratives of the contract and on our own must not fall.

Each lot is read once, as one file; its macro score is held by itself, the floors of single fields for the contract's narratives and for
all of our own together (one narrative of forty would move a field of one lot by more than a floor can tell).
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from arrears.intake.extract import extract_file

ROOT = Path(__file__).resolve().parents[3]
INTAKE = ROOT.parent / "shared" / "data" / "intake"
LOTS = {"contract": INTAKE / "dev.jsonl"} | {lot.stem: lot for lot in sorted((ROOT / "tests" / "data" / "narratives").glob("*.jsonl"))}
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


@pytest.fixture(scope="module")
def read(scorer):
    """Lot → (gold, predicted), both by id."""
    sides = {}
    for lot, path in LOTS.items():
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        sides[lot] = {r["id"]: r["gold"] for r in rows}, {r["id"]: r for r in extract_file(rows)}
        for key, record in sides[lot][1].items():
            scorer.check(record, key)
    return sides


@pytest.fixture(scope="module")
def tables(read, scorer):
    """The score tables of the contract's narratives and of all our own."""
    own: tuple[dict, dict] = {}, {}
    for lot, (gold, predicted) in read.items():
        if lot != "contract":
            own[0].update(gold)
            own[1].update(predicted)
    return {side: scorer.score(*pair, lambda *_: None) for side, pair in (("contract", read["contract"]), ("own", own))}


@pytest.mark.parametrize("lot", LOTS)
def test_the_macro_score_of_the_lot_holds(read, scorer, lot):
    scores = [row["f1"] for row in scorer.score(*read[lot], lambda *_: None).values() if row["f1"] is not None]
    assert sum(scores) / len(scores) >= 0.97


@pytest.mark.parametrize("side", ["contract", "own"])
@pytest.mark.parametrize("field", FLOORS)
def test_the_score_of_the_field_holds(tables, side, field):
    assert tables[side][field]["f1"] >= FLOORS[field]


@pytest.mark.parametrize("lot", LOTS)
def test_duplicates_are_found_and_none_is_invented(read, scorer, lot):
    gold, predicted = read[lot]
    assert scorer.pairs(predicted, gold, lot) == scorer.pairs(gold, gold, lot)
