"""The form of a procedure 程序: states, acts, facts, effects on clocks, approvals.

Every table of the law (lead, mediation, arbitration, after the award, inspection, supervision) is written with these dataclasses.
They describe; they never compute a date, open a database or decide who a person is. How a row of a table is written down
stands in `writing.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

OPEN = "*open"
"""Source marker: every state that is no end."""
ENDS = "*ends"
"""Source marker: every end state."""
ANY = "*any"
"""Source marker: every state."""
SAME = "="
"""Target marker: the state stays."""
BACK = "*back"
"""Target marker: the state from which the side state was entered (arbitration `resume`)."""
EVERY_CLOCK = "*"
"""Rule of a `drop` that ends every running clock of the proceeding (the tables write "− all")."""
LAPSE = "lapse:"
"""Prefix of a condition: the effect is applied by the act `lapse` when the named clock reaches its due, not by the act itself."""
ONLY = "procedure="
"""Prefix of a condition of a common act: the effect belongs to one procedure."""

CONDITIONS = {
    "newform": "the applicant is a worker of a new form of employment, both agree",
    "printed": "the order names its own time for the answer",
    "petition-opinion": "a petition item no procedure fits (信访工作条例 31(6))",
    "served": "a paper of the act is served on the addressee",
    "signed": "the last party has signed for the paper",
    "paid": "the row of the clock is paid in full",
    "assigned": "the aid centre has named a lawyer",
    "set": "a date is set",
    "corrected": "the breach is put right",
    "end-state": "on the day the end state was reached",
    "last-party": "the last party has been served (with the paper named, if one is)",
    "order-above": "the new order one level up",
    "order-at-receiver": "the order proposed anew at the receiving body",
    "paper": "the paper served is one of these",
    "setting": "this setting of the body is on",
    "fact": "the clock meant is the one this fact names; the rule is `*`",
    "source": "where the lead or order comes from (code list `source`)",
    "kind": "complaint or report: kind of the inspection case (code list `complaint_kind`)",
    "award": "kind of the award: final, nonfinal",
    "party": "side of the addressee: worker, employer",
    "decision": "kind of the decision: handling, penalty",
}
"""Conditions of effects that are no fact of the act itself → what they mean. Those after `order-at-receiver` are names of values."""

DEMANDS = {
    "two_inspectors": "两名监察员共同进行，均须有执法证号",
    "two_persons": "两人共同进行",
    "both_parties": "须双方当事人共同进行",
    "not_handler": "不得由承办人本人进行",
    "not_investigators": "不得由本案调查人员主持",
    "responsible": "由督办主责人或者B岗进行",
    "owner": "由该期限的责任人进行",
    "doer": "由作出该行为的人或者机构负责人进行",
    "law_qualified": "由取得法律职业资格的审核人员进行",
}
"""What a row demands of those who act, beyond their role."""

Op = Literal["start", "satisfy", "drop", "reset", "pause", "resume", "extend", "check"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the officer has to say when performing an act; `label` is what the form prints beside the field.

    `type`: str text int yuan date dt month bool code user body clock file lead proceeding party claim, or row for a repeating
    line with fields of its own (an instalment, a roster row). `codes` names a list of `arrears.law.codes` when the type is code.
    `default`: `now` (dt), `today` (date), `me` (user), or a code of the list.
    """

    name: str
    type: str = "str"
    label: str = ""
    optional: bool = False
    repeats: bool = False
    codes: str | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act does to the clock of a rule.

    `when` None: always, applied by the core itself. Otherwise conditions joined by `&`, each `name=value` (or `a|b`) of a fact of
    the act, `lapse:<clock>` (applied by the act `lapse`), or a word or name of `CONDITIONS`, which the room says.
    `on`: name of the fact whose date is the trigger or the day of satisfaction; None: the act's `occurred_at`.
    """

    op: Op
    rule: str
    when: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """Who signs before the act is performed. `grants`: any one of them (a grant, or the role SU); empty with `check`.

    `check`: a second person who is not the handler looks at it. `when`: None always, else a condition handled by the room.
    `sheet`: document id of the sheet, empty where the table names none.
    """

    grants: tuple[str, ...]
    sheet: str = "approval-sheet"
    check: bool = False
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One way an act changes the state: from any of `sources` to one of `targets`."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One row of an act table.

    `documents`: papers the act makes or takes in. `documents_either`: kinds of which the case chooses (agreement of one or of a
    group, form of an award). `documents_if`: those that come only if the case arises. `moves`: the ways from state to state;
    `sources` and `targets` are their union. `order`: change of the work order's state, several states separated by a blank.
    `who`: roles, grants for acts of a head, `sys` the sweep; `PA` a party, whose paper the desk of the case enters.
    `demands`: what is asked of the actors beyond the role, words of `DEMANDS`. `note`: what the table says besides, for people.
    """

    procedure: str
    name: str
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    who: tuple[str, ...]
    approval: Approval | None = None
    facts: tuple[Fact, ...] = ()
    documents: tuple[str, ...] = ()
    documents_if: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    source: str = ""
    cert: str = "V"
    note: str = ""
    order: tuple[str, str] | None = None
    documents_either: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    demands: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """`procedure.act`, unique over all procedures."""
        return f"{self.procedure}.{self.name}"

    @property
    def creates(self) -> bool:
        """Whether the act opens the proceeding (it has no state to come from)."""
        return any(not move.sources for move in self.moves)

    @property
    def papers(self) -> tuple[str, ...]:
        """Every paper the act may make or take in, in the order of the table."""
        return (*self.documents, *self.documents_either, *self.documents_if)

    def fact(self, name: str) -> Fact:
        """The fact of that name. Raises KeyError."""
        for fact in self.facts:
            if fact.name == name:
                return fact
        raise KeyError(f"{self.id}: {name}")

    def of(self, procedure: str) -> Act:
        """The same act as an act of another procedure; common acts are written once.

        An effect that holds in one procedure only (`procedure=arbitration`) is unconditional there and left out elsewhere.
        """
        here = f"{ONLY}{procedure}"
        effects = tuple(
            replace(effect, when=None) if effect.when == here else effect
            for effect in self.effects
            if effect.when is None or not effect.when.startswith(ONLY) or effect.when == here
        )
        return replace(self, procedure=procedure, effects=effects)


