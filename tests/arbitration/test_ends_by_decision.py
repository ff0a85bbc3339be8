"""Refusal, redirection, deemed withdrawal, revocation, termination 决定结案: each with its paper, its clocks, what is refused."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from arrears import clock, db
from arrears.cases.models import Deadline
from arrears.documents.models import Document, Serving
from tests.arbitration.builders import ACCEPTED, against, filed, served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_story_a import Hands, worker
from tests.arbitration.test_time_limit import closed, papers


def addressees(tribunal: Tribunal, kind: str) -> list[str]:
    query = select(Serving.recipient).join(Document).where(Document.kind == kind, Serving.proceeding_id == tribunal.id)
    rows = db.session.scalars(query).all()
    db.release()
    return sorted(rows)


def test_a_refusal_has_a_number_of_its_own_and_says_where_to_sue(tribunal: Tribunal) -> None:
    with tribunal.at(3, 2, 10):
        filed(tribunal, 1)
        page = tribunal.page("linxy", "arbitration/refuse")
        page = page.fill(reason="scope", why="请求补缴住房公积金", other="北京市住房公积金管理中心").send()
        assert "已提请审批" in page.words, page.faults
        tribunal.sign()
        assert tribunal.state == "a-refused" and tribunal.due("sue-after-refusal") == date(2026, 3, 17)
        told = papers(tribunal, "arb-rejection-notice")[0]
        assert told["number"] == "京通劳人仲不字〔2026〕第1号" and told["reason"] == "请求补缴住房公积金，不属于受理范围"
        assert closed(tribunal, "arb-accept") == ["met"] and addressees(tribunal, "arb-rejection-notice") == ["工友1"]
        assert "不予受理通知书" in tribunal.page("linxy", "").words
        hands = Hands(tribunal)
        hands.n = 50
        hands.serve("arb-rejection-notice", "工友1", "direct", clock.today())


def test_who_is_sent_to_the_right_body_is_not_refused(tribunal: Tribunal) -> None:
    with tribunal.at(3, 2, 10):
        filed(tribunal, 1)
        hands = Hands(tribunal)
        hands.signed("redirect", competent_body="北京市朝阳区劳动人事争议仲裁委员会", why="工作地点和注册地都在朝阳区")
        told = papers(tribunal, "arb-no-jurisdiction-notice")
        assert tribunal.state == "a-redirected" and len(told) == 1 and "劳人仲字" in told[0]["number"]
        assert addressees(tribunal, "arb-no-jurisdiction-notice") == ["工友1"] and not papers(tribunal, "arb-rejection-notice")


def test_who_promises_papers_signs_the_promise_and_the_case_is_accepted(tribunal: Tribunal) -> None:
    with tribunal.at(3, 2, 10):
        filed(tribunal, 1)
        hands = Hands(tribunal)
        until = date(2026, 3, 9)
        hands.signed("accept-lacking", **ACCEPTED, accepted_on=clock.today(), missing=["身份证复印件"], promise_until=until)
        promise = papers(tribunal, "deferred-papers-promise")[0]
        assert promise["missing"] == ["身份证复印件"] and promise["promised_by"] == "2026-03-09"
        assert tribunal.due("arb-supplement-due") == until


def test_an_absent_applicant_is_deemed_to_withdraw_only_with_a_notice_that_reached_him(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, judge)
        hands = Hands(tribunal)
        hands.n = 500
        firm = against(tribunal)
        hands.act("schedule", at=moment(3, 20, 9), room="第一仲裁庭", mode="on_site")
        hands.serve("arb-hearing-notice", firm, "direct", date(2026, 3, 2))
        absent = {"notice_proved": True, "cause": "absent"}
        assert "还没有到开庭时间" in hands.refused("deem-withdrawn", judge, **absent).sentence
    with tribunal.at(3, 20, 9, 40):
        assert "证明" in hands.refused("deem-withdrawn", judge, notice_proved=False, cause="absent").sentence
        assert "没有送达生效" in hands.refused("deem-withdrawn", judge, **absent).sentence
        hands.serve("arb-hearing-notice", "工友1", "post", date(2026, 3, 5), sent=date(2026, 3, 3))
        hands.act("deem-withdrawn", judge, **absent)
        assert tribunal.state == "a-deemed-withdrawn"
        told = papers(tribunal, "deemed-withdrawal-decision")[0]
        assert (told["notice_on"], told["notice_how"]) == ("2026-03-05", "邮寄送达") and "拒不到庭" in told["what"]
        assert addressees(tribunal, "deemed-withdrawal-decision") == sorted(["工友1", firm])
        running = db.session.scalars(select(Deadline.rule_id).where(Deadline.proceeding_id == tribunal.id, Deadline.closed_at.is_(None)))
        assert set(running) <= {"arch-file"}, "nothing runs on but the filing away"
        db.release()


def test_a_wrongly_accepted_case_is_revoked_in_writing_within_five_days(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, judge)
        hands = Hands(tribunal)
        hands.n = 500
    with tribunal.at(3, 4, 10):
        assert hands.refused("revoke", judge, found_on=date(2026, 3, 1), why="法院已经受理").field == "found_on"
        hands.signed("revoke", judge, found_on=date(2026, 3, 4), why="同一争议已由人民法院受理")
        assert tribunal.state == "a-revoked" and tribunal.due("arb-revoke-notice") == date(2026, 3, 11)
        assert closed(tribunal, "arb-award") == ["dropped"]
        for to in addressees(tribunal, "case-revocation-decision"):
            hands.serve("case-revocation-decision", to, "direct", date(2026, 3, 4))
        assert closed(tribunal, "arb-revoke-notice") == ["met"], "sent to the last party"


def test_a_late_case_ends_when_the_court_has_taken_it(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, judge)
        hands = Hands(tribunal)
        hands.n = 500
    with tribunal.at(4, 20, 10):
        hands.act("terminate", judge, court="北京市通州区人民法院", court_number="（2026）京0112民初77号")
        from tests.arbitration.test_other_ends import tribunal_approval

        assert "终止审理" in tribunal_approval(tribunal)
        tribunal.sign()
        assert tribunal.state == "a-terminated" and closed(tribunal, "arb-award") == ["dropped"]
        assert papers(tribunal, "termination-decision")[0]["court_number"] == "（2026）京0112民初77号"


def test_a_decision_about_people_not_yet_identified_names_them_alone(tribunal: Tribunal) -> None:
    from arrears.arbitration import decisions, filing

    with tribunal.at(3, 2, 10):
        facts = {
            "applicants": [worker("罗小满", 7, known=False)], "respondents": [{"name": "北京某某服务有限公司", "kind": "company"}],
            "claims": [{"kind": "wage", "claimed": 900, "formula": ""}], "facts": "没有付。", "evidence": ["欠条"], "copies": 2,
            "filed_on": clock.today(), "pre_mediation": "unwilling",
        }  # fmt: skip
        case = filing.file_application(tribunal.clerk, facts, token="unknown", owner_id=tribunal.clerk.user_id).proceeding_id
        assert decisions.heads(case) == {"sides": ["申请人：罗小满。", "被申请人：北京某某服务有限公司。"]}
        db.release()


def test_an_answer_is_served_on_the_applicant_and_a_deliberation_stays_inside(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, judge)
        hands = Hands(tribunal)
        hands.n = 500
        firm = tribunal.party(against(tribunal))
        blank = tribunal.page("linxy", f"arbitration/answer-form/{firm}")
        assert "部分认可" in blank.words and "9,000.00元" in blank.words and "草稿" not in blank.words
        assert tribunal.page("linxy", f"arbitration/answer-form/{tribunal.party('工友1')}").status == 404
        hands.act("defend", party=firm, on=date(2026, 3, 2), answer="只欠两个月。")
        assert closed(tribunal, "arb-serve-defence") == [None]
        hands.serve("arb-answer", "工友1", "direct", date(2026, 3, 2))
        assert closed(tribunal, "arb-serve-defence") == ["met"], "the copy went to the applicant"
        hands.act("schedule", at=moment(3, 20, 9), room="第一仲裁庭", mode="on_site")
        for to in ("工友1", against(tribunal)):
            hands.serve("arb-hearing-notice", to, "direct", date(2026, 3, 2))
    with tribunal.at(3, 20, 9, 40):
        hands.act("hear-absent", judge, party=str(firm), notice_proved=True, record="欠条属实。")
        page = tribunal.page("zhaomin", "arbitration/deliberate")
        page.fill(opinions="赵敏：欠条真实，应予支持。", result="支持三个月工资。", minority="").send()
        assert tribunal.state == "a-deliberation"
        told = papers(tribunal, "arb-deliberation")[0]
        assert told["opinions"] == [{"who": "赵敏", "words": "欠条真实，应予支持。"}] and told["result"] == "支持三个月工资。"
        volumes = db.session.scalars(select(Document.volume).where(Document.kind == "arb-deliberation")).all()
        db.release()
        assert volumes == ["inner"]
