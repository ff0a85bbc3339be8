"""The demonstration: a function of seed and day, every state told, stories whole, and its commands careful with people's own data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import func, select

from arrears import clock, config, db, migrate
from arrears.access.models import AppUser, Body, Membership
from arrears.arbitration.models import Award
from arrears.cases import ledger
from arrears.cases.models import Approval, CaseEvent, Deadline, Notice, Proceeding
from arrears.demo import house as demo_house
from arrears.demo import making, marker, people
from arrears.demo.commands import demo
from arrears.documents.models import Serving
from arrears.hearings.models import Hearing
from arrears.intake.models import WorkOrder
from arrears.law.procedures import PROCEDURES
from arrears.money.models import Instalment, Payment

DAY = date(2026, 11, 24)
SEED = 7


def build(folder: Path, day: date, template: Path, every: int = 1) -> making.Made:
    """A demonstration for a day in a house of its own."""
    import shutil

    shutil.copy(template, folder / "arrears.db")
    config.use(config.read({"ARREARS_INSTANCE": str(folder), "ARREARS_ARGON2_FAST": "1"}))
    db.bind(config.settings().database_url)
    with demo_house.in_a_hurry(), time_machine.travel(clock.at(day, time(8, 30)), tick=False):
        return making.make(SEED, day, every=every)


def states() -> Counter[tuple[str, str]]:
    """How many proceedings stand where."""
    found = Counter((row.procedure, row.state) for row in db.session.execute(select(Proceeding.procedure, Proceeding.state)))
    db.release()
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[making.Made]:
    """The demonstration of one day, made once for the questions of this file."""
    yield build(tmp_path_factory.mktemp("demo"), DAY, sqlite_template)
    db.release()
    db.engine().dispose()
    config.use(None)


def test_every_story_is_told_to_its_end(made: making.Made) -> None:
    assert made.stopped == ()
    assert made.proceedings > 120


def test_every_state_of_lead_and_mediation_occurs(made: making.Made) -> None:
    found = {state for procedure, state in states() if procedure in {"lead", "mediation"}}
    assert set(PROCEDURES["lead"].states) | set(PROCEDURES["mediation"].states) == found


def test_the_tribunals_have_cases_in_every_stage_and_hearings_today(made: making.Made) -> None:
    found = {state for procedure, state in states() if procedure == "arbitration"}
    assert found >= {
        "a-received", "a-supplement", "a-accepted", "a-prehearing", "a-entrusted", "a-scheduled", "a-hearing", "a-deliberation",
        "a-suspended", "a-refused", "a-withdrawn", "a-deemed-withdrawn", "a-settled", "a-awarded",
    }  # fmt: skip
    today = select(Hearing.body_id).where(Hearing.state == "planned", Hearing.at >= clock.at(DAY), Hearing.at < clock.end_of(DAY))
    assert len(set(db.session.scalars(today))) == 3, "three tribunals sit this morning"
    assert {"final", "nonfinal", "settlement"} <= set(db.session.scalars(select(Award.kind)))
    assert {"x-performed", "x-applied"} <= set(db.session.scalars(select(Award.x)))
    returned = select(func.count()).select_from(Serving).where(Serving.result == "returned_unknown", Serving.effective_on.is_(None))
    assert db.session.scalar(returned), "an envelope came back and the next mode has not been tried"
    waiting = set(db.session.scalars(select(Approval.act).where(Approval.decided_at.is_(None))))
    assert {"arbitration.accept", "arbitration.form-panel", "arbitration.award"} <= waiting


def test_the_cook_has_her_money_from_the_court(made: making.Made) -> None:
    case = db.session.scalars(
        select(Proceeding).where(Proceeding.against == "北京味渝轩餐饮管理有限公司", Proceeding.procedure == "arbitration")
    ).one()
    assert case.state == "a-awarded" and case.money_closed_at is not None
    assert list(db.session.scalars(select(Payment.amount).where(Payment.proceeding_id == case.id))) == [Decimal("25114.94")]
    lead = db.session.get(Proceeding, case.about_id)
    assert lead is not None and (lead.procedure, lead.state) == ("lead", "l-filed")


def test_the_office_works_in_time_and_a_few_things_are_late(made: making.Made) -> None:
    ours = Deadline.closed_at.is_(None), Deadline.ours, Deadline.due_at.is_not(None)
    morning = clock.at(DAY, time(8, 30))
    late = list(db.session.scalars(select(Deadline.rule_id).where(*ours, Deadline.due_at <= morning)))
    near = db.session.scalar(
        select(func.count()).select_from(Deadline).where(*ours, Deadline.due_at > morning, Deadline.due_at <= clock.end_of(DAY))
    )
    assert 5 <= len(late) <= 15, Counter(late)
    assert near and near >= 10
    ended = select(Deadline.rule_id).where(*ours, Deadline.due_at <= morning, Deadline.late_at.is_not(None), Deadline.cause_accepted)
    assert list(db.session.scalars(ended)), "one of them is explained, and the head has accepted it"


def test_eighteen_bodies_with_stations_and_a_person_in_every_role(made: making.Made) -> None:
    kinds = Counter(db.session.scalars(select(Body.kind)))
    assert (kinds["city"], kinds["district"]) == (1, 17) and kinds["station"] >= 5
    roles = set(db.session.scalars(select(Membership.role).distinct()))
    assert {"IC", "ME", "AR", "CC", "IN", "SU", "ST", "AD", "AU"} <= roles
    accounts = set(db.session.scalars(select(AppUser.account)))
    assert set(people.SHOWN) <= accounts and {"sunzhigang", "chenliqun", "hanlei", "songjia"} <= accounts


def test_every_chain_of_the_demonstration_verifies(made: making.Made) -> None:
    assert list(ledger.verify()) == []


def test_nothing_of_the_demonstration_lies_in_the_future(made: making.Made) -> None:
    latest = db.session.scalar(select(func.max(CaseEvent.recorded_at)))
    assert latest is not None and latest <= clock.at(DAY, time(0, 30))


def test_the_desks_have_what_a_morning_brings(made: making.Made) -> None:
    assert db.session.scalar(select(func.count()).select_from(Approval).where(Approval.decided_at.is_(None))) or 0 >= 5
    assert db.session.scalar(select(func.count()).select_from(Notice).where(Notice.read_at.is_(None))) or 0 > 50
    late = Deadline.late_at.is_not(None), Deadline.closed_at.is_(None), Deadline.ours
    causes = set(db.session.scalars(select(Deadline.cause).where(*late)))
    assert None in causes and len(causes) > 1, "overdue with and without a cause"
    overdue = select(func.count()).select_from(Instalment).where(Instalment.closed_at.is_(None), Instalment.due_on < DAY)
    assert (db.session.scalar(overdue) or 0) >= 3
    partly = select(func.count()).select_from(Instalment).where(Instalment.paid > 0, Instalment.paid < Instalment.amount)
    assert (db.session.scalar(partly) or 0) >= 1
    assert (db.session.scalar(select(func.count()).select_from(Payment).where(Payment.row_result == "returned")) or 0) >= 2
    orders = Counter(db.session.scalars(select(WorkOrder.lead_id)))
    assert max(orders.values()) >= 3 and (db.session.scalar(select(func.max(WorkOrder.urge_count))) or 0) >= 1


def test_the_rider_is_paid_seven_days_late_and_his_case_is_closed(made: making.Made) -> None:
    case = db.session.scalars(
        select(Proceeding).where(Proceeding.against == "北京迅捷达通配送服务有限公司", Proceeding.procedure == "mediation")
    ).one()
    assert (case.state, case.conclusion) == ("m-performed", "paid")
    first, second = db.session.scalars(select(Instalment).where(Instalment.proceeding_id == case.id).order_by(Instalment.no)).all()
    assert first.met_on == first.due_on and second.met_on is not None and (second.met_on - second.due_on).days == 7


def test_the_site_of_37_has_an_agreement_of_21_under_supervision(made: making.Made) -> None:
    case = db.session.scalars(
        select(Proceeding).where(Proceeding.against.like("北京恒筑建设集团有限公司%"), Proceeding.procedure == "mediation")
    ).one()
    assert case.state == "m-performing"
    first, second = db.session.scalars(select(Instalment).where(Instalment.proceeding_id == case.id).order_by(Instalment.no)).all()
    assert (first.paid, second.paid) == (293_000, 0) and first.met_on is not None
    rest = db.session.scalars(select(Proceeding).where(Proceeding.procedure == "arbitration", Proceeding.matter_id == case.matter_id)).one()
    assert (rest.state, rest.workers) == ("a-scheduled", 16), "the others wait for their hearing before three arbitrators"
    order = db.session.scalars(select(Proceeding).where(Proceeding.procedure == "supervision", Proceeding.about_id.is_not(None))).all()
    assert {"s-listed", "s-released", "s-release-asked", "s-proposed", "s-declined"} <= {row.state for row in order}


def some(folder: Path, day: date, template: Path) -> tuple[making.Made, Counter[tuple[str, str]]]:
    """Each eighth case of a day, and what became of it; the house of the file is in force again afterwards."""
    before = config.settings()
    folder.mkdir()
    try:
        return build(folder, day, template, every=8), states()
    finally:
        db.release()
        db.engine().dispose()
        config.use(before)
        db.bind(before.database_url)


def test_the_same_seed_and_day_give_the_same_cases(made: making.Made, tmp_path: Path, sqlite_template: Path) -> None:
    assert some(tmp_path / "one", DAY, sqlite_template) == some(tmp_path / "two", DAY, sqlite_template)


@pytest.mark.parametrize("day", [date(2026, 10, 8), date(2026, 6, 20)], ids=["after a long holiday", "inside a holiday"])
def test_a_demonstration_can_be_made_on_any_day(made: making.Made, day: date, tmp_path: Path, sqlite_template: Path) -> None:
    found, _ = some(tmp_path / "day", day, sqlite_template)
    assert found.stopped == () and found.proceedings > 15


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path) -> Iterator[Path]:
    """An installation of one's own for the commands."""
    import shutil

    shutil.copy(sqlite_template, tmp_path / "arrears.db")
    monkeypatch.setenv("ARREARS_INSTANCE", str(tmp_path))
    config.use(None)
    yield tmp_path
    db.release()
    db.engine().dispose()
    config.use(None)


