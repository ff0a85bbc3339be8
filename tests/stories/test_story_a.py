"""Story A of the practice file from the Saturday call to the release: 37 workers, three orders, four procedures, 986,000 yuan paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from arrears import clock, db, load_handlers
from arrears.arbitration import filing
from arrears.arbitration.models import Award
from arrears.cases import ledger, transitions
from arrears.cases.models import Deadline, ProceedingParty
from arrears.cases.printing import claims_of
from arrears.intake.actions import registering
from arrears.intake.models import WorkOrder
from arrears.mediation import actions as mediation
from arrears.money.models import Payment
from tests.stories.site import CARPENTERS, GENERAL, LABOUR, LEADER, NAMES, OWNER, SITE, STEEL, Site, moment, roster_row, worker

D = Decimal


@pytest.fixture
def site(house: str) -> Iterator[Site]:
    load_handlers()
    import time_machine

    with time_machine.travel(moment("09-11 09:00"), tick=False):
        yield Site()


def test_the_37_of_luwan_from_the_call_to_the_release(site: Site) -> None:
    the_calls(site)
    listed_by_name(site)
    on_the_site(site)
    twenty_one_agree(site)
    sixteen_apply(site)
    notices_and_the_first_instalment(site)
    reports_and_the_second_instalment(site)
    heard_and_decided(site)
    served_and_paid(site)
    released(site)
    assert list(ledger.verify()) == []


def the_calls(site: Site) -> None:
    """A1–A5: three orders, one lead; contact after half an hour; the head is warned on Saturday night; screened on Monday."""
    office = site.office
    with site.on("09-12 20:50"):
        facts = site.call(
            "12345-20260912-0187", 0, "我们在潞湾家园三期干活，37个人，欠我们大概105万，再不给就去项目部拉横幅。",
            employer_name=LABOUR, project_name=SITE, place=SITE, district="通州区", industry="construction", arrears_kind="settlement",
            workers_claimed=37, amount_claimed=D(1_050_000), claims=["wages"],
            chain=[{"role": "owner", "name": OWNER}, {"role": "general_contractor", "name": GENERAL}, {"role": "subcontractor", "name": LABOUR}],
        )  # fmt: skip
        site.lead = registering.register(office.clerk2, facts, twins={}, token=site.token()).outcome.proceeding_id
        db.release()
    with site.on("09-12 21:20"):
        note = {
            "at": clock.now(), "channel": "phone", "to": "反映人", "contact_result": "answered", "note": "情绪激动，说周一去拉横幅。",
            "urgency": ["threat", "collective"],
        }  # fmt: skip
        transitions.perform(site.lead, "lead.note", office.clerk2, seen=None, token=site.token(), facts=note)
        assert site.how(site.lead, "hot-contact") == ["met"]
        site.night()
        assert any("重大" in text or "苗头" in text for text in site.told(office.head)), "at once, though it is Saturday night"
    with site.on("09-13 10:10"):
        second = site.call("12345-20260913-0233", 22, "我也是潞湾家园三期的，跟着高组长干钢筋，每人差两万五。")
        assert registering.register(office.clerk2, second, twins={site.lead: "group"}, token=site.token()).joined
        db.release()
    with site.on("09-14 08:31"):
        third = site.call("QX202609140417", 0, "潞湾家园三期拖欠工资，37人。", source="national", reply_due_at=None)
        first = registering.register(office.clerk, third, twins={site.lead: "same"}, token="pushed")
        again = registering.register(office.clerk, third, twins={site.lead: "same"}, token="pushed")
        db.release()
        assert first.joined and again.outcome.proceeding_id == site.lead
    orders = db.session.scalars(select(WorkOrder).order_by(WorkOrder.id)).all()
    assert [row.order_no for row in orders] == ["12345-20260912-0187", "12345-20260913-0233", "QX202609140417"], "three orders, one matter"
    assert {row.lead_id for row in orders} == {site.lead}
    assert [row.reply_due_at for row in orders[:2]] == [moment("09-19 20:50"), moment("09-20 10:10")], "as the order says: Saturday is not moved"
    db.release()
    with site.on("09-14 09:30"):
        site.act(
            "lead.confirm-route", office.clerk, route="mediation", body="通州区", owner=office.mediator.user_id, handler_phone="69540000",
            route_reason="工人要求先调解；已告知监察员韩磊，暂不立监察案。",
        )  # fmt: skip
        assert "lead-acceptance-notice" in site.papers(site.lead)


def listed_by_name(site: Site) -> None:
    """A6, A7: the system proposes, the deputy drafts, the head signs; a report date is moved."""
    office = site.office
    with site.on("09-14 09:31"):
        site.night()
        site.order = site.proposed()
        assert site.row(site.order).state == "s-proposed" and site.deadline(site.order, "sup-open") == date(2026, 9, 15)
    with site.on("09-14 16:30"):
        days = [date(2026, 9, 17), date(2026, 9, 23), date(2026, 10, 9), date(2026, 10, 14)]
        measures = [
            {"code": "site", "text": "到现场核实人数和金额", "owner": office.mediator.user_id, "by": date(2026, 9, 15)},
            {"code": "gc_first", "text": "督促总包先行清偿", "owner": site.zhao.user_id, "by": date(2026, 9, 24)},
            {"code": "fast_hearing", "text": "提前开庭", "owner": site.zhao.user_id, "by": date(2026, 10, 21)},
        ]
        site.signed(
            "supervision.sup-list", office.deputy, office.head, supervisor=office.head.user_id, body="北京市通州区劳动人事争议仲裁院",
            body_id=office.district, responsible=site.zhao.user_id, deputy=site.lin.user_id, measures=measures, report_dates=days,
            term_until=date(2026, 10, 14),
        )  # fmt: skip
        assert (site.deadline(site.order, "sup-plan"), site.deadline(site.order, "sup-term")) == (date(2026, 9, 17), date(2026, 10, 14))
        assert site.row(site.order).owner_id == site.zhao.user_id and "supervision-order" in site.papers(site.order)


def on_the_site(site: Site) -> None:
    """A8–A12: entered a day later, the roster with its wrong row, replies to each order, a first report."""
    office = site.office
    with site.on("09-16 10:00"):
        made = mediation.open_mediation(
            office.clerk,
            {
                "applicants": [worker(n) for n in range(37)],
                "respondents": [{"name": GENERAL, "kind": "company"}, {"name": LABOUR, "kind": "company"}],
                "claims": [
                    {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D(588_000), "formula": "21×(100×340−6000)"},
                    {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D(42_000), "formula": "120×400−6000"},
                    {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D(375_000), "formula": "15×(100×310−6000)"},
                ],
                "facts": "在潞湾家园三期干活，工程款拖着，工钱没有结清。", "source": "lead", "applied_on": date(2026, 9, 15), "oral": False,
            },
            token=site.token(), lead_id=site.lead, owner_id=office.mediator.user_id, late_reason="人在现场",
        )  # fmt: skip
        site.mediation = made.proceeding_id
        assert site.row(site.lead).state == "l-filed"
        day = clock.at(date(2026, 9, 15))
        site.act("mediation.accept", office.mediator, labour_dispute=True, consent_a=day.date(), consent_b=day.date())
        assert site.deadline(site.mediation, "med-end") == date(2026, 9, 30)
        people = [str(site.person(site.mediation, name)) for name in NAMES]
        reps = [people[n] for n in (0, 1, 2, 21, 22)]
        site.act("mediation.nominate-reps", office.mediator, workers=people, reps=reps)
        assert "representative-nomination" in site.papers(site.mediation)
        seats = [{"unit": "区住房城乡建设委"}, {"unit": "区总工会"}, {"unit": "劳动监察", "user_id": site.inspector.user_id}]
        site.act("mediation.join", office.head, seats=seats)
        site.session("again", moment("09-15 14:00"), "核对名册37人。")
    with site.on("09-16 16:00"):
        rows = [roster_row(n) for n in range(37)]
        site.refused("mediation.confirm-arrears", office.mediator, "第 19 行", "26,000.00", rows=rows, settled_on=date(2026, 9, 16))
        rows[18] |= {"owed": D(26_000), "signed": "signature"}
        site.act("mediation.confirm-arrears", office.mediator, rows=rows, settled_on=date(2026, 9, 16))
        assert "wage-confirmation" in site.papers(site.mediation)
    with site.on("09-17 15:00"):
        site.report(site.zhao, "已到现场核实37人，核定1,003,000元。", 0, 1_003_000, "supervision.sup-plan")
        assert site.how(site.order, "sup-plan") == ["met"] and site.deadline(site.order, "sup-report") == date(2026, 9, 23)
    with site.on("09-18 10:00"):
        orders = list(db.session.scalars(select(WorkOrder.id).order_by(WorkOrder.id)))
        db.release()
        for one in orders:
            site.act(
                "lead.answer", office.clerk, order=one, solved="partly", final=True, channel="phone", call_result="answered",
                call_note="已告知核定金额。",
                reply_text="【联系情况】已联系诉求人。【核实情况】名册37人，核定1,003,000元。【办理结果】已立案调解并挂牌督办。"
                "【依据】《保障农民工工资支付条例》第三十条。【诉求人意见】同意先调解。",
            )  # fmt: skip
        assert set(site.how(site.lead, "hot-due")) == {"met"}
    with site.on("09-20 15:00"):  # a Sunday, a workday
        site.session("partly", moment("09-20 10:00"), "木工班组金额无争议；组长、钢筋工对天数和餐费有争议。")


def twenty_one_agree(site: Site) -> None:
    """A13: 21 carpenters, 586,000 in two halves by the general contractor; sixteen fail."""
    office = site.office
    with site.on("09-22 16:00"):
        agent = {"name": "方婧", "kind": "lawyer", "firm": "北京衡正律师事务所", "licence_no": "11101201810234567"}
        site.act(
            "mediation.appoint-agent", office.mediator, principal=str(site.person(site.mediation, GENERAL)), agent=agent,
            authority="special", authority_items=["settle", "admit"], file={"name": "委托书"},
        )  # fmt: skip
        halves = {str(site.person(site.mediation, name)): D(13_000 if n == 18 else 14_000) for n, name in enumerate(CARPENTERS)}
        rest = [str(site.person(site.mediation, name)) for name in [LEADER, *STEEL]]
        claim = claims_of(site.mediation)[0].id
        db.release()
        agreed: dict[str, Any] = {
            "items": [{"claim_id": claim, "amount": D(586_000)}], "total": D(586_000),
            "instalments": [
                {"due_on": date(2026, 9, 24), "amount": D(293_000), "parts": halves},
                {"due_on": date(2026, 10, 12), "amount": D(293_000), "parts": halves},
            ],
            "payer": GENERAL, "pay_account": "1100601800170293", "tax": "gross", "waived": "无", "default_clause": "all_due",
            "authority_ok": True, "signed_on": date(2026, 9, 22), "rows_failed": rest,
        }  # fmt: skip
        wrong = [agreed["instalments"][0] | {"amount": D(294_000)}, agreed["instalments"][1]]
        site.refused("mediation.agree", office.mediator, "各人合计 293,000.00 元不符", **{**agreed, "instalments": wrong})
        site.act("mediation.agree", office.mediator, **agreed)
        assert site.how(site.mediation, "med-end") == ["met"]
        assert {"mediation-agreement-group", "mediation-failure-notice"} <= set(site.papers(site.mediation))
        query = select(func.count()).where(ProceedingParty.proceeding_id == site.mediation, ProceedingParty.left_on.is_not(None))
        assert db.session.scalar(query) == 16
        db.release()


def sixteen_apply(site: Site) -> None:
    """A14, A15: carried over and signed at the table; accepted by the deputy's signature, three arbitrators, no mediator among them."""
    office = site.office
    sixteen = [LEADER, *STEEL]
    with site.on("09-22 17:30"):
        site.arbitration = filing.file_application(
            site.lin,
            {
                "applicants": [worker(NAMES.index(name)) for name in sixteen],
                "respondents": [{"name": LABOUR, "kind": "company"}, {"name": GENERAL, "kind": "company"}],
                "claims": [
                    {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D(42_000), "formula": "120×400−6000", "whose": LEADER},
                    {"kind": "wage", "period_from": "2026-05", "period_to": "2026-08", "claimed": D(375_000), "formula": "15×(100×310−6000)"},
                ],
                "facts": "在潞湾家园三期干活，班组的工钱没有结清。", "evidence": ["考勤表", "工资欠条"], "copies": 3,
                "filed_on": date(2026, 9, 22), "pre_mediation": "tried",
            },
            token=site.token(), from_id=site.mediation, owner_id=site.lin.user_id,
        ).proceeding_id  # fmt: skip
        site.id = site.arbitration
        row = site.row(site.arbitration)
        assert (row.workers, row.amount, row.matter_id) == (16, D(417_000), site.row(site.lead).matter_id)
        assert (site.deadline(row.id, "arb-accept"), site.deadline(row.id, "arb-accept-target")) == (date(2026, 9, 30), date(2026, 9, 23))
        assert {"arb-application", "arb-receipt"} <= set(site.papers(site.arbitration))
    with site.on("09-23 10:00"):
        site.signed(
            "arbitration.accept-lacking", site.lin, office.deputy, scope=True, claims_clear=True, parties_named=True, jurisdiction=True,
            accepted_on=date(2026, 9, 22), track="fast_collective", missing=["两人的身份证复印件"], promise_until=date(2026, 9, 30),
        )  # fmt: skip
        assert (site.deadline(site.arbitration, "arb-award"), site.deadline(site.arbitration, "arb-award-fast")) == (
            date(2026, 11, 9), date(2026, 10, 23)
        )  # fmt: skip
        assert site.deadline(site.arbitration, "arb-collective-notify") == date(2026, 10, 8)
        chief, second, third = (a.user_id for a in site.arbitrators)
        clerk = site.lin.user_id
        site.refused("arbitration.form-panel", site.lin, "三名仲裁员", arbitrators=[chief], clerk=clerk, ties=False)
        site.refused(
            "arbitration.form-panel", site.lin, "孙志刚调解过本争议",
            arbitrators=[chief, second, office.mediator.user_id], presiding=chief, clerk=clerk, ties=False,
        )  # fmt: skip
        site.signed("arbitration.form-panel", site.lin, office.deputy, arbitrators=[chief, second, third], presiding=chief, clerk=clerk, ties=False)
        reps = [str(site.person(site.arbitration, name)) for name in sixteen[:5]]
        people = [str(site.person(site.arbitration, name)) for name in sixteen]
        site.act("arbitration.nominate-reps", site.lin, workers=people, reps=reps)
        site.report(site.zhao, "木工21人达成协议，16人仲裁已受理。", 0, 1_003_000)
        assert site.how(site.order, "sup-report")[0] == "met"


