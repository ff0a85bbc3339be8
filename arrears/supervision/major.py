"""Major cases found by the system 重大案件提请: what the record says has changed since the last look is measured against 5.1.

Its cost follows the events of the last minutes, not the cases there are. Once per matter and level: a matter that is or was under an
order of the level is not proposed again. A lead that is not screened yet only warns the head, at once and on rest days, too.

Facts come from the cases' own columns: workers, amount, and `marks` (urgency codes; besides them `fled` `closed` `gov_project`
`superior` `casualty` `city_wide` `site`, and `repeat:3` for three repeats).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select

from arrears import clock, db, outbox
from arrears.access import preferences
from arrears.access.viewer import SYSTEM
from arrears.cases import calendar
from arrears.cases.models import CaseEvent, Deadline, Proceeding
from arrears.config import settings
from arrears.db import session, writing
from arrears.law import deadlines as law
from arrears.law import thresholds
from arrears.law.refusal import Refused
from arrears.law.region import Region
from arrears.law.thresholds import MajorFacts, MajorProposal
from arrears.regions import region
from arrears.supervision import people
from arrears.supervision.actions.opening import propose
from arrears.supervision.models import MajorLook, MajorWarning, SupervisedCase, SupervisionOrder

OVERLAP = timedelta(minutes=2)
"""Events are read again from a little before the last look: a long transaction may commit late."""
FIRST = timedelta(days=30)
"""How far the very first look goes back."""
CHUNK = 500
PROCEDURES = ("lead", "mediation", "arbitration", "inspection")
UNSCREENED = frozenset({"l-draft", "l-screening", "l-verifying"})
WHOLE_CITY = "市"
"""District id of the city's own body."""
URGENT = frozenset({"threat", "self_harm", "media"})


@dataclass(frozen=True, slots=True)
class Found:
    """A matter that is major, with the case to propose."""

    case_id: int
    body_id: int
    number: str
    against: str
    matter_id: int
    proposal: MajorProposal
    screened: bool
    urgent: bool


def region_now() -> Region:
    """The region whose thresholds hold here."""
    return region(settings().region)


def facts_of_matter(rows: Sequence[Proceeding | Row[Any]], late: frozenset[str]) -> MajorFacts:
    """What the proceedings of a matter say about it, the largest figure counting."""
    marks = {str(mark) for row in rows for mark in row.marks or ()}
    workers = [row.workers for row in rows if row.workers is not None]
    amounts = [row.amount for row in rows if row.amount is not None]
    repeats = [int(m.partition(":")[2]) for m in marks if m.startswith("repeat:") and m.partition(":")[2].isdigit()]
    return MajorFacts(
        workers=max(workers, default=None),
        amount=max(amounts, default=None),
        urgency=frozenset(marks),
        employer_status="fled" if "fled" in marks else "closed" if "closed" in marks else None,
        gov_project="gov_project" in marks or None,
        repeats=max(repeats, default=None),
        overdue_clocks=late,
        superior_instruction="superior" in marks or None,
        casualty="casualty" in marks or None,
        districts=frozenset(row.district_id for row in rows if row.closed_at is None and row.district_id != WHOLE_CITY),
        city_wide_effect="city_wide" in marks or None,
        site="site" in marks or None,
    )


_MATTER = (
    select(Proceeding.id, Proceeding.marks, Proceeding.workers, Proceeding.amount, Proceeding.closed_at, Proceeding.district_id)
    .where(Proceeding.matter_id == bindparam("matter"), Proceeding.procedure.in_(PROCEDURES))
    .order_by(Proceeding.id)
)
_LATE = select(Deadline.proceeding_id, Deadline.rule_id).where(
    Deadline.proceeding_id.in_(bindparam("ids", expanding=True)), Deadline.closed_at.is_(None), Deadline.late_at.is_not(None)
)


def of_matter(matter_id: int) -> MajorProposal | None:
    """Whether a matter is major today, with the numbers. Two statements."""
    rows = session.execute(_MATTER, {"matter": matter_id}).all()
    if not rows:
        return None
    late = _late_clocks([row.id for row in rows])
    facts = facts_of_matter(rows, frozenset().union(*late.values()))
    return thresholds.major(facts, region_now(), clock.today())


