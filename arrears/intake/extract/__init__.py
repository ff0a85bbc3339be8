"""Extraction 要素抽取: the text of a work order → the fields of the intake contract, each with its place in the text.

`extract` reads one narrative, `extract_file` a file of them (adds duplicate_of). Rules, word tables and grammar only: no model,
no network, no database.
A value that is not sure is left empty: a blank costs the clerk seconds, a wrong name or sum does harm.

How the contract is read where it leaves a choice (taken from its narratives; held by the lots in tests/data/narratives):

| field | convention |
|---|---|
| reporter | who is called back; 老板, 班组长 are the other side, but one behind 联系人, 代表 or who signs a text of 我们 reports |
| employer | the unit nearest to the worker; one behind 派驻, 外包, 厂房扩建 is the place of work; 一家餐馆 is no name |
| workers | who is owed, never who gathered, was paid, is ill or is family; groups by trade are added; 我们 without a number: blank |
| amount | what is called owed; else due − paid, heads × each, months × pay, days × rate; a total of wages and others yields its wages |
| period | months owed before months worked; pay days, deadlines, days of complaint or of a boss's vanishing are neither (no_months.py) |
| work end | day of leaving or closing; else the last day of a stretch of work, never of a stretch that is only owed by whole months |
| contact | of several the one with a phone; 柴老板 and 柴德顺 are one, by the full name |
| chain | construction only; 老板 is a labour contractor where no other unit than a general contractor is named |
| urgency | 爬塔吊扬言轻生 is self_harm only; 静坐 to come is a threat, going on collective; 答应春节给 is no festival |
| wage arrears | work and a sum with no other kind of matter count as arrears; then industry and job of other matters stay empty |

Read first: reading.py (what is found once), then the parts in the order of `extract`. Word lists: tables/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from arrears.intake.extract import (
    amounts,
    claims,
    computation,
    headcount,
    nature,
    parties,
    period,
    phone_owners,
    reporter,
    roles,
    urgency,
    where,
    work,
)
from arrears.intake.extract.duplicates import Matter, mark_duplicates
from arrears.intake.extract.reading import Reading, read
from arrears.intake.extract.record import NOTHING, Extraction, Value

__all__ = ["Extraction", "Value", "extract", "extract_file"]


def extract(text: str, channel: str, received_on: date) -> Extraction:
    """All fields of one narrative. `channel` and `received_on` as in the contract; relative dates are counted from `received_on`."""
    reading = read(text, channel, received_on)
    arrears = nature.is_wage_arrears(reading)
    kinds = claims.claims(reading, arrears.value)
    job = work.job(reading, arrears.value or kinds.value != ["other"])
    industry = work.industry(reading, job)
    building = industry.value == "construction"
    everyone = roles.people(reading)
    mine, theirs = phone_owners.give_phones(reading, everyone)
    anonymous = reporter.anonymous(reading)
    name = reporter.name(reading, everyone, anonymous.value)
    place = where.place(reading)
    found_parties = parties.parties(reading, building)
    employer = parties.employer(reading, found_parties, arrears.value, kinds.value)
    if not arrears.value and not employer.value:
        industry = NOTHING  # nobody's work is the matter: a consumer's complaint, a business debt, a general question
    contact_name, contact_phone = parties.contact(reading, everyone, theirs, name.value)
    debt = _debt(reading) if arrears.value else {}
    return Extraction(
        reporter_name=name,
        reporter_phone=reporter.phone(reading, mine, everyone),
        id_number=reporter.id_number(reading),
        anonymous=anonymous,
        confidential=reporter.confidential(reading),
        employer=employer,
        employer_credit_code=parties.credit_code(reading),
        project=where.project(reading, building, place),
        place=place,
        district=where.district(reading, place),
        industry=industry,
        job=job,
        employer_contact_name=contact_name,
        employer_contact_phone=contact_phone,
        contractor_chain=parties.chain(reading, building, found_parties, everyone, employer),
        claims=kinds,
        urgency=urgency.urgency(reading, debt["workers"].value if debt else None, arrears.value),
        is_wage_arrears=arrears,
        **debt,
    )


def _debt(reading: Reading) -> dict[str, Value]:
    """The fields of a wage debt; empty where no wages are owed."""
    people = headcount.workers(reading)
    months = period.period(reading)
    return {
        "workers": people,
        "amount": amounts.amount(reading, people, months),
        "amount_per_person": computation.per_person(reading),
        "period_start": months[0],
        "period_end": months[1],
        "work_end": period.work_end(reading),
    }


def extract_file(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Records of `{"id", "channel", "received_on", "text"}` → records of the contract with `duplicate_of`, in the same order.

    `received_on` is a date or its ISO form. Raises KeyError or ValueError for a record without these.
    """
    results: list[dict[str, Any]] = []
    matters: list[tuple[str, Matter]] = []
    for record in records:
        received = record["received_on"]
        received_on = received if isinstance(received, date) else date.fromisoformat(received)
        fields = extract(record["text"], record["channel"], received_on).as_record()
        results.append({"id": record["id"], **fields})
        matters.append((record["id"], Matter.of(fields, record["text"])))
    first = mark_duplicates(matters)
    for result in results:
        result["duplicate_of"] = first.get(result["id"])
    return results