def notices_and_the_first_instalment(site: Site) -> None:
    """A16–A18: one notice of everything; a hearing inside the defence time is refused; a transfer comes back and is sent again."""
    with site.on("09-24 15:00"):
        site.serve("arb-response-notice", GENERAL, "electronic", date(2026, 9, 24))
        assert site.deadline(site.arbitration, "arb-defence", f"party:{site.person(site.arbitration, GENERAL)}") == date(2026, 10, 15)
        room = {"room": "第一仲裁庭", "mode": "on_site"}
        site.refused("arbitration.schedule", site.lin, "届满", at=moment("10-13 09:00"), **room)
        site.act("arbitration.schedule", site.lin, at=moment("10-21 09:00"), evidence_by=date(2026, 10, 16), **room)
        assert site.deadline(site.arbitration, "arb-hearing-notice") == date(2026, 10, 14), "the last day to serve for the 21st"
        site.serve("arb-collective-notice", GENERAL, "electronic", date(2026, 9, 24))
        site.serve("arb-collective-notice", LEADER, "direct", date(2026, 9, 24))
    with site.on("09-24 17:00"):
        site.pay(1, date(2026, 9, 24), bounced={6})
        first = site.instalment(1)
        assert (first.paid, first.met_on) == (D(279_000), None), "one came back: the instalment is not met"
    with site.on("09-28 10:00"):
        site.pay(1, date(2026, 9, 28), only={6})
        first = site.instalment(1)
        assert (first.paid, first.met_on) == (D(293_000), date(2026, 9, 28))
    with site.on("09-29 11:00"):
        site.serve("arb-response-notice", LABOUR, "post", date(2026, 9, 29), sent=date(2026, 9, 24))
        assert site.deadline(site.arbitration, "arb-defence", f"party:{site.person(site.arbitration, LABOUR)}") == date(2026, 10, 19)
        site.serve("arb-collective-notice", LABOUR, "post", date(2026, 9, 29), sent=date(2026, 9, 24))


