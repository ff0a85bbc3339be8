"""First lines of stories B and C (practice 5): a rider's 12333 record, and a cook's Friday-evening call, with their exact clocks."""

from __future__ import annotations

from decimal import Decimal

import time_machine
from people import Office
from sqlalchemy import select

from arrears import db
from arrears.cases import transitions
from arrears.cases.models import Deadline, Proceeding
from arrears.intake.models import WorkOrder
from arrears.intake.queries import screening
from arrears.mediation import actions
from tests.intake.desk.conftest import at, register


def clocks(lead: int) -> dict[str, Deadline]:
    return {row.rule_id: row for row in db.session.scalars(select(Deadline).where(Deadline.proceeding_id == lead))}


def test_story_b_a_rider_is_registered_called_and_led_into_mediation(office: Office) -> None:
    with time_machine.travel(at("2026-04-23 10:15"), tick=False):  # B1
        lead = register(
            office, office.other_clerk, source="12333", order_no="12333-20260423-0031", received_at=at("2026-04-23 10:15"), reply_due_at=None,
            reporter_name="何志远", reporter_phone="13600001234", employer_name="北京迅捷达通配送服务有限公司", project_name=None, place="望京站点",
            district="朝阳区", industry="platform", workers_claimed=1, amount_claimed=Decimal(11000), claims=["wages", "deposit"],
            signed_at=at("2026-04-23 10:15"),
        )  # fmt: skip
        assert str(clocks(lead)["h12333-answer"].due_on) == "2026-04-30"
        assert not {"hot-due", "hot-contact"} & set(clocks(lead))
    with time_machine.travel(at("2026-04-23 16:30"), tick=False):  # B2: may be called from 15 to 17 only
        facts = {"at": at("2026-04-23 16:30"), "channel": "phone", "to": "反映人", "contact_result": "answered",
                 "note": "只能15点到17点接电话", "next_at": at("2026-04-24 15:00")}  # fmt: skip
        transitions.perform(lead, "lead.note", office.other_clerk, seen=None, token="b2", facts=facts)
        reminder = clocks(lead)["next-contact"]
        assert reminder.due_at == at("2026-04-24 15:00") and reminder.origin == "set by 马丽"
        assert db.session.scalar(select(WorkOrder.next_due_at)) == clocks(lead)["h12333-answer"].due_at
    with time_machine.travel(at("2026-04-24 09:00"), tick=False):  # B3: an unclear relation is no refusal
        proposed = screening.proposal(lead)
        assert (proposed.route, proposed.body, proposed.row) == ("mediation", "朝阳区", "R17")
        version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == lead))
        done = transitions.perform(
            lead, "lead.confirm-route", office.other_clerk, seen=version, token="b3",
            facts={"route": "mediation", "body": "朝阳区", "owner": office.other_clerk.user_id, "handler_phone": "84600000"},
        )  # fmt: skip
        assert done.state == "l-accepted" and str(clocks(lead)["lead-file"].due_on) == "2026-04-27"
    with time_machine.travel(at("2026-04-24 10:00"), tick=False):  # he may be called at three: the promise goes with the matter
        case = actions.open_mediation(
            office.other_clerk,
            {"applicants": [{"name": "何志远"}], "respondents": [{"name": "北京迅捷达通配送服务有限公司", "kind": "company"}],
             "claims": [{"kind": "deposit", "claimed": Decimal("500.00")}], "facts": "配送费未付。", "source": "newform",
             "applied_on": at("2026-04-24 10:00").date(), "oral": False},
            token="b3-apply", owner_id=office.mediator2.user_id, lead_id=lead,
        ).proceeding_id  # fmt: skip
        assert clocks(lead)["next-contact"].closed_how == "dropped" and clocks(lead)["lead-file"].closed_how == "met"
        carried = clocks(case)["next-contact"]
        assert (carried.due_at, carried.owner_id, carried.closed_at) == (at("2026-04-24 15:00"), office.mediator2.user_id, None)