def test_a_house_with_people_of_its_own_gets_no_demonstration(instance: Path) -> None:
    db.bind(config.settings().database_url)
    with db.writing() as current:
        current.add(AppUser(account="wang", name="王", password_hash="x", made_at=clock.now()))
    db.release()
    answer = CliRunner().invoke(demo, ["make"])
    assert answer.exit_code == 0 and "不生成演示数据" in answer.output
    assert not (instance / "demo").exists()
    assert CliRunner().invoke(demo, ["logins"]).output == ""


def test_refresh_touches_only_what_is_marked_as_a_demonstration(instance: Path) -> None:
    db.bind(config.settings().database_url)
    answer = CliRunner().invoke(demo, ["refresh", "--yes"])
    assert answer.exit_code == 1 and "不是演示系统" in answer.output


def test_refresh_asks_first(instance: Path) -> None:
    db.bind(config.settings().database_url)
    marker.write(config.settings(), marker.Mark(1, "2026-11-24", True))
    answer = CliRunner().invoke(demo, ["refresh"], input="n\n")
    assert answer.exit_code == 0 and "没有改动" in answer.output


def test_make_is_over_at_once_where_the_demonstration_stands(instance: Path) -> None:
    db.bind(config.settings().database_url)
    marker.write(config.settings(), marker.Mark(1, "2026-11-24", True))
    answer = CliRunner().invoke(demo, ["make"])
    assert (answer.exit_code, answer.output) == (0, "")
    shown = CliRunner().invoke(demo, ["logins"]).output
    assert people.PASSWORD in shown and "孙志刚" in shown


def test_dropping_leaves_an_empty_house_with_its_guards(instance: Path) -> None:
    engine = db.bind(config.settings().database_url)
    with db.writing() as current:
        current.add(AppUser(account="demo", name="演示", password_hash="x", made_at=clock.now()))
    demo_house.drop(config.settings())
    assert demo_house.is_empty() and demo_house.is_ready()
    with engine.connect() as connection:
        assert migrate.expected_guards("sqlite") == migrate.standing_guards(connection)