def reports_and_the_second_instalment(site: Site) -> None:
    """A19–A21: a report is late by a night and its cause accepted; the second half is paid; the term is extended, for the first time."""
    office = site.office
    with site.on("09-30 09:00"):
        site.act("arbitration.promise-kept", site.lin, papers=["两人的身份证复印件"], on=date(2026, 9, 30))
    with site.on("10-09 17:06"):
        site.night()
        assert any("进展报告" in text and "今日到期" in text for text in site.told(site.zhao)), "reminded at 17:05 of the day"
    with site.on("10-10 00:05"):
        site.night()
        late = db.session.scalars(
            select(Deadline).where(Deadline.proceeding_id == site.order, Deadline.rule_id == "sup-report", Deadline.closed_at.is_(None))
        ).one()
        assert late.late_at is not None and late.due_on == date(2026, 10, 9)
        clock_id = str(late.id)
        db.release()
    with site.on("10-10 09:10"):  # a Saturday, a workday
        site.act(
            "supervision.explain-late", site.zhao, clock=clock_id, overdue_cause="sick", text="主责人发热请假，未及交接。", measure="由B岗林小雨接报。",
            new_target=date(2026, 10, 10),
        )  # fmt: skip
        site.report(site.lin, "首期293,000元全部到账。", 293_000, 710_000)
        assert site.deadline(site.order, "sup-report") == date(2026, 10, 14)
    with site.on("10-12 16:00"):
        site.pay(2, date(2026, 10, 12))
        assert site.instalment(2).met_on == date(2026, 10, 12)
    with site.on("10-14 10:00"):
        site.report(site.zhao, "第二期已付，等裁决。", 586_000, 417_000)
        site.signed("supervision.sup-extend", site.zhao, office.head, reason="等裁决")
        assert site.deadline(site.order, "sup-term") == date(2026, 10, 29)


