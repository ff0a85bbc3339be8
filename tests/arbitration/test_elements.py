"""Element forms 要素表 (practice.md 1): typed once, printed for each side, carried into the record and the element-style award."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from arrears import db
from arrears.arbitration import elements
from arrears.cases.models import Deadline
from arrears.documents.models import Document
from tests.arbitration.builders import served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_story_a import Hands
from tests.arbitration.test_time_limit import papers


def test_the_elements_are_typed_once_and_come_back_in_record_and_award(tribunal: Tribunal) -> None:
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, tribunal.arbitrators[0])
        hands = Hands(tribunal)
        hands.n = 500
        hands.act("fix-evidence", tribunal.arbitrators[0], deadline=date(2026, 3, 17))
        page = tribunal.page("linxy", "arbitration/elements")
        assert page.value("rows-10-claimant") == "9,000.00元", "what the claim says is not typed again"
        two = tribunal.page("zhaomin", "arbitration/elements")
        page = page.fill(
            {
                "rows-0-claimant": "2025年12月1日", "rows-0-claimant_evidence": "聊天记录", "rows-0-respondent": "2025年12月1日",
                "rows-4-claimant": "每月3,000.00元", "rows-4-respondent": "每月2,800.00元", "rows-4-found": "聊天记录证明每月3,000.00元",
                "rows-10-undisputed": "9,000.00元",
            }
        ).send()  # fmt: skip
        assert "要素表存好了" in page.words, page.faults
        late = two.fill({"rows-0-claimant": "2025年11月1日"}).send()
        assert late.status == 422 and any("同事刚刚存过" in f for f in late.faults) and late.value("rows-0-claimant") == "2025年11月1日", (
            "nothing typed is lost"
        )
        told = elements.table(tribunal.id)
        db.release()
        assert [row.name for row in told.undisputed] == ["入职时间", "欠付"] and told.rows[4].disputed
        assert "有争议或者一方未述" in tribunal.page("linxy", "").words
        page = tribunal.page("linxy", "arbitration/elements").send(press=("print", "respondent"))
        form = papers(tribunal, "arb-element-form-respondent")[0]
        assert (form["elements"][0]["respondent"], form["elements"][4]["respondent"]) == ("认可", "不认可：每月2,800.00元")
        evidence = db.session.scalars(select(Deadline.closed_at).where(Deadline.rule_id == "arb-evidence")).all()
        db.release()
        assert evidence == [None, None], "an element form ends no evidence period"
        hands.act("schedule", at=moment(3, 20, 9), room="第一仲裁庭", mode="on_site")
        for to in ("工友1", _firm(tribunal)):
            hands.serve("arb-hearing-notice", to, "direct", date(2026, 3, 2))
    with tribunal.at(3, 20, 9, 30):
        page = tribunal.page("zhaomin", "arbitration/hear")
        assert page.value("undisputed") == "入职时间：2025年12月1日；欠付：9,000.00元"
        page.fill(record="#举证", mediation_attempt="不同意调解", **{"present-1-name": "薛东明"}).send()
        assert tribunal.state == "a-hearing" and papers(tribunal, "arb-hearing-transcript")[0]["undisputed"].startswith("入职时间")
        page = tribunal.page("zhaomin", "arbitration/award")
        assert page.value("found").startswith("入职时间：2025年12月1日"), "the findings begin with what nobody disputes"
        page = page.fill({"style": "element", "items-0-result": "upheld", "items-0-reason": "欠条为证", "items-0-final": "1"})
        page = page.send(press=("issue", "1"))
        assert "已提请审批" in page.words, page.faults
        tribunal.sign()
        made = papers(tribunal, "award-element")[0]
        assert [row["name"] for row in made["undisputed"]] == ["入职时间", "欠付"]
        assert made["disputed"] == [
            _row(5, "工资标准及构成", "每月3,000.00元", "每月2,800.00元", "聊天记录证明每月3,000.00元"),
            *made["disputed"][1:],
        ]


def _row(no: int, name: str, claimant: str, respondent: str, found: str) -> dict[str, Any]:
    return {"no": no, "name": name, "value": "", "evidence": "", "claimant": claimant, "respondent": respondent, "found": found}


def _firm(tribunal: Tribunal) -> str:
    from tests.arbitration.builders import against

    return against(tribunal)


def test_a_text_without_end_is_refused_at_its_element(tribunal: Tribunal) -> None:
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, tribunal.arbitrators[0])
        page = tribunal.page("linxy", "arbitration/elements").fill({"rows-14-claimant": "长" * 5000}).send()
        assert page.status == 422 and page.faults and page.value("rows-14-claimant") == "长" * 5000
        assert db.session.scalars(select(Document.id).where(Document.kind.like("arb-element%"))).all() == []
        db.release()
