"""Acts of the course of a case: claims that change, counterclaims, part settled, an advance, cases heard together, transfer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.arbitration import taking_over
from arrears.arbitration.models import Arbitration, Award
from arrears.cases import ledger
from arrears.cases.models import Claim, Deadline, DeadlinePause, Proceeding
from arrears.cases.printing import claims_of
from arrears.documents.actions import facts_of
from arrears.documents.models import Document, Serving
from arrears.hearings.models import Hearing
from arrears.money.models import Instalment, Obligation
from tests.arbitration.builders import against, filed, served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_story_a import Hands, worker

D = Decimal


def hands_of(tribunal: Tribunal, n: int = 5000) -> Hands:
    hands = Hands(tribunal)
    hands.n = n
    return hands


def papers_of(tribunal: Tribunal, kind: str) -> list[dict[str, Any]]:
    """Facts of the papers of a kind in the case at hand, oldest first."""
    query = select(Document).where(Document.proceeding_id == tribunal.id, Document.kind == kind).order_by(Document.id)
    found = [facts_of(row) for row in db.session.scalars(query)]
    db.release()
    return found


def amount(tribunal: Tribunal) -> Decimal | None:
    found = db.session.scalar(select(Proceeding.amount).where(Proceeding.id == tribunal.id))
    db.release()
    return found


def to_hearing(tribunal: Tribunal, hands: Hands) -> None:
    """The one hearing of a case whose defence period is over."""
    firm = against(tribunal)
    applicant = db.session.scalar(select(Serving.recipient).join(Document).where(
        Document.proceeding_id == tribunal.id, Document.kind == "arb-acceptance-notice"))  # fmt: skip
    db.release()
    hands.act("schedule", at=moment(10, 28, 9), room="第一仲裁庭", mode="on_site")
    for to in (str(applicant), firm):
        hands.serve("arb-hearing-notice", to, "direct", clock.today())


def hear(tribunal: Tribunal, hands: Hands) -> None:
    hands.act(
        "hear", tribunal.arbitrators[0], span=[moment(10, 28, 9), moment(10, 28, 10)], present=[{"name": "工友", "role": "申请人"}],
        identity="相符", rights="已告知", recusal_asked="不申请", record="双方陈述。", mediation_attempt="部分可以谈。",
    )  # fmt: skip


def test_a_change_and_a_counterclaim_count_only_when_they_are_admitted(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, judge)
        hands = hands_of(tribunal)
        firm, worker_name = against(tribunal), "工友1"
        first = claims_of(tribunal.id)[0].id
        db.release()
        assert "先登记“申请增加变更请求”" in hands.refused("accept-change", judge, on=clock.today(), new_defence=False).sentence
        new = [{"kind": "wage", "claimed": D("12000.00"), "formula": "4000×3", "replaces": str(first)}, {"kind": "sev", "claimed": D("3000.00")}]
        hands.act("change-claim", claims=new, on=clock.today())
        assert amount(tribunal) == D("9000.00"), "asked for is not admitted"
        assert "等待决定" in tribunal.page("linxy", "").words
    with tribunal.at(9, 24, 9):
        hands.act("accept-change", judge, on=clock.today(), new_defence=True)
        assert amount(tribunal) == D("15000.00") and tribunal.due("arb-award") == date(2026, 11, 9)
        assert tribunal.due("arb-defence", f"party:{tribunal.party(firm)}") == date(2026, 10, 15), "ten workdays anew"
        notice = {p["to"]: p for p in papers_of(tribunal, "claim-change-notice")}
        assert notice[firm]["answer"] and not notice[worker_name]["answer"] and len(notice[firm]["claims"]) == 2
    with tribunal.at(9, 28, 9):
        back = [{"kind": "other", "claimed": D("800.00")}]
        who = str(tribunal.party(firm))
        assert "被申请人" in hands.refused("counterclaim", party="999999", claims=back, on=clock.today(), text="押金").sentence
        hands.act("counterclaim", party=who, claims=back, on=clock.today(), text="未还工具")
        assert tribunal.due("arb-counterclaim-decide") == date(2026, 10, 10) and amount(tribunal) == D("15000.00")
    with tribunal.at(9, 30, 9):
        hands.act("join-counterclaim", judge, on=clock.today())
        assert tribunal.due("arb-award") == date(2026, 11, 16) and amount(tribunal) == D("15000.00"), "no sum of the worker's"
        assert tribunal.due("arb-defence", f"party:{tribunal.party(worker_name)}") == date(2026, 10, 20)
        hands.act("counterclaim", party=who, claims=back, on=clock.today(), text="再一项")
        hands.signed("refuse-counterclaim", judge, reason="separate")
        told = papers_of(tribunal, "counterclaim-notice")
        assert [p["joined"] for p in told] == [True, True, False] and told[0]["answer"] and told[-1]["separate"]
    with tribunal.at(10, 20, 9):
        late = hands.refused("counterclaim", party=who, claims=back, on=clock.today(), text="晚了")
        assert late.field == "on" and "另行申请" in late.sentence
        to_hearing(tribunal, hands)
    with tribunal.at(10, 28, 9, 30):
        hear(tribunal, hands)
        wage, sev, counter = (c.id for c in claims_of(tribunal.id))
        db.release()
        items = [
            {"claim_id": wage, "amount": D("12000.00"), "result": "upheld", "final": True, "reason": "欠付属实"},
            {"claim_id": sev, "amount": D("0"), "result": "dismissed", "final": True, "reason": "没有解除的证据"},
            {"claim_id": counter, "amount": D("300.00"), "result": "partly", "final": True, "reason": "工具一件未还"},
        ]
        hands.signed("award", judge, items=items, payer=firm, pay_days=5, found="欠付属实")
        told = papers_of(tribunal, "award-final")[0]
        assert [(i["payer"], i["payee"], i["amount"]) for i in told["items"]] == [
            (firm, worker_name, "12000.00"), (worker_name, firm, "300.00"),
        ]  # fmt: skip
        owed = db.session.scalars(select(Obligation.amount)).all()
        db.release()
        assert list(owed) == [D("12000.00")], "what the worker owes is no wage of the case"
    assert list(ledger.verify()) == []


def test_part_is_settled_an_advance_is_ordered_and_the_award_asks_for_the_rest_only(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, judge)
        hands = hands_of(tribunal)
        firm = against(tribunal)
        hands.act("change-claim", claims=[{"kind": "ot", "claimed": D("2000.00")}, {"kind": "sev", "claimed": D("3000.00")}], on=clock.today())
        hands.act("accept-change", judge, on=clock.today(), new_defence=False)
        who = str(tribunal.party("工友1"))
        assert "没有等待决定" in hands.refused("interim", judge, rights_clear=True, hardship=True).sentence
        assert "超过请求" in hands.refused("apply-interim", amount=D("20000.00"), on=clock.today()).sentence
        hands.act("apply-interim", amount=D("4000.00"), on=clock.today())
        ordering: dict[str, Any] = {
            "rights_clear": True, "hardship": True, "clear": "有欠条", "harm": "没有其他收入", "payer": firm, "court": "北京市通州区人民法院",
            "shares": {who: D("5000.00")},
        }  # fmt: skip
        assert "超过申请" in hands.refused("interim", judge, **ordering).sentence
        ordering["shares"] = {who: D("4000.00")}
        assert "写明理由" in hands.refused("interim", judge, **{**ordering, "hardship": False}).sentence
        hands.signed("interim", judge, **ordering)
        assert tribunal.state == "a-prehearing" and papers_of(tribunal, "enforcement-transfer-letter")[0]["amount"] == "4000.00"
        hands.serve("award-advance-payment", firm, "direct", clock.today())
        assert tribunal.due("perform-award") is not None and tribunal.due("sue-final-worker") is None, "nobody can sue over it"
        wage, overtime, severance = (c.id for c in claims_of(tribunal.id))
        db.release()
        settling: dict[str, Any] = {
            "payer": firm, "terms": ["加班费一次付清"], "both_parties": True, "shares": {who: D("1500.00")},
            "instalments": [{"no": 1, "due_on": date(2026, 10, 15), "amount": D("1500.00")}],
        }  # fmt: skip
        whole = hands.refused("partial-settle", judge, items=[str(wage), str(overtime), str(severance)], **settling)
        assert "调解结案" in whole.sentence
        hands.signed("partial-settle", judge, items=[str(overtime)], **settling)
        assert tribunal.state == "a-prehearing"
        told = papers_of(tribunal, "arb-mediation-statement")[0]
        assert told["rest_open"] and [c["text"] for c in told["claims"]] == ["加班费"]
        assert db.session.scalar(select(Claim.result).where(Claim.id == overtime)) == "settled"
        db.release()
    with tribunal.at(10, 20, 9):
        to_hearing(tribunal, hands)
    with tribunal.at(10, 28, 9, 30):
        hear(tribunal, hands)
        items = [
            {"claim_id": wage, "amount": D("9000.00"), "result": "upheld", "final": True, "reason": "欠付属实"},
            {"claim_id": severance, "amount": D("3000.00"), "result": "upheld", "final": True, "reason": "因欠薪解除"},
        ]
        hands.signed("award", judge, items=items, payer=firm, pay_days=5, found="欠付属实")
        rows = {(r.basis, r.amount) for r in db.session.scalars(select(Obligation))}
        instalments = sorted(db.session.scalars(select(Instalment.no)))
        numbers = list(db.session.scalars(select(Document.number).where(Document.kind.in_(
            ["award-advance-payment", "arb-mediation-statement", "award-final"])).order_by(Document.id)))  # fmt: skip
        db.release()
        assert rows == {("advance", D("4000.00")), ("settlement", D("1500.00")), ("award", D("8000.00"))}, "the advance counts once"
        assert instalments == [1, 2, 3]
        assert [n.partition("号")[2] for n in numbers] == ["", "之一", "之二"]
        earlier = papers_of(tribunal, "award-final")[0]["earlier"]
        assert any("主持达成调解" in sentence for sentence in earlier)
        assert {a.kind for a in db.session.scalars(select(Award))} == {"advance", "settlement", "final"}
        db.release()
    assert list(ledger.verify()) == []


def test_two_cases_are_heard_together_in_one_room_and_parted_again(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    firm = "北京某某同一服务有限公司"
    ids = []
    with tribunal.at(9, 22, 9):
        for n in (1, 2):
            filed(tribunal, n, firm=firm)
            hands = hands_of(tribunal, n * 1000)
            hands.signed("accept", scope=True, claims_clear=True, parties_named=True, jurisdiction=True, track="fast", accepted_on=clock.today())
            hands.serve("arb-response-notice", firm, "direct", clock.today())
            hands.signed("form-panel", arbitrators=[judge.user_id], clerk=tribunal.clerk.user_id, ties=False)
            ids.append(tribunal.id)
        one, two = ids
        tribunal.id = one
        assert "从列表里选" in hands.refused("merge", judge, cases=["999999"]).sentence
        page = tribunal.page("zhaomin", "arbitration/merge")
        assert "工友2" in page.words
        page = page.fill(cases=[str(two)]).send()
        assert page.status == 200 and "合并审理" in page.words, page.faults
    with tribunal.at(10, 20, 9):
        for case in ids:
            tribunal.id = case
            hands.act("schedule", at=moment(10, 28, 9), room="第一仲裁庭", mode="on_site")
        booked = list(db.session.scalars(select(Hearing.at).where(Hearing.state == "planned")))
        merged = {row.proceeding_id: row.merged for row in db.session.scalars(select(Arbitration))}
        db.release()
        assert len(booked) == 2 and len(set(booked)) == 1 and merged == {one: [two], two: [one]}
        hands.act("split", judge, cases=[str(one)])
        merged = {row.proceeding_id: row.merged for row in db.session.scalars(select(Arbitration))}
        db.release()
        assert merged == {one: [], two: []}
    assert list(ledger.verify()) == []


def test_small_steps_entrusted_mediation_inquiry_appraisal_conversion_and_public_notice(tribunal: Tribunal) -> None:
    judge, second = tribunal.arbitrators[:2]
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        hands = hands_of(tribunal)
        firm = against(tribunal)
        future = hands.refused("suggest-mediation", org="区调解中心", consent_a=clock.today(), consent_b=date(2026, 9, 30))
        assert future.field == "consent_b"
        limit = tribunal.due("arb-accept")
        hands.act("suggest-mediation", org="区调解中心", consent_a=clock.today(), consent_b=clock.today())
        assert tribunal.state == "a-deferred" and papers_of(tribunal, "arb-mediation-proposal")[0]["org"] == "区调解中心"
    with tribunal.at(9, 24, 9):
        hands.act("end-deferral", result="resumed", on=clock.today())
        after = tribunal.due("arb-accept")
        assert tribunal.state == "a-received" and limit is not None and after is not None and after > limit, "the days between do not count"
        facts = {"scope": True, "claims_clear": True, "parties_named": True, "jurisdiction": True, "track": "fast_simple"}
        hands.signed("accept", **facts, accepted_on=clock.today())
        hands.signed("form-panel", arbitrators=[judge.user_id], clerk=tribunal.clerk.user_id, ties=False)
        hands.act("entrust", judge, org="区调解中心", consent_a=clock.today(), consent_b=clock.today())
        assert tribunal.state == "a-entrusted" and papers_of(tribunal, "entrust-mediation-letter")[0]["return_by"] == "2026-10-15"
        hands.act("return", result="failed")
        assert tribunal.state == "a-prehearing"
        alone = hands.refused("inquire", judge, asked="门卫", by=[judge.user_id], answers="问：在吗？答：在。")
        assert alone.field == "by" and "两名" in alone.sentence
        hands.act("inquire", judge, asked="门卫", by=[judge.user_id, second.user_id], answers="问：在吗？\n答：在。")
        hands.act("appraise", judge, agency="某鉴定中心", question="签名真伪", advance_by=str(tribunal.party("工友1")))
        assert {"judge": len(papers_of(tribunal, "arb-investigation-record")), "letter": len(papers_of(tribunal, "arb-appraisal-letter"))} == {
            "judge": 1, "letter": 1,
        }  # fmt: skip
        response = db.session.scalar(select(Document.id).where(Document.proceeding_id == tribunal.id, Document.kind == "arb-response-notice"))
        db.release()
        before = tribunal.due("arb-award")
        hands.act("to-ordinary", judge, reason="被申请人下落不明")
        assert tribunal.due("arb-award") == before, "no restart"
        assert "不是简易处理" in hands.refused("to-ordinary", judge, reason="再转一次").sentence
        hands.signed(
            "serve-public", document=str(response), to=firm, announced_on=clock.today(), reason="下落不明", steps="邮寄退回，上门无人"
        )
        shown = papers_of(tribunal, "service-public-notice")[0]
        assert shown["deemed_on"] == "2026-10-26" and firm in shown["to"]
        spans = {(p.kind, p.from_on, p.to_on) for p in db.session.scalars(select(DeadlinePause)) if p.kind == "public-notice"}
        db.release()
        assert spans == {("public-notice", date(2026, 9, 24), date(2026, 10, 26))}
        assert before is not None and tribunal.due("arb-award") == date(2026, 12, 9), "the announcement's days are taken off"
        assert tribunal.due("arb-defence", f"party:{tribunal.party(firm)}") == date(2026, 11, 9)
    assert list(ledger.verify()) == []


def test_an_upheld_objection_ends_in_a_transfer_and_the_other_commission_takes_the_file(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, judge)
        hands = hands_of(tribunal)
        firm = against(tribunal)
        hands.act("object-jurisdiction", party=str(tribunal.party(firm)), on=clock.today(), ground="履行地在外区")
        hands.signed("decide-jurisdiction", judge, upheld=True, reason="履行地和注册地都在外区")
        other = "北京市丰台区劳动人事争议仲裁委员会"
        hands.signed("transfer", judge, to_body=other, reason="不属本委管辖", papers=["仲裁申请书", "证据"])
        assert tribunal.state == "a-transferred"
        running = list(db.session.scalars(select(Deadline.rule_id).where(
            Deadline.proceeding_id == tribunal.id, Deadline.closed_at.is_(None), Deadline.rule_id.like("arb-%"))))  # fmt: skip
        db.release()
        assert running == ["arb-transfer-send"], "every other clock has ended"
        told = set(db.session.scalars(select(Serving.recipient).join(Document).where(Document.kind == "arb-transfer-letter")))
        db.release()
        assert told == {other, "工友1", firm}, "the parties are told in writing"
        for to in sorted(told):
            hands.serve("arb-transfer-letter", to, "post", clock.today(), sent=clock.today())
        assert db.session.scalar(select(Deadline.closed_how).where(Deadline.rule_id == "arb-transfer-send")) == "met"
        db.release()
    with tribunal.at(9, 28, 9):
        facts = {
            "from_case": "京丰劳人仲字〔2026〕第9号", "taken_on": clock.today(), "track": "fast", "filed_on": date(2026, 9, 22),
            "applicants": [worker("工友九", 90)], "respondents": [{"name": firm, "kind": "company"}],
            "claims": [{"kind": "wage", "claimed": D("9000.00")}], "facts": "三个月工资未付。", "evidence": ["欠条"],
        }  # fmt: skip
        asked = taking_over.register(tribunal.clerk, facts, token="taken", owner_id=tribunal.clerk.user_id)
        tribunal.id = asked.proceeding_id
        assert tribunal.state == "a-received" and tribunal.due("arb-award") is None and tribunal.due("arb-accept") is None
        assert "应当接受" in hands.refused("refuse", reason="scope").sentence
        page = tribunal.page("linxy", "arbitration/take-over")
        assert page.value("from_case") == facts["from_case"], "sent back, it is proposed again from the case"
    with tribunal.at(9, 29, 9):
        signing = tribunal.sign()
        assert signing.status == 200, signing.faults
        assert tribunal.state == "a-accepted" and tribunal.due("arb-award") == date(2026, 11, 12), "from the day it was taken"
        assert "接受移送" in tribunal.page("linxy", "").words
    assert list(ledger.verify()) == []