def heard_and_decided(site: Site) -> None:
    """A22, A23: heard on 21 October; on day 30 one award of two documents, 360,000 final and 40,000 not."""
    chief = site.zhao
    with site.on("10-19 15:00"):
        site.act("arbitration.defend", site.lin, party=site.person(site.arbitration, LABOUR), on=date(2026, 10, 19), answer="争天数。")
        site.act("arbitration.defend", site.lin, party=site.person(site.arbitration, GENERAL), on=date(2026, 10, 15), answer="扣饭费每人1,000元。")
        site.serve("arb-answer", LEADER, "direct", date(2026, 10, 19))
    with site.on("10-21 11:30"):
        site.act(
            "arbitration.hear", chief, span=[moment("10-21 09:00"), moment("10-21 11:00")],
            present=[{"name": LEADER, "role": "申请人代表人"}, {"name": "方婧", "role": "律师"}, {"name": "马德海", "role": "经理"}],
            identity="相符", rights="已告知", recusal_asked="不申请", record="十五人认可饭费；高俊山115天。", mediation_attempt="调解不成。",
        )  # fmt: skip
        site.report(chief, "今日已开庭。", 586_000, 417_000)
    with site.on("10-23 15:00"):
        site.act("arbitration.deliberate", chief, opinions=["一致意见"])
        leader, steel = (c.id for c in claims_of(site.arbitration))
        db.release()
        parts = {str(site.person(site.arbitration, name)): D(24_000) for name in STEEL}
        items = [
            {"claim_id": leader, "amount": D(40_000), "result": "partly", "final": False, "reason": "出工115天"},
            {"claim_id": steel, "amount": D(360_000), "result": "partly", "final": True, "reason": "扣饭费", "parts": parts},
        ]
        site.signed("arbitration.award", chief, site.office.deputy, items=items, payer=LABOUR, pay_days=7, found="按考勤表核定")
        assert sorted(k for k in site.papers(site.arbitration) if k.startswith("award-")) == ["award-group", "award-nonfinal"]
        assert site.how(site.arbitration, "arb-award-fast") == ["met"]
        assert site.row(site.arbitration).closed_at is not None


