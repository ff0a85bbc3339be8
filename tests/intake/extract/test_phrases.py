"""One sentence, one field: how sums, months, people, places and claims are said. Most of each table must be read right.

The tables (tests/data/narratives/phrases) were written before the code had been run on them; a row that is read wrong stays in, so that
the share says what to expect of sentences nobody has seen.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from arrears.intake.extract import extract

PHRASES = Path(__file__).resolve().parents[2] / "data" / "narratives" / "phrases"
DAY = date(2026, 4, 10)


def rows(table):
    lines = (PHRASES / f"{table}.tsv").read_text("utf-8").splitlines()
    return [[None if cell == "-" else cell for cell in line.split("\t")] for line in lines if line and not line.startswith("#")]


def record(text, received=DAY):
    return extract(text, "12345", received).as_record()


def sums(text, workers, amount):
    found = record(text)
    return [found["workers"] == (workers and int(workers)), found["amount"] == (amount and float(amount))]


def months(received, text, *told):
    found = record(text, date.fromisoformat(received))
    return [found[field] == value for field, value in zip(("period_start", "period_end", "work_end"), told, strict=True)]


def people(text, *told):
    found = record(text)
    contact = found["employer_contact"]
    read = (found["reporter_name"], found["reporter_phone"], contact["name"], contact["phone"], found["employer"])
    return [value == wanted for value, wanted in zip(read, told, strict=True)]


def places(text, employer, place, district, project):
    found = record(text)
    near = [(found["place"], place), (found["project"], project)]
    return [found["employer"] == employer, found["district"] == district] + [
        value == wanted or bool(value and wanted and (value in wanted or wanted in value)) for value, wanted in near
    ]


def claims(text, asked, urgency, other=None):
    found = record(text)
    return [
        set(found["claims"]) == set(asked.split()),
        set(found["urgency"]) == set((urgency or "").split()),
        found["is_wage_arrears"] is (other is None),
    ]


def urgency(text, marks, secrecy):
    found = record(text)
    return [
        set(found["urgency"]) == set((marks or "").split()),
        found["confidential"] is (secrecy == "c"),
        found["anonymous"] is (secrecy == "a"),
    ]


def nature(text, arrears):
    return [record(text)["is_wage_arrears"] is (arrears == "T")]


@pytest.mark.parametrize(
    ("reader", "share"),
    [(sums, 0.94), (months, 0.9), (people, 0.98), (places, 0.96), (claims, 0.98), (urgency, 0.98), (nature, 0.96)],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_nearly_all_phrases_of_the_table_are_read_right(reader, share):
    table = rows(reader.__name__)
    read = [right for row in table for right in reader(*row)]
    assert len(table) >= 20
    assert sum(read) / len(read) >= share
