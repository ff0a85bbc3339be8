"""Story A 潞湾家园三期, its arbitration: the sixteen who did not agree, two firms, three arbitrators (A14 to A18).

Told beside `site`, whose days it counts in; the hearing lies ahead, when the labour firm's days of defence are over.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from arrears import clock, db
from arrears.arbitration import filing
from arrears.demo.bodies import ROOMS
from arrears.demo.stage import Stage, Story
from arrears.demo.stories import tribunal
from arrears.demo.words import Worker

D = Decimal
CLERK, CHIEF, OTHERS, SIGNER = "linxiaoyu", "zhaomin", ("qianweiguo", "liwenbin"), "wanghai"


@dataclass
class Sixteen:
    """The case as it goes: whose (the leader of the gang first), against whom (labour firm, general contractor), out of which mediation."""

    stage: Stage
    workers: list[Worker]
    sums: list[D]
    firms: tuple[str, str]
    mediation: int
    start: int
    """How many workdays before today the story's day 0 lies."""
    id: int = 0

    def at(self, after: int, hour: int, minute: int = 0) -> Any:
        """A time so many workdays after the story's day 0."""
        return self.stage.workday(self.start - after, hour, minute)

    def act(self, name: str, account: str = CLERK, **facts: Any) -> Any:
        """An act of the arbitration."""
        return self.stage.act(self.id, f"arbitration.{name}", account, **facts)


def told(case: Sixteen) -> Story:
    """Applied for at the table where the others signed; two papers are lacking; served on each firm in its own way; a day is set."""
    stage, people = case.stage, case.stage.people
    yield case.at(8, 17, 30)  # A14
    _file(case)
    yield case.at(8, 17, 50)
    asked = case.act(
        "accept-lacking", scope=True, claims_clear=True, parties_named=True, jurisdiction=True, track="fast_collective",
        accepted_on=clock.today(), missing=["两人的身份证复印件"], promise_until=case.at(13, 0).date(),
    )  # fmt: skip
    yield case.at(9, 10)  # A15
    stage.decide(asked, SIGNER)
    yield case.at(9, 10, 40)
    seated = [people[account] for account in (CHIEF, *OTHERS)]
    asked = case.act("form-panel", arbitrators=seated, presiding=seated[0], clerk=people[CLERK], ties=False)
    yield case.at(9, 11, 30)
    stage.decide(asked, SIGNER)
    applicants = [str(party) for party, _ in stage.parties(case.id, "applicant")]
    case.act("nominate-reps", workers=applicants, reps=applicants[:5])
    labour, general = case.firms
    yield case.at(10, 16)  # A16: to the workers by hand, to the general contractor by the system, to the labour firm by post
    tribunal.serve(case, to=case.workers[0].name)
    tribunal.serve(case, to=general, method="electronic", service_result="arrived", receiver="")
    mail = "EMS109900417"
    tribunal.serve(case, to=labour, method="post", effective_on=None, service_result="pending", mail_no=mail, receiver="")
    yield case.at(12, 15)
    case.act("promise-kept", papers=["两人的身份证复印件"], on=clock.today())
    yield case.at(13, 11)  # A18
    sent = case.at(10, 0).date()
    tribunal.serve(case, to=labour, method="post", sent_on=sent, service_result="mailroom", mail_no=mail, receiver="收发室")
    yield case.at(13, 15)
    case.act("schedule", at=case.at(25, 9), room=ROOMS[0], mode="on_site")
    yield case.at(14, 10)
    tribunal.serve(case)


def _file(case: Sixteen) -> None:
    leader = case.workers[0].name
    claims = [
        {"kind": "wage", "claimed": case.sums[0], "formula": "120×400－6000", "whose": leader},
        {"kind": "wage", "claimed": sum(case.sums[1:], D(0)), "formula": "15×(100×310－6000)"},
    ]
    labour, general = case.firms
    facts = {
        "applicants": [worker.told for worker in case.workers],
        "respondents": [{"name": labour, "kind": "company"}, {"name": general, "kind": "company"}], "claims": claims,
        "facts": "在潞湾家园三期项目做钢筋，完工后工资没有结清，调解时因餐费扣款没有谈成。", "evidence": ["考勤表", "工资欠条"],
        "copies": 3, "filed_on": clock.today(), "pre_mediation": "tried",
    }  # fmt: skip
    viewer = case.stage.viewer(CLERK)
    made = filing.file_application(viewer, facts, token=case.stage.token(), from_id=case.mediation, owner_id=viewer.user_id)
    db.release()
    case.id = made.proceeding_id