def served_and_paid(site: Site) -> None:
    """A24, A25: each party's own windows; both sums paid; a release before the money is refused; the term extended a last time."""
    office, group, single = site.office, "award-group", "award-nonfinal"
    with site.on("10-26 16:00"):
        for name in STEEL:
            site.serve(group, name, "direct", date(2026, 10, 26))
        site.serve(group, GENERAL, "electronic", date(2026, 10, 26))
        site.serve(single, LEADER, "direct", date(2026, 10, 26))
        site.serve(single, GENERAL, "electronic", date(2026, 10, 26))
    with site.on("10-27 16:00"):
        site.serve(group, LABOUR, "direct", date(2026, 10, 27))
        site.serve(single, LABOUR, "direct", date(2026, 10, 27))
        case = site.arbitration
        leader, labour, general = (site.person(case, name) for name in (LEADER, LABOUR, GENERAL))
        assert site.deadline(case, "sue-nonfinal", f"%:{leader}") == date(2026, 11, 10)
        assert site.deadline(case, "sue-nonfinal", f"%:{labour}") == date(2026, 11, 11)
        assert site.deadline(case, "setaside-employer", f"%:{general}") == date(2026, 11, 25)
        assert site.deadline(case, "setaside-employer", f"%:{labour}") == date(2026, 11, 26)
    with site.on("10-28 10:00"):
        site.report(site.zhao, "裁决已送达。", 586_000, 400_000)
    with site.on("10-29 10:00"):
        site.signed("supervision.sup-extend", site.zhao, office.head, reason="等履行")
        assert site.deadline(site.order, "sup-term") == date(2026, 11, 13)
    with site.on("11-03 15:00"):
        site.act("award.record-performance", site.lin, payments=[site.award_row(name, 24_000, date(2026, 11, 3)) for name in STEEL])
    with site.on("11-04 10:00"):
        site.report(site.zhao, "360,000元已付。", 946_000, 40_000)
    with site.on("11-10 10:00"):
        slip = [{"name": "流水", "sha256": "0" * 64, "size": 1, "mime": "image/png"}]
        site.act("supervision.sup-ask-release", site.zhao, outcome="paid", paid=D(946_000), unpaid=D(40_000), proofs=slip)
        site.refused("supervision.sup-release", office.deputy, "40,000.00 元未付", text="同意")
        site.signed("supervision.sup-refuse-release", office.deputy, office.head, reason="还有 40,000 元没有付")
    with site.on("11-11 10:00"):
        site.report(site.zhao, "高俊山的40,000元明日付。", 946_000, 40_000)
    with site.on("11-12 09:30"):
        site.act("award.record-performance", site.lin, payments=[site.award_row(LEADER, 40_000, date(2026, 11, 12))])
        assert site.row(site.arbitration).money_closed_at is not None
        total = db.session.scalar(select(func.sum(Payment.amount)).where(Payment.row_result == "ok"))
        assert total == D(986_000) == D(1_003_000) - 15_000 - 2_000
        nonfinal = db.session.scalars(select(Award).where(Award.proceeding_id == site.arbitration, Award.kind == "nonfinal")).one()
        assert site.deadline(site.arbitration, "award-effective", f"award:{nonfinal.id}") == date(2026, 11, 12)