@dataclass(frozen=True, slots=True)
class State:
    """A state of a proceeding; `label` is what people read, `is_end` marks ■."""

    id: str
    label: str
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure: its states and acts, the common acts included.

    `initial`: the state of a new proceeding. `initials`: all first states where several small machines run side by side (award).
    """

    name: str
    label: str
    states: Mapping[str, State]
    initial: str
    acts: Mapping[str, Act]
    note: str = ""
    initials: tuple[str, ...] = ()

    def open_states(self) -> tuple[str, ...]:
        """Ids of the states that are no end, in the order of the law."""
        return tuple(state.id for state in self.states.values() if not state.is_end)

    def end_states(self) -> tuple[str, ...]:
        """Ids of the end states."""
        return tuple(state.id for state in self.states.values() if state.is_end)

    def expand(self, sources: tuple[str, ...]) -> frozenset[str]:
        """State ids behind a list that may hold the markers `*open`, `*ends`, `*any`."""
        found: set[str] = set()
        for source in sources:
            if source == OPEN:
                found.update(self.open_states())
            elif source == ENDS:
                found.update(self.end_states())
            elif source == ANY:
                found.update(self.states)
            else:
                found.add(source)
        return frozenset(found)

    def sources_of(self, act: Act) -> frozenset[str]:
        """Every state in which the act may be performed; empty for an act that only creates."""
        return self.expand(act.sources)

    def targets_from(self, act: Act, state: str | None) -> tuple[str, ...]:
        """Targets the act offers in this state (None: creation); `=` is answered as the state itself, `*back` stays a marker.

        Empty when the act is not possible there.
        """
        for move in act.moves:
            if (state is None and not move.sources) or (state is not None and state in self.expand(move.sources)):
                return tuple(state if target == SAME and state is not None else target for target in move.targets)
        return ()

    def acts_from(self, state: str) -> tuple[Act, ...]:
        """The acts possible in this state, in the order of the law."""
        return tuple(act for act in self.acts.values() if self.allows(act, state))

    def allows(self, act: Act | str, state: str) -> bool:
        """Whether the act may be performed in this state. An act by name is looked up; an unknown name raises KeyError."""
        known = self.acts[act] if isinstance(act, str) else act
        return state in self.expand(known.sources)

    def on_lapse(self, clock: str) -> tuple[Effect, ...]:
        """What the lapse of a clock does to clocks (its own end apart), from whatever row says so."""
        condition = LAPSE + clock
        return tuple(effect for act in self.acts.values() for effect in act.effects if effect.when == condition)

    def on_service(self, document: str) -> tuple[Effect, ...]:
        """What the service of a paper does to clocks: rows of acts that make it and say "on service", and `serve` itself.

        Effects of `serve` that hang on the method or on the last party keep their condition and are not in this answer.
        """
        found = [
            effect
            for act in self.acts.values()
            if document in act.papers
            for effect in act.effects
            if effect.when == "served"
        ]
        if "serve" in self.acts:
            found += [
                effect
                for effect in self.acts["serve"].effects
                if effect.when is not None
                and effect.when.startswith("paper=")
                and document in effect.when.removeprefix("paper=").split("|")
            ]
        return tuple(found)
