"""One value of the region's TOML moves the screen, the paper and the sweep, and nothing else has to be touched."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest
import time_machine
from people import Office, person, viewer
from sqlalchemy import select

from arrears import clock, db, load_handlers, regions
from arrears.access import preferences
from arrears.arbitration import filing
from arrears.cases import clockcards, sweep
from arrears.cases.models import Deadline
from arrears.documents import actions as papers
from arrears.documents.models import Document

FILED = date(2026, 4, 29)
"""A Wednesday before Labour Day: five working days and five calendar days are far apart."""


def changed_region(tmp_path: Path, unit: str) -> None:
    """The region's data with another unit for 三日、五日、十日 of the case rules (规则 80)."""
    folder = tmp_path / "regions"
    shutil.copytree(Path(regions.__file__).parent / "beijing", folder / "beijing")
    file = folder / "beijing" / "settings.toml"
    text = file.read_text("utf-8")
    before = 'name = "rule_short_days"\nvalue = "wd"'
    assert before in text
    file.write_text(text.replace(before, f'name = "rule_short_days"\nvalue = "{unit}"'), "utf-8")
    changed = regions.load_region("beijing", folder)
    preferences.defaults.cache_clear()
    preferences.region = lambda code: changed


@pytest.mark.parametrize(("unit", "due"), [("wd", date(2026, 5, 9)), ("cd", date(2026, 5, 6))])
def test_the_unit_of_short_periods(
    house: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unit: str, due: date
) -> None:
    monkeypatch.setattr(preferences, "region", regions.region)
    changed_region(tmp_path, unit)
    load_handlers()
    try:
        with time_machine.travel(clock.at(FILED, time(10)), tick=False):
            office = Office()
            clerk = viewer(person("qiyue", "齐悦", office.district, "CC"), office.district)
            case = filing.file_application(
                clerk,
                {
                    "applicants": [{"name": "唐桂兰", "id_no": "510225197203088420", "address": "海淀区"}],
                    "respondents": [{"name": "北京味渝轩餐饮管理有限公司", "kind": "company"}],
                    "claims": [{"kind": "wage"}],
                    "facts": "未付工资",
                    "evidence": ["考勤照片"],
                    "copies": 2,
                    "filed_on": FILED,
                    "pre_mediation": "unwilling",
                },
                token="f",
                owner_id=clerk.user_id,
            ).proceeding_id
            cards, _, _ = clockcards.of_case(case, office.district)
            receipt = db.session.scalars(select(Document).where(Document.kind == "arb-receipt")).one()
            printed = papers.facts_of(receipt)["decide_by"]
            db.release()
        shown = next(card for card in cards if card.title == "受理审查")
        assert shown.due_on == due, "the screen"
        assert printed == due.isoformat(), "the paper"
        with time_machine.travel(clock.end_of(due), tick=False):
            sweep.sweep()
            late = db.session.scalars(select(Deadline).where(Deadline.rule_id == "arb-accept")).one()
            assert late.due_on == due and late.late_at is not None, "the sweep"
    finally:
        preferences.defaults.cache_clear()
