"""Consistency of the procedures 程序数据校验: what a table of acts may not leave undone, said as sentences that name the place.

`problems()` is called by the tests and by `arrears law check`, never at import: it reads the rules, the papers and the roles too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from arrears.law.procedures.form import ANY, BACK, CONDITIONS, DEMANDS, ENDS, EVERY_CLOCK, LAPSE, OPEN, SAME, Act, Procedure
from arrears.law.procedures.orders import ORDER_STATES, order_states

FACT_TYPES = frozenset(
    {"str", "text", "int", "yuan", "date", "dt", "month", "bool", "code", "row"}
    | {"user", "body", "clock", "file", "lead", "proceeding", "party", "claim"}
)
DEFAULTS = {"now": "dt", "today": "date", "me": "user"}
"""Default that is computed when the form is drawn → the type it fits."""
NEVER_STARTED = frozenset({"limit-2y", "lim-arb", "lim-wage-left", "hot-extend"})
"""Rules computed for display, or the limit of an act: no act starts them (row `lapse`)."""
_MARKERS = frozenset({OPEN, ENDS, ANY, SAME, BACK})


@dataclass(frozen=True, slots=True)
class World:
    """What the rows are checked against: ids of clocks and who owes them, papers with their acts, code lists, actors."""

    owed_by: Mapping[str, str]
    authorities: Collection[str]
    papers: Mapping[str, Collection[str]]
    sheets: Mapping[str, Collection[str]]
    codes: Mapping[str, Collection[str]]
    actors: Collection[str]
    common: Collection[str] = field(default=())


def law_as_it_stands() -> World:
    """The world of the shipped rules, papers, code lists and roles."""
    from arrears.law.codes import CODES
    from arrears.law.deadlines import RULES
    from arrears.law.deadlines.rule import AUTHORITIES
    from arrears.law.papers import PAPERS
    from arrears.law.procedures.common import COMMON
    from arrears.law.roles import GRANTS, ROLES

    return World(
        owed_by={rule_id: rule.owed_by for rule_id, rule in RULES.items()},
        authorities=AUTHORITIES,
        papers={paper.id: paper.acts for paper in PAPERS.values()},
        sheets={paper.id: paper.approves for paper in PAPERS.values() if paper.approves},
        codes={name: tuple(codes) for name, codes in CODES.items()},
        actors=frozenset((*ROLES, *GRANTS, "sys")),
        common=tuple(act.name for act in COMMON),
    )


def problems(procedures: Mapping[str, Procedure] | None = None, world: World | None = None) -> list[str]:
    """Every inconsistency found, as one sentence each; empty when the tables are sound."""
    if procedures is None:
        from arrears.law.procedures import PROCEDURES

        procedures = PROCEDURES
    world = world or law_as_it_stands()
    found: list[str] = []
    for procedure in procedures.values():
        found += _unreachable(procedure)
        for act in procedure.acts.values():
            for check in _ACT_CHECKS:
                found += check(procedure, act, world)
    found += _never_started(procedures, world)
    found += _never_stopped(procedures, world)
    found += _never_made(procedures, world)
    return found


def _unknown_states(procedure: Procedure, act: Act, world: World) -> Iterator[str]:
    for move in act.moves:
        for state in (*move.sources, *move.targets):
            if state not in procedure.states and state not in _MARKERS:
                yield f"{act.id}: unknown state {state}"
    if not act.moves:
        yield f"{act.id}: leads from nowhere to nowhere"
    for half in act.order or ():
        for state in order_states(half):
            if state != SAME and state not in ORDER_STATES:
                yield f"{act.id}: unknown state of a work order {state}"


def _actors(procedure: Procedure, act: Act, world: World) -> Iterator[str]:
    if not act.who:
        yield f"{act.id}: nobody may perform it"
    for who in act.who:
        if who not in world.actors:
            yield f"{act.id}: unknown actor {who}"
    for demand in act.demands:
        if demand not in DEMANDS:
            yield f"{act.id}: unknown demand {demand}"


def _approval(procedure: Procedure, act: Act, world: World) -> Iterator[str]:
    if act.approval is None:
        return
    for grant in act.approval.grants:
        if grant not in world.actors:
            yield f"{act.id}: unknown grant {grant}"
    if not act.approval.grants and not act.approval.check:
        yield f"{act.id}: an approval that nobody gives"
    sheet = act.approval.sheet
    if sheet and sheet not in world.sheets:
        yield f"{act.id}: unknown sheet {sheet}"
    elif sheet and world.sheets[sheet] != ("*",) and act.id not in world.sheets[sheet]:
        yield f"{act.id}: the catalogue does not say that {sheet} approves it"


def _facts(procedure: Procedure, act: Act, world: World) -> Iterator[str]:
    for name in _twice([fact.name for fact in act.facts]):
        yield f"{act.id}: fact {name} stands twice"
    for fact in act.facts:
        place = f"{act.id}: fact {fact.name}"
        if not fact.label:
            yield f"{place} has no label"
        if fact.type not in FACT_TYPES:
            yield f"{place} has the unknown type {fact.type}"
        if (fact.type == "code") != (fact.codes is not None):
            yield f"{place}: a code needs a list, and only a code has one"
        elif fact.codes is not None and fact.codes not in world.codes:
            yield f"{place}: unknown code list {fact.codes}"
        elif fact.codes is not None and fact.default is not None and fact.default not in world.codes[fact.codes]:
            yield f"{place}: {fact.default} is not in the list {fact.codes}"
        if fact.codes is None and fact.default is not None and DEFAULTS.get(fact.default) != fact.type:
            yield f"{place}: {fact.default} is no default of a {fact.type}"


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _documents(procedure: Procedure, act: Act, world: World) -> Iterator[str]:
    for paper in act.papers:
        if paper not in world.papers:
            yield f"{act.id}: unknown document {paper}"
        elif act.id not in world.papers[paper] and f"*.{act.name}" not in world.papers[paper]:
            yield f"{act.id}: the catalogue does not say that it makes {paper}"


def _clocks(procedure: Procedure, act: Act, world: World) -> Iterator[str]:
    facts = {fact.name for fact in act.facts}
    for effect in act.effects:
        if effect.rule != EVERY_CLOCK and effect.rule not in world.owed_by:
            yield f"{act.id}: unknown clock {effect.rule}"
        if effect.on is not None and effect.on not in facts:
            yield f"{act.id}: clock {effect.rule} hangs on {effect.on}, which is no fact of the act"
        for condition in effect.when.split("&") if effect.when else ():
            if not _known_condition(act, condition, world):
                yield f"{act.id}: unknown condition {condition} of {effect.rule}"


def _known_condition(act: Act, condition: str, world: World) -> bool:
    """Whether a condition names a clock, a word of `CONDITIONS`, or a value that the fact of the act can have."""
    if condition.startswith(LAPSE):
        return condition.removeprefix(LAPSE) in world.owed_by
    name, equals, values = condition.partition("=")
    fact = next((fact for fact in act.facts if fact.name == name), None)
    if not equals or fact is None:
        return name in CONDITIONS
    if fact.type == "bool":
        return values in ("true", "false")
    return fact.codes is not None and set(values.split("|")) <= set(world.codes.get(fact.codes, ()))


_Check = Callable[[Procedure, Act, World], Iterator[str]]
_ACT_CHECKS: tuple[_Check, ...] = (_unknown_states, _actors, _approval, _facts, _documents, _clocks)


def _unreachable(procedure: Procedure) -> Iterator[str]:
    """States that no chain of acts reaches from the initial ones."""
    reached = set(procedure.initials or (procedure.initial,))
    for act in procedure.acts.values():
        for move in act.moves:
            if not move.sources:
                reached.update(move.targets)
    while True:
        more = {
            target
            for act in procedure.acts.values()
            for move in act.moves
            if procedure.expand(move.sources) & reached
            for target in move.targets
        } - _MARKERS
        if more <= reached:
            break
        reached |= more
    for state in procedure.states:
        if state not in reached:
            yield f"{procedure.name}: no act leads to the state {state}"


def _never_started(procedures: Mapping[str, Procedure], world: World) -> Iterator[str]:
    """Rules that no act starts although they are no mere computation, and the other way round."""
    acts = [act for procedure in procedures.values() for act in procedure.acts.values()]
    started = {effect.rule for act in acts for effect in act.effects if effect.op == "start"}
    for rule in world.owed_by:
        if (rule in started) == (rule in NEVER_STARTED):
            yield f"{rule}: {'started although it is only computed' if rule in started else 'no act starts it'}"


def _never_stopped(procedures: Mapping[str, Procedure], world: World) -> Iterator[str]:
    """Clocks of an office that are started but that no act satisfies or drops; a party's window ends by `lapse`."""
    effects = [(act, effect) for procedure in procedures.values() for act in procedure.acts.values() for effect in act.effects]
    stopped = {effect.rule for _, effect in effects if effect.op in ("satisfy", "drop")}
    seen: set[str] = set()
    for act, effect in effects:
        if effect.op != "start" or effect.rule in stopped or effect.rule in seen:
            continue
        seen.add(effect.rule)
        if world.owed_by.get(effect.rule, "") in world.authorities:
            yield f"{act.id}: starts {effect.rule}, which nothing stops"


def _never_made(procedures: Mapping[str, Procedure], world: World) -> Iterator[str]:
    """Papers of the catalogue that no act makes, and acts the catalogue names in vain."""
    acts = {act.id: act for procedure in procedures.values() for act in procedure.acts.values()}
    made = {paper for act in acts.values() for paper in act.papers}
    made |= {act.approval.sheet for act in acts.values() if act.approval is not None}
    for paper, makers in world.papers.items():
        if paper not in made:
            yield f"{paper}: no act makes it"
        for maker in makers:
            procedure, _, name = maker.partition(".")
            if procedure == "*":
                if name not in world.common:
                    yield f"{paper}: {maker} is no common act"
            elif maker not in acts:
                yield f"{paper}: {maker} is no act"
            elif paper not in acts[maker].papers:
                yield f"{paper}: {maker} does not make it"
    for sheet, approves in world.sheets.items():
        for act_id in approves:
            approval = acts[act_id].approval if act_id in acts else None
            if act_id != "*" and (approval is None or approval.sheet != sheet):
                yield f"{sheet}: {act_id} is not approved on it"