def close_the_lead(site: Site) -> None:
    """All three orders solved; the lead ends as paid, with what that needs."""
    office = site.office
    for one in list(db.session.scalars(select(WorkOrder.id).order_by(WorkOrder.id))):
        db.release()
        site.act("lead.record-callback", office.clerk, order=one, solved="yes", satisfied="satisfied", at=clock.now())
    slip = [{"name": "流水", "sha256": "0" * 64, "size": 1, "mime": "image/png"}]
    site.signed(
        "lead.close", office.clerk, office.head, conclusion="paid", cause="upstream", proofs=slip, amount_due=D(986_000),
        amount_paid=D(986_000), paid_on=date(2026, 11, 12), workers_verified=37, answered_on=date(2026, 9, 18), channel="phone",
        answer_text="986,000元已全部付清。",
    )  # fmt: skip


def released(site: Site) -> None:
    """A26, A27: thirteen called back by another person, all orders solved, mediation closed; the order is released on its last day."""
    office = site.office
    with site.on("11-12 15:00"):
        asked = [NAMES[n] for n in (0, 1, 2, 21, 22, 5, 8, 11, 14, 17, 24, 28, 33)]
        site.act("mediation.call-back", office.clerk, worker="、".join(asked[:3]), result="paid", at=clock.now())
        site.signed("mediation.close", office.mediator, office.head, conclusion="paid")
        assert site.row(site.mediation).money_closed_at is not None
        site.act("arbitration.call-back", office.clerk, worker="、".join(asked[3:]), result="paid", at=clock.now())
        close_the_lead(site)
    with site.on("11-13 10:00"):
        site.night()
        slip = [{"name": "流水", "sha256": "0" * 64, "size": 1, "mime": "image/png"}]
        site.act("supervision.sup-ask-release", site.zhao, outcome="paid", paid=D(986_000), unpaid=D(0), proofs=slip)
        site.signed("supervision.sup-release", office.deputy, office.head, text="应付款项全部付清，同意摘牌")
        row = site.row(site.order)
        assert row.state == "s-released" and "supervision-release" in site.papers(site.order)
        extensions = site.papers(site.order).count("supervision-progress")
        assert extensions == 8, "each report is a paper"
    case, money = site.row(site.arbitration).closed_at, site.row(site.arbitration).money_closed_at
    assert case is not None and money is not None
    assert (clock.day_of(case), clock.day_of(money)) == (date(2026, 10, 23), date(2026, 11, 12)), "closed, and paid: two dates"