def _late_clocks(case_ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {i: set() for i in case_ids}
    for case_id, rule in session.execute(_LATE, {"ids": list(case_ids)}):
        found[case_id].add(rule)
    return found


def values_of(proposal: MajorProposal) -> str:
    """The numbers that met the thresholds, one sentence after the other."""
    return "".join(trigger.text for trigger in proposal.triggers)


def look(since: datetime) -> list[Found]:
    """Matters touched since a moment that are major and not proposed yet. Few statements per 500 proceedings touched."""
    found: list[Found] = []
    last = 0
    while True:
        touched = session.scalars(
            select(CaseEvent.proceeding_id)
            .where(CaseEvent.recorded_at >= since, CaseEvent.proceeding_id > last)
            .group_by(CaseEvent.proceeding_id)
            .order_by(CaseEvent.proceeding_id)
            .limit(CHUNK)
        ).all()
        if not touched:
            return found
        last = touched[-1]
        found.extend(_major_among(touched))


def _major_among(touched: Sequence[int]) -> list[Found]:
    matters = select(Proceeding.matter_id).where(Proceeding.id.in_(touched), Proceeding.procedure.in_(PROCEDURES))
    rows = session.scalars(
        select(Proceeding).where(Proceeding.matter_id.in_(matters), Proceeding.procedure.in_(PROCEDURES)).order_by(Proceeding.id)
    ).all()
    late = _late_clocks([row.id for row in rows])
    proposed = _levels(sorted({row.matter_id for row in rows}))
    by_matter: dict[int, list[Proceeding]] = {}
    for row in rows:
        by_matter.setdefault(row.matter_id, []).append(row)
    found = []
    today, here = clock.today(), region_now()
    for matter_id, cases in by_matter.items():
        running = [case for case in cases if case.closed_at is None]
        if not running:
            continue
        facts = facts_of_matter(cases, frozenset().union(*(late[case.id] for case in running)))
        proposal = thresholds.major(facts, here, today)
        known = proposed.get(matter_id, frozenset())
        if proposal is None or proposal.level in known or people.CITY in known:
            continue
        main = running[0]
        screened = any(case.procedure != "lead" or case.state not in UNSCREENED for case in running)
        urgent = bool(URGENT & set(proposal.codes))
        found.append(Found(main.id, main.body_id, main.number, main.against or main.title, matter_id, proposal, screened, urgent))
    return found


def _levels(matters: Sequence[int]) -> dict[int, frozenset[str]]:
    """Levels at which these matters are or were under an order, or proposed."""
    found: dict[int, set[str]] = {}
    query = (
        select(SupervisedCase.matter_id, SupervisionOrder.level)
        .join(SupervisionOrder, SupervisionOrder.proceeding_id == SupervisedCase.order_id)
        .where(SupervisedCase.matter_id.in_(matters))
    )
    for matter, level in session.execute(query):
        found.setdefault(matter, set()).add(level)
    return {matter: frozenset(levels) for matter, levels in found.items()}


def propose_due() -> int:
    """Propose what has become major since the last look, and warn the heads; returns how many were proposed. May be repeated."""
    started = clock.now()
    seen = session.scalar(select(MajorLook.seen_until).where(MajorLook.id == 1))
    found = look((seen or started - FIRST) - OVERLAP)
    db.release()
    done = 0
    for major in found:
        if major.urgent or major.screened:
            _warn(major)
        if major.screened:
            done += _propose(major)
            db.release()
    done += _raise_over_terms()
    with writing() as current:
        row = current.get(MajorLook, 1)
        if row is None:
            current.add(MajorLook(id=1, seen_until=started))
        else:
            row.seen_until = started
    return done


def _propose(major: Found, raises: int | None = None) -> int:
    level, codes = major.proposal.level, list(major.proposal.codes)
    below = raises if raises is not None else _listed_below(major.matter_id) if level == people.CITY else None
    token = f"major:{major.matter_id}:{level}"
    try:
        made = propose(SYSTEM, major.case_id, level=level, triggers=codes, values=values_of(major.proposal), token=token, raises=below)
    except Refused:
        return 0  # somebody proposed it meanwhile
    return 0 if made.repeated else 1


def _listed_below(matter_id: int) -> int | None:
    """The district's listed order that a city order takes the place of."""
    query = (
        select(Proceeding.id)
        .join(SupervisedCase, SupervisedCase.order_id == Proceeding.id)
        .where(SupervisedCase.matter_id == matter_id, Proceeding.closed_at.is_(None), Proceeding.state.in_(["s-listed", "s-release-asked"]))
        .limit(1)
    )
    return session.scalar(query)


def _warn(major: Found) -> None:
    """The heads are told at once, whatever the day; the inbox takes the same warning once (its source is the matter)."""
    values = {"matter_id": major.matter_id, "level": major.proposal.level, "warned_at": clock.now()}
    with writing() as current:
        entered = db.upserts().insert(MajorWarning).values(**values).on_conflict_do_nothing().returning(MajorWarning.matter_id)
        if current.execute(entered).scalar() is None:
            return
        body = people.issuing_body(current, major.body_id, people.CITY if major.proposal.level == people.CITY else "district")
        text = f"{major.number} {major.against}达到重大案件标准：{values_of(major.proposal)}"
        source = f"major:{major.matter_id}:{major.proposal.level}"
        users = people.heads_of(current, body)
        outbox.queue("warning", {"users": users, "proceeding": major.case_id, "text": text[:380], "source": source})


def _raise_over_terms(limit: int = 200) -> int:
    """Orders whose term is over after two extensions are proposed one level up (5.3, `term`). One index range."""
    now, done = clock.now(), 0
    query = (
        select(Proceeding, SupervisionOrder)
        .join(Deadline, Deadline.proceeding_id == Proceeding.id)
        .join(SupervisionOrder, SupervisionOrder.proceeding_id == Proceeding.id)
        .where(Deadline.closed_at.is_(None), Deadline.due_at <= now, Deadline.rule_id == "sup-term")
        .where(SupervisionOrder.extensions >= 2, SupervisionOrder.level != people.CITY)
        .order_by(Deadline.due_at)
        .limit(limit)
    )
    over = [(row.id, row.about_id, row.matter_id, order.extensions) for row, order in session.execute(query)]
    for order_id, about, matter, extensions in over:
        if people.CITY in _levels([matter]).get(matter, frozenset()) or about is None:
            continue
        proposal = thresholds.major(MajorFacts(term_over=True, term_extensions_used=extensions), region_now(), clock.today())
        if proposal is None:
            continue
        case: Any = session.get(Proceeding, about)
        found = Found(about, case.body_id, case.number, case.against, matter, proposal, True, False)
        db.release()
        _warn(found)
        done += _propose(found, raises=order_id)
        db.release()
    return done



def reply_day(body_id: int) -> date:
    """The day a letter sent today asks the answer for, by the rule."""
    found = law.due("sup-answer", clock.today(), {}, calendar=calendar.in_force(), settings=preferences.chosen(body_id, clock.today())).due
    assert isinstance(found, date)
    return found
