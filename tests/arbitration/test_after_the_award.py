"""Suits, set-aside, certificate, enforcement, correction 裁后: whose window, what stays in force, what is refused (law 2.3, 4.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import db
from arrears.arbitration.models import Award, AwardParty
from arrears.cases import approvals
from arrears.cases.models import Proceeding
from arrears.cases.printing import claims_of
from arrears.documents.models import Document, Serving
from arrears.dossier import contents
from tests.arbitration.builders import against, served
from tests.arbitration.conftest import Tribunal, moment, sweep_all
from tests.arbitration.test_story_a import Hands
from tests.arbitration.test_time_limit import closed, papers

D = Decimal


def awarded(tribunal: Tribunal, *, final: bool, workers: int = 1) -> Hands:
    """A case heard and decided on 20 March 2026: 9,000, final or not; served on everybody on 23 March."""
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, judge, workers=workers)
        hands = Hands(tribunal)
        hands.n = 500
        firm = against(tribunal)
        hands.act("schedule", at=moment(3, 20, 9), room="第一仲裁庭", mode="on_site")
        for to in _to(tribunal, "arb-hearing-notice"):
            hands.serve("arb-hearing-notice", to, "direct", date(2026, 3, 2))
    with tribunal.at(3, 20, 9, 30):
        hands.act("hear-absent", judge, party=str(tribunal.party(firm)), notice_proved=True, record="欠条属实。")
        claim = claims_of(tribunal.id)[0].id
        db.release()
        left = [tribunal.party(n) for n in _names(tribunal)]
        item: dict[str, Any] = {"claim_id": claim, "amount": D("9000.00"), "result": "upheld", "final": final, "reason": "欠条为证"}
        if workers > 1:
            item["parts"] = {str(key): D("9000.00") / workers for key in left}
        hands.signed("award", judge, items=[item], pay_days=5)
    with tribunal.at(3, 23, 10):
        kind = "award-group" if workers > 1 else "award-final" if final else "award-nonfinal"
        for to in _to(tribunal, kind):
            hands.serve(kind, to, "direct", date(2026, 3, 23))
    return hands


def _names(tribunal: Tribunal) -> list[str]:
    from arrears.cases import printing

    found = printing.sides(tribunal.id)[0]
    db.release()
    return found


def _to(tribunal: Tribunal, kind: str) -> list[str]:
    query = select(Serving.recipient).join(Document).where(Document.kind == kind, Serving.proceeding_id == tribunal.id)
    rows = db.session.scalars(query.order_by(Serving.id)).all()
    db.release()
    return list(rows)


def award(tribunal: Tribunal) -> tuple[str, str, date | None]:
    row = db.session.scalars(select(Award).where(Award.proceeding_id == tribunal.id)).one()
    found = (row.w, row.x, row.effective_on)
    db.release()
    return found


def suit(tribunal: Tribunal, name: str, on: date) -> dict[str, Any]:
    return {"party": str(tribunal.party(name)), "court": "北京市通州区人民法院", "number": "（2026）京0112民初9号", "on": on}


def test_a_suit_told_of_late_takes_the_effect_back_and_its_end_gives_it_again(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=False)
    firm = against(tribunal)
    assert tribunal.due("sue-nonfinal") == date(2026, 4, 7) and tribunal.due("award-effective") == date(2026, 4, 8)
    with tribunal.at(4, 8, 0, 5):
        sweep_all()
        assert award(tribunal) == ("w-effective", "x-performing", date(2026, 4, 8))
    with tribunal.at(4, 15, 10):
        assert "不在这一方的起诉期内" in hands.refused("award.record-suit", **suit(tribunal, firm, date(2026, 4, 8))).sentence
        hands.act("award.record-suit", **suit(tribunal, firm, date(2026, 4, 7)))
        assert award(tribunal)[0] == "w-blocked" and closed(tribunal, "perform-award")[-1] == "dropped"
        assert "还没有生效" in hands.refused("award.certify", asked_by=str(tribunal.party("工友1")), checked_on=date(2026, 4, 15)).sentence
    with tribunal.at(6, 10, 10):
        end = {"party": str(tribunal.party(firm)), "kind": "withdrawn"}
        assert hands.refused("award.record-suit-end", **end, on=date(2026, 4, 1)).field == "on"
        hands.act("award.record-suit-end", **end, on=date(2026, 6, 10))
        assert award(tribunal) == ("w-effective", "x-performing", date(2026, 6, 10)), "the worker's own window is long over"
        assert tribunal.due("perform-award") == date(2026, 6, 15)
        hands.signed("award.certify", asked_by=str(tribunal.party("工友1")), checked_on=date(2026, 6, 10))
        told = papers(tribunal, "effect-certificate")[0]
        assert told["effective_on"] == "2026-06-10" and "已经终结" in told["suits"][0] and told["suit_until"] == "2026-04-07"


def test_of_two_workers_only_the_one_who_sues_is_without_an_award(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=False, workers=2)
    first, second = _names(tribunal)
    with tribunal.at(4, 2, 10):
        hands.act("award.record-suit", **suit(tribunal, first, date(2026, 4, 2)))
        assert award(tribunal)[0] == "w-pending" and "其他人不受影响" in tribunal.page("linxy", "").words
    with tribunal.at(4, 8, 0, 5):
        sweep_all()
        assert award(tribunal)[0] == "w-effective"
        states = dict(db.session.execute(select(AwardParty.party_id, AwardParty.p)).all())
        db.release()
        assert (states[tribunal.party(first)], states[tribunal.party(second)]) == ("p-sued", "p-expired")


def test_only_the_employer_sets_a_final_award_aside_and_then_both_may_sue(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    firm, worker = against(tribunal), tribunal.party("工友1")
    apply = {"court": "北京市第三中级人民法院", "ground": "procedure"}
    with tribunal.at(4, 10, 10):
        assert "可以申请撤销" in hands.refused("award.record-suit", **suit(tribunal, firm, date(2026, 4, 1))).sentence
        assert "没有登记过" in hands.refused("award.setaside-granted", party=str(worker), received_on=date(2026, 4, 10)).sentence
    with tribunal.at(4, 24, 10):
        late = hands.refused("award.record-setaside", **apply, on=date(2026, 4, 23))
        assert late.field == "on" and "2026-04-22" in late.sentence, "thirty days from 23 March"
        hands.act("award.record-setaside", **apply, on=date(2026, 4, 22))
        assert closed(tribunal, "setaside-employer") == ["met"] and award(tribunal)[0] == "w-effective"
        assert "期满" in tribunal.page("linxy", "").words, "the worker's own fifteen days are over, and the page says so"
    with tribunal.at(6, 2, 10):
        hands.act("award.setaside-granted", party=str(worker), received_on=date(2026, 6, 1))
        hands.act("award.setaside-granted", party=str(tribunal.party(firm)), received_on=date(2026, 6, 2))
        assert award(tribunal)[:2] == ("w-set-aside", "x-none")
        assert tribunal.due("sue-after-setaside", f"%:{worker}") == date(2026, 6, 16)
        assert tribunal.due("sue-after-setaside", f"%:{tribunal.party(firm)}") == date(2026, 6, 17), "each from its own receipt"


def test_a_worker_who_sued_bars_the_set_aside_until_his_suit_is_over(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    apply = {"court": "北京市第三中级人民法院", "ground": "law"}
    with tribunal.at(4, 7, 10):
        hands.act("award.record-suit", **suit(tribunal, "工友1", date(2026, 4, 7)))
        assert award(tribunal)[0] == "w-blocked"
        assert "劳动者已经起诉" in hands.refused("award.record-setaside", **apply, on=date(2026, 4, 7)).sentence
    with tribunal.at(5, 20, 10):
        hands.act("award.record-suit-end", party=str(tribunal.party("工友1")), kind="dismissed", on=date(2026, 5, 20))
        assert award(tribunal)[::2] == ("w-effective", date(2026, 3, 20)), "a final award, from the day it was made"
        assert tribunal.due("setaside-after-dismissal") == date(2026, 6, 22), "day 30 is the Dragon Boat holiday"
    with tribunal.at(6, 19, 10):
        hands.act("award.record-setaside", **apply, on=date(2026, 6, 19))
        assert closed(tribunal, "setaside-after-dismissal") == ["met"]
        hands.act("award.setaside-refused", received_on=date(2026, 6, 19))
        assert award(tribunal)[0] == "w-effective"


def test_unpaid_money_goes_to_the_court_and_what_the_court_says_comes_back(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    court = {"court": "北京市通州区人民法院", "clues": "门店仍在营业"}
    assert tribunal.due("perform-award") == date(2026, 3, 30), "28 March is a Saturday"
    with tribunal.at(3, 30, 10):
        assert "届满后仍未付" in hands.refused("award.apply-enforcement", **court, on=date(2026, 3, 30)).sentence
        assert "没有登记过申请执行" in hands.refused("award.record-enforcement", kind="enforced", on=date(2026, 3, 30)).sentence
    with tribunal.at(3, 31, 10):
        sweep_all()
        assert tribunal.due("enforce-apply") == date(2028, 3, 30)
        page = tribunal.page("linxy", "award/apply-enforcement").fill(court="北京市通州区人民法院", clues="门店仍在营业").send()
        assert award(tribunal)[1] == "x-applied", page.faults
        guide = papers(tribunal, "enforcement-guide")[0]
        assert (guide["unpaid"], guide["counted_from"], guide["last_day"]) == ("9000.00", "2026-03-30", "2028-03-30")
        assert guide["clues"] == "门店仍在营业" and closed(tribunal, "enforce-apply") == ["met"]
        case = db.session.get(Proceeding, tribunal.id)
        assert case is not None
        filed = {piece.kind for volume in contents.collect(case).values() for piece in volume}
        kept = db.session.scalar(select(Document.volume).where(Document.kind == "enforcement-guide"))
        db.release()
        assert kept == "none" and "enforcement-guide" not in filed and "award-final" in filed, "the worker's own: of no volume"
        assert "执行申请" in tribunal.page("linxy", "").words, "and the office still finds it on the case page"
    with tribunal.at(5, 6, 10):
        hands.act("award.record-enforcement", kind="terminated", on=date(2026, 5, 6))
        hands.act("award.apply-enforcement", **court, on=date(2026, 5, 6))
        hands.act("award.record-enforcement", kind="refused", on=date(2026, 5, 6))
        assert award(tribunal)[1] == "x-refused" and tribunal.due("sue-after-nonenforce") == date(2026, 6, 5)


def test_a_slip_is_corrected_by_a_paper_of_its_own_and_no_window_starts_anew(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    judge = tribunal.arbitrators[0]
    slip = {"wrong": "9,000.10元", "right": "9,000.00元", "place": "第二页第三行"}
    with tribunal.at(3, 27, 10):
        paper = str(db.session.scalar(select(Document.id).where(Document.kind == "award-final")))
        other = str(db.session.scalar(select(Document.id).where(Document.kind == "arb-hearing-transcript")))
        db.release()
        assert hands.refused("correct", judge, document=other, found_on=date(2026, 3, 27), **slip).field == "document"
        assert hands.refused("correct", judge, document=paper, found_on=date(2026, 3, 1), **slip).field == "found_on"
        same = {**slip, "right": slip["wrong"]}
        assert hands.refused("correct", judge, document=paper, found_on=date(2026, 3, 27), **same).field == "right"
        asked = hands.act("correct", judge, document=paper, found_on=date(2026, 3, 26), **slip)
        beside = tribunal.browser("wanghai").get(f"/approvals/{asked.approval_id}").words
        assert "补正决定书" in beside and "玖仟元整" in beside, "the decision lies beside the signature, sums in 大写 too"
        window = tribunal.due("sue-final-worker")
        approvals.decide(asked.approval_id, tribunal.office.deputy, "agree", seen=hands.version(), token="sign-correct")
        told = papers(tribunal, "correction-decision")[0]
        assert told["number"].endswith("之一") and told["paper_no"] + "之一" == told["number"]
        assert tribunal.due("sue-final-worker") == window == date(2026, 4, 7) and closed(tribunal, "arb-correct") == ["met"]
        assert sorted(_to(tribunal, "correction-decision")) == sorted(_to(tribunal, "award-final"))