def test_story_c_a_sign_board_name_is_enough_and_saturday_is_not_moved(office: Office) -> None:
    with time_machine.travel(at("2026-01-30 19:20"), tick=False):  # C1, a Friday
        lead = register(
            office, office.clerk, order_no="12345-20260130-0412", received_at=at("2026-01-30 19:20"), reply_due_at=at("2026-02-06 19:20"),
            reporter_name="唐桂兰", reporter_phone="13600005678", employer_name=None, sign_name="味渝轩川菜馆", project_name=None, place="马驹桥",
            industry="services", workers_claimed=1, amount_claimed=None, signed_at=at("2026-01-30 19:20"),
        )  # fmt: skip
    mine = clocks(lead)
    assert mine["hot-contact"].due_at == at("2026-01-31 19:20")  # a Saturday
    assert mine["hot-due"].due_at == at("2026-02-06 19:20")
    assert str(mine["hot-selfcall"].due_on) == "2026-02-05"
    row = db.session.get(Proceeding, lead)
    assert row is not None and (row.state, row.against, row.amount) == ("l-screening", "味渝轩川菜馆", None)
    assert row.next_due_at == min(c.due_at for c in mine.values() if c.closed_at is None and c.ours)


def test_an_order_without_a_printed_time_runs_by_its_class(office: Office) -> None:
    with time_machine.travel(at("2026-09-14 09:00"), tick=False):
        plain = register(office, office.clerk, received_at=at("2026-09-14 09:00"), reply_due_at=None, signed_at=None)
        urgent = register(
            office, office.clerk, order_no="U-2", order_class="2h", received_at=at("2026-09-14 09:00"), reply_due_at=None, signed_at=None,
            reporter_phone="13711112222",
        )  # fmt: skip
        silent = register(
            office, office.clerk, order_no="S-3", received_at=at("2026-09-14 09:00"), signed_at=None, reply_due_at=at("2026-09-21 09:00"),
            reporter_phone=None, reporter_name=None, anonymous=True,
        )  # fmt: skip
    assert clocks(plain)["hot-class-7d"].due_at == at("2026-09-21 09:00") and "hot-due" not in clocks(plain)
    assert str(clocks(plain)["hot-selfcall"].due_on) == "2026-09-20"  # a make-up workday
    assert clocks(urgent)["hot-contact"].due_at == at("2026-09-14 11:00") and clocks(urgent)["hot-class-2h"].due_at == at("2026-09-14 11:00")
    assert "hot-selfcall" not in clocks(urgent)
    assert not {"hot-contact", "hot-selfcall"} & set(clocks(silent)) and "hot-due" in clocks(silent)


def test_letters_and_boards_run_by_their_own_clocks(office: Office) -> None:
    with time_machine.travel(at("2026-02-03 09:00"), tick=False):
        letter = register(office, office.clerk, source="letter", order_no=None, received_at=at("2026-02-03 09:00"), reply_due_at=None, signed_at=None)
        board = register(office, office.clerk, source="board", order_no="BD-1", received_at=at("2026-02-03 09:00"), signed_at=None,
                         reply_due_at=at("2026-02-13 18:00"), reporter_phone="13711112222")  # fmt: skip
    mine = clocks(letter)
    assert str(mine["pet-notify"].due_on) == "2026-02-24" and str(mine["pet-object"].due_on) == "2026-02-10" and not mine["pet-object"].ours
    assert db.session.scalar(select(WorkOrder.order_no).where(WorkOrder.lead_id == letter)) == "信访-通州区-2026-00001"
    assert clocks(board)["set"].due_at == at("2026-02-13 18:00") and "board-answer" not in clocks(board)


def test_the_window_of_objection_lapses_without_a_reproach(office: Office) -> None:
    from arrears.cases.sweep import sweep

    with time_machine.travel(at("2026-09-14 09:00"), tick=False):
        lead = register(office, office.clerk, received_at=at("2026-09-14 09:00"), reply_due_at=at("2026-09-21 09:00"), signed_at=at("2026-09-14 09:00"))
    with time_machine.travel(at("2026-09-16 00:10"), tick=False):
        sweep()
    mine = clocks(lead)
    assert (mine["hot-dispute"].closed_how, mine["hot-dispute"].late_at) == ("lapsed", None)
    assert mine["hot-contact"].late_at is not None and mine["hot-contact"].closed_at is None
