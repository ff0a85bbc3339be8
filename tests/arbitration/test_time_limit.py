"""Postponement, extension, suspension 延期、中止: the right clocks afterwards, the days used and left, what is refused (law 1.2, 2.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.cases.models import Deadline
from arrears.documents.actions import facts_of
from arrears.documents.models import Document, Serving
from arrears.hearings.models import Hearing
from tests.arbitration.builders import against, served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_story_a import Hands


def papers(tribunal: Tribunal, kind: str) -> list[dict[str, Any]]:
    """Facts of the valid papers of a kind, in order."""
    rows = db.session.scalars(
        select(Document)
        .where(Document.proceeding_id == tribunal.id, Document.kind == kind, Document.voided_at.is_(None))
        .order_by(Document.id)
    ).all()
    found = [facts_of(row) | {"number": row.number} for row in rows]
    db.release()
    return found


def closed(tribunal: Tribunal, rule: str) -> list[str | None]:
    found = db.session.scalars(select(Deadline.closed_how).where(Deadline.proceeding_id == tribunal.id, Deadline.rule_id == rule)).all()
    db.release()
    return list(found)


def ready(tribunal: Tribunal) -> Hands:
    """A simple case accepted and served on 2 March 2026, the hearing set for 20 March."""
    served(tribunal, 1, tribunal.arbitrators[0])
    hands = Hands(tribunal)
    hands.n = 500
    return hands


def test_a_hearing_is_put_off_or_not_and_everybody_is_told(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        hands = ready(tribunal)
        hands.act("schedule", at=moment(3, 20, 9), room="第一仲裁庭", mode="on_site")
        assert tribunal.due("arb-postpone") == date(2026, 3, 17), "three workdays before the hearing"
        assert "没有当事人申请" in hands.refused("postpone", judge, granted=False).sentence
        assert hands.refused("postpone", judge, granted=True).field == "reason"
    with tribunal.at(3, 18, 10):
        hands.act("ask-postpone", reason="负责人出差", on=date(2026, 3, 18))
        page = tribunal.page("zhaomin", "arbitration/postpone")
        assert "逾期提出" in page.words
        page.fill(granted="0").send()
        assert tribunal.state == "a-scheduled"
        told = papers(tribunal, "postponement-decision")
        assert len(told) == 2 and all(not p["granted"] and p["late"] for p in told), "one for each side"
        hands.serve("postponement-decision", against(tribunal), "direct", date(2026, 3, 18))
    with tribunal.at(3, 19, 10):
        hands.act("postpone", judge, granted=True, reason="仲裁员因公出庭")
        assert tribunal.state == "a-prehearing" and papers(tribunal, "postponement-decision")[-1]["reason"] == "负责人出差"
        assert closed(tribunal, "arb-hearing-notice") == ["dropped"] and closed(tribunal, "hearing") == ["dropped"]
        assert db.session.scalars(select(Hearing.state)).all() == ["postponed"]
        db.release()
        assert not papers(tribunal, "arb-hearing-notice"), "a notice nobody has yet is void"
        assert "延期开庭决定书" in tribunal.page("linxy", "").words


def test_an_extension_is_approved_once_before_the_last_day_and_moves_it_by_its_days(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(1, 8, 10):
        hands = ready(tribunal)
        assert tribunal.due("arb-award") == date(2026, 2, 24), "E03"
    with tribunal.at(2, 12, 10):
        assert "15" in hands.refused("extend", judge, complex_because="调取社保记录", days=16).sentence
        hands.act("extend", judge, complex_because="需要调取社会保险缴费记录", days=15)
        beside = tribunal.browser("wanghai").get(f"/approvals/{_waiting(tribunal)}").words
        assert "延期审批表" in beside and "2026年2月24日" in beside, "the approver sees the day that is to be moved"
        tribunal.sign()
        assert tribunal.due("arb-award") == date(2026, 3, 9), "E04: added before any rolling"
        told = papers(tribunal, "extension-notice")
        assert len(told) == 2 and (told[0]["old_due"], told[0]["new_due"], told[0]["days"]) == ("2026-02-24", "2026-03-09", 15)
        sheet = papers(tribunal, "extension-approval")[0]
        assert (sheet["proposal"]["name"], sheet["decision"]["name"]) == ("赵敏", "王海")
        assert "已经延长过一次" in hands.refused("extend", judge, complex_because="再延", days=1).sentence
    with tribunal.at(3, 10, 10):
        assert "届满" in hands.refused("extend", judge, complex_because="再延", days=1).sentence


def _waiting(tribunal: Tribunal) -> int:
    from arrears.cases.models import Approval

    found = db.session.scalar(select(Approval.id).where(Approval.proceeding_id == tribunal.id, Approval.decided_at.is_(None)))
    db.release()
    return int(found or 0)


def test_a_suspension_leaves_its_days_out_and_says_how_many_are_used_and_left(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        hands = ready(tribunal)
        hands.act("schedule", at=moment(3, 24, 9), room="第一仲裁庭", mode="on_site")
        assert tribunal.due("arb-award") == date(2026, 4, 16)
        early = hands.refused("suspend", judge, ground="finding_awaited", decided_on=date(2026, 3, 1))
        assert early.field == "decided_on"
    with tribunal.at(3, 20, 10):
        hands.signed("suspend", judge, ground="finding_awaited", decided_on=date(2026, 3, 20))
        assert tribunal.state == "a-suspended"
        told = papers(tribunal, "suspension-notice")[0]
        assert (told["days_used"], told["days_left"]) == (17, 28)
        assert "已用17日，尚余28日" in papers(tribunal, "suspension-approval")[0]["rows"][2]["value"]
        assert tribunal.due("arb-suspend-review") == date(2026, 4, 19)
        assert db.session.scalars(select(Hearing.state)).all() == ["dropped"], "the room is free"
        db.release()
    with tribunal.at(4, 14, 10):
        hands.act("check-suspension", judge, gone=True, on=date(2026, 4, 14))
        assert tribunal.due("arb-resume-target") == date(2026, 4, 17)
        assert hands.refused("resume", judge, on=date(2026, 3, 19)).field == "on"
    with tribunal.at(4, 15, 10):
        hands.act("resume", judge, on=date(2026, 4, 15))
        assert tribunal.due("arb-award") == date(2026, 5, 12), "E08"
        assert tribunal.state == "a-prehearing", "the cancelled hearing has to be set anew"
        told = papers(tribunal, "resumption-notice")[0]
        assert (told["days_left"], told["new_due"], told["suspended_on"]) == (28, "2026-05-12", "2026-03-20")
        assert closed(tribunal, "arb-suspend-review")[-1] == "dropped" and closed(tribunal, "arb-resume-target") == ["met"]
        rows = db.session.scalars(select(Serving.recipient).join(Document).where(Document.kind == "resumption-notice")).all()
        db.release()
        assert len(rows) == 2 and clock.today() == date(2026, 4, 15)
