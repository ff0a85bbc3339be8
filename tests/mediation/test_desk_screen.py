"""The lists 调解台 and 分期台: tabs, filters in the address, keyset pages, the same cost for few rows and many."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from people import Office

from arrears import db
from arrears.cases import approvals
from arrears.cases.models import Proceeding
from arrears.mediation import actions, papers
from tests.mediation.conftest import FIRM, Desk
from tests.mediation.test_walk_story_b import at
from tests.statements import counted


def opened(office: Office, name: str, day: date = date(2026, 9, 14), owner: Any = None) -> int:
    """A mediation by one worker."""
    owner = owner or office.mediator2
    done = actions.open_mediation(
        owner,
        {
            "applicants": [{"name": name, "id_no": "411325199406181537", "phone": "13800001537", "address": "北京市"}],
            "respondents": [{"name": FIRM, "kind": "company"}],
            "claims": [{"kind": "wage", "period_from": "2026-06", "period_to": "2026-08", "claimed": Decimal("9000.00")}],
            "facts": "欠薪。", "source": "self", "applied_on": day, "oral": False,
        },
        token=f"open-{name}", owner_id=owner.user_id,
    )  # fmt: skip
    return done.proceeding_id


def act(office: Office, case: int, name: str, viewer: Any = None, **facts: Any) -> None:
    db.release()
    version = db.session.get(Proceeding, case).version
    db.release()
    approvals.submit(case, f"mediation.{name}", viewer or office.mediator2, seen=version, token=f"{name}-{case}-{version}", facts=facts)


def agreed(office: Office, name: str, due: date) -> int:
    """A mediation with an agreement of one instalment, signed on 14 September."""
    case = opened(office, name)
    day = date(2026, 9, 14)
    act(office, case, "accept", labour_dispute=True, consent_a=day, consent_b=day)
    act(office, case, "assign", office.head, mediator=office.mediator2.user_id)
    claim = papers.claims_of(case)[0].id
    act(
        office, case, "agree", items=[{"claim_id": claim, "amount": Decimal("9000.00")}], total=Decimal("9000.00"),
        instalments=[{"due_on": due, "amount": Decimal("9000.00")}], payer=FIRM, pay_account="6222020200114417", tax="gross",
        waived="无", default_clause="none", authority_ok=True, signed_on=day,
    )  # fmt: skip
    return case


def tab(page: Any, label: str) -> str:
    """The number a tab shows."""
    found = re.search(rf"{label} (\d+\+?)", page.words)
    assert found, f"no tab {label}"
    return found[1]


def test_the_list_costs_the_same_for_3_rows_and_for_18(desk: Desk) -> None:
    with at(9, 14):
        for n in range(3):
            opened(desk.office, f"甲{n}")
        desk.songjia.get("/mediation?tab=all")
        with counted() as few:
            assert desk.songjia.get("/mediation?tab=all").words.count("约时间") == 3
        for n in range(15):
            opened(desk.office, f"乙{n}")
        db.release()
        with counted() as many:
            assert desk.songjia.get("/mediation?tab=all").words.count("约时间") == 18
        assert len(many) == len(few) <= 24, many.repeated()


def test_the_list_of_instalments_costs_the_same_for_2_rows_and_for_8(desk: Desk) -> None:
    with at(9, 14):
        for n in range(2):
            agreed(desk.office, f"甲{n}", date(2026, 9, 16))
        desk.songjia.get("/money")
        with counted() as few:
            assert desk.songjia.get("/money").words.count("登记到账") == 2
        for n in range(6):
            agreed(desk.office, f"乙{n}", date(2026, 9, 17))
        db.release()
        with counted() as many:
            assert desk.songjia.get("/money").words.count("登记到账") == 8
        assert len(many) == len(few) <= 16, many.repeated()


def test_what_is_due_today_near_and_late_stands_in_its_tab(desk: Desk) -> None:
    with at(9, 14):
        opened(desk.office, "周甲")
        agreed(desk.office, "周乙", date(2026, 9, 16))
        page = desk.songjia.get("/mediation")
        assert (tab(page, "今天要办"), tab(page, "全部在办")) == ("0", "2")
    with at(9, 16):
        page = desk.songjia.get("/mediation")
        assert tab(page, "今天要办") == "1"
        assert "周乙" in page.words and "收款" in page.words and "登记到账" in page.words
    with at(9, 17):
        page = desk.songjia.get("/mediation?tab=late")
        assert tab(page, "逾期") == "1" and "催告" in page.words
        assert "逾期 1" in desk.songjia.get("/money?tab=late").words
    with at(9, 18):
        page = desk.songjia.get("/mediation?tab=late")
        assert tab(page, "逾期") == "2", "the case nobody accepted in time is late, too"


def test_pages_follow_each_other_without_a_gap_and_filters_stay_in_the_address(desk: Desk) -> None:
    with at(9, 14):
        for n in range(23):
            opened(desk.office, f"工{chr(0x4E00 + n)}")
        page = desk.songjia.get("/mediation?tab=all")
        first = set(re.findall(r"第(\d+)号", page.text))
        following = re.search(r'href="([^"]+)" rel="next"', page.text)
        assert following is not None
        second = desk.songjia.get(following[1].replace("&amp;", "&"))
        rest = set(re.findall(r"第(\d+)号", second.text))
        assert len(first) == 20 and len(rest) == 3 and not first & rest
        page = desk.songjia.get("/mediation?tab=all&q=工丂")
        assert "含“工丂”" in page.words and tab(page, "全部在办") == "1"
        empty = desk.songjia.get("/mediation?tab=all&q=没有这个人")
        assert "没有符合这些条件的案件" in empty.words


def test_the_head_of_mediation_sees_what_waits_for_a_mediator_and_others_do_not(desk: Desk) -> None:
    with at(9, 14):
        case = opened(desk.office, "周甲")
        day = date(2026, 9, 14)
        act(desk.office, case, "accept", labour_dispute=True, consent_a=day, consent_b=day)
        page = desk.chenlq.get("/mediation?tab=waiting")
        assert tab(page, "待指派") == "1" and "指派" in page.words
        assert "待指派" not in desk.songjia.get("/mediation").words
        assert desk.liuyan.get("/mediation").status in {403, 404}


def test_a_stale_form_changes_nothing_and_keeps_what_was_typed(desk: Desk) -> None:
    with at(9, 14):
        case = opened(desk.office, "周甲")
        db.release()
        page = desk.songjia.get(f"/cases/{case}/mediation/invite").fill(time="9月15日 15:00", place="第二调解室")
        act(desk.office, case, "reassign", desk.office.head, to=desk.office.mediator.user_id, reason="请假")
        act(desk.office, case, "reassign", desk.office.head, to=desk.office.mediator2.user_id, reason="回来了")
        answer = page.send()
        assert answer.status == 409 and "移交承办人" in answer.words and answer.value("place") == "第二调解室"
        assert "已征询意见" in answer.send().words, "sent again on the present state"


def test_two_windows_cannot_overwrite_each_other_s_record(desk: Desk) -> None:
    with at(9, 14):
        case = opened(desk.office, "周甲")
        day = date(2026, 9, 14)
        act(desk.office, case, "accept", labour_dispute=True, consent_a=day, consent_b=day)
        act(desk.office, case, "assign", desk.office.head, mediator=desk.office.mediator2.user_id)
    with at(9, 15):
        where = f"/cases/{case}/mediation/session"
        one, two = desk.songjia.get(where), desk.songjia.get(where)
        assert saved(one, where, "第一个窗口写的").status_code == 204
        assert saved(one, where, "第一个窗口又写的").status_code == 204, "its own saves follow each other"
        assert saved(two, where, "第二个窗口写的").status_code == 409
        refused = two.fill(record="第二个窗口写的", outcome="again").send()
        assert refused.status == 422 and "在另一个窗口里存过" in refused.words and "第一个窗口又写的" in refused.words
        assert refused.value("record") == "第二个窗口写的"
        done = refused.fill(record="第一个窗口又写的\n第二个窗口写的").send()
        assert done.faults == [] and "已调解会" in done.words
        assert "上次没存上" not in desk.songjia.get(where).value("record")


def saved(page: Any, where: str, record: str) -> Any:
    """What the script of the page sends a second after the last key."""
    data = {k: v for k, v in page.form.values.items() if v} | {"record": [record]}
    return page.browser.client.post(f"{where}/draft", data=data)
