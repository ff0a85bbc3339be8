"""Papers of the counter that are asked for, and the decision on a recusal: letter to legal aid, receipt, who the legal representative is."""

from __future__ import annotations

from arrears import clock
from tests.arbitration.builders import against, served
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_course import hands_of, papers_of

IOU = {"name": "欠条.jpg", "sha256": "ab" * 32, "size": 1024, "mime": "image/jpeg"}


def test_the_counter_gives_what_is_asked_for_and_nothing_else(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, tribunal.arbitrators[0])
        hands = hands_of(tribunal)
        firm = tribunal.party(against(tribunal))
        wrong = hands.refused("refer-aid", worker="唐桂英", request="代理参加仲裁")
        assert wrong.field == "worker" and "没有叫“唐桂英”的劳动者" in wrong.sentence
        hands.act("refer-aid", worker="工友1", request="代写仲裁文书，代理参加仲裁", exempt=True)
        letter = papers_of(tribunal, "legal-aid-referral")[0]
        assert letter["to"] == "北京市通州区法律援助中心" and letter["owed"] == "9000.00" and letter["exempt"] is True
        assert letter["sheets"] == ["劳动人事争议仲裁申请书复印件", "身份证明复印件"] and "仲裁" in letter["stage"]

        hands.act("upload", file=dict(IOU), kind="iou", originals=True)
        hands.act("submit-evidence", evidence=["欠条"], on=clock.today())
        assert papers_of(tribunal, "materials-receipt") == [], "no receipt where nobody wants one"
        hands.act("upload", file=dict(IOU), kind="iou", originals=True, pages=1, giver="工友1")
        hands.act("submit-evidence", evidence=["工资转账记录，6 页", "考勤表"], on=clock.today(), giver="工友1")
        one, several = papers_of(tribunal, "materials-receipt")
        assert one["items"][0]["note"] == "已核对原件" and one["items"][0]["pages"] == 1 and one["receiver"] == "林小雨"
        assert [row["title"] for row in several["items"]] == ["工资转账记录，6 页", "考勤表"]

        agent = {"agent": "周律师", "authority": "general", "file": {"name": "委托书.pdf"}}
        hands.act("appoint-agent", principal=str(firm), **agent)
        assert papers_of(tribunal, "rep-id-statement") == []
        hands.act("appoint-agent", principal=str(firm), **agent, statement=True)
        statement = papers_of(tribunal, "rep-id-statement")[0]
        assert statement["unit"] == against(tribunal) and statement["rep_name"] == "（待补）", "left to be written by hand"
        person = hands.refused("appoint-agent", principal=str(tribunal.party("工友1")), **agent, statement=True)
        assert "不是有法定代表人的单位" in person.sentence


def test_what_a_party_signs_is_printed_from_what_was_said(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, tribunal.arbitrators[0])
        hands = hands_of(tribunal)
        worker, firm = tribunal.party("工友1"), tribunal.party(against(tribunal))
        hands.act("confirm-address", party=worker, address="通州区马驹桥镇一街8号", receiver="工友1", phone="13800001111", e_service=True)
        sheet = papers_of(tribunal, "service-address-confirmation")[0]
        assert (sheet["party"], sheet["role"], sheet["address"]) == ("工友1", "申请人", "通州区马驹桥镇一街8号")
        assert sheet["e_service"] is True and sheet["e_phone"] == sheet["phone"] == "13800001111"
        power = {"principal": str(firm), "agent": "周律师", "file": {"name": "委托书.pdf"}}
        hands.act("appoint-agent", **power, authority="general")
        assert papers_of(tribunal, "power-of-attorney") == [], "the principal brought one"
        bare = hands.refused("appoint-agent", **power, authority="special")
        assert bare.field == "authority_items" and "逐项勾选" in bare.sentence
        hands.act("appoint-agent", **power, authority="special", authority_items=["settle"], print_power=True)
        printed = papers_of(tribunal, "power-of-attorney")[0]
        assert printed["special"] == ["和解、调解"] and printed["principal"]["name"] == against(tribunal)


def test_a_recusal_is_decided_once_and_both_sides_are_told(tribunal: Tribunal) -> None:
    judge, other = tribunal.arbitrators[:2]
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, judge)
        hands = hands_of(tribunal)
        firm = against(tribunal)
        none = hands.refused("decide-recusal", tribunal.office.deputy, granted=False)
        assert "先登记“申请回避”" in none.sentence
        asked = {"person": judge.user_id, "ground": "interest", "on": clock.today()}
        hands.act("recuse", **asked, by=str(tribunal.party(firm)))
        assert "还没有决定" in hands.refused("recuse", **asked).sentence
        hands.signed("decide-recusal", tribunal.office.head, granted=False)
        refused = papers_of(tribunal, "recusal-decision")[0]
        assert (refused["asker"], refused["post"], refused["person"], refused["granted"]) == (firm, "仲裁员", judge.name, False)
        assert refused["ground"] == "与本案有利害关系"
        hands.act("recuse", **(asked | {"person": other.user_id}))
        hands.signed("decide-recusal", tribunal.office.head, granted=True)
        granted = papers_of(tribunal, "recusal-decision")[1]
        assert (granted["post"], granted["asker"], granted["granted"]) == ("工作人员", None, True)
        hands.serve("recusal-decision", firm, "direct", clock.today())


def test_the_forms_ask_for_them_in_words(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, tribunal.arbitrators[0])
        page = tribunal.page("linxy", "do/refer-aid").fill(worker="何人", request="代理参加仲裁").send()
        assert page.status == 422 and any("没有叫“何人”的劳动者" in fault for fault in page.faults)
        assert page.value("request") == "代理参加仲裁", "what was typed stays"
        assert "交件人" in tribunal.page("linxy", "arbitration/evidence").words
        assert "交件人（需要收据的填写）" in tribunal.page("linxy", "do/upload").words
        assert "同时打印法定代表人身份证明书" in tribunal.page("linxy", "do/appoint-agent").words
        assert "提出的一方" in tribunal.page("linxy", "arbitration/recuse").words
