"""An order walked through its screens, without a script: proposed, listed and signed, reported, release refused and allowed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from arrears import db
from arrears.cases.models import Proceeding
from arrears.supervision.models import Measure, SupervisionOrder

from .builders import Bureau, token
from .conftest import Desk

SLIP = ("回单.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")


def orders() -> list[Proceeding]:
    db.release()
    return list(db.session.scalars(select(Proceeding).where(Proceeding.procedure == "supervision").order_by(Proceeding.id)))


def listed_by_screen(bureau: Bureau, desk: Desk) -> tuple[int, int]:
    """Proposed by the mediator, drafted by 王海, signed by 陈立群: (case, order)."""
    case = bureau.mediation()
    page = desk.sunzg.get(f"/cases/{case}/supervise")
    assert set(page.values("triggers")) == {"workers", "amount"} and "1,005,000.00" in page.value("values")
    page = page.send()
    assert "已提请挂牌" in page.words, page.faults
    order = orders()[0].id
    page = desk.wanghai.get(f"/cases/{order}/supervision/list")
    assert [page.value(f"report_dates-{n}-day") for n in range(4)] == ["2026-09-17", "2026-09-23", "2026-10-08", "2026-10-14"]
    assert page.value("term_until") == "2026-10-14"
    page.fill({
        "supervisor": bureau.head.user_id, "responsible": bureau.zhao.user_id, "deputy": bureau.lin.user_id,
        "measures-0-code": "site", "measures-0-text": "到现场核实人数", "measures-0-owner": bureau.mediator.user_id, "measures-0-by": "9月15日",
        "report_dates-2-day": "2026-10-09",
    })  # fmt: skip
    page = page.send()
    assert "已提请审批" in page.words, page.faults
    queue = desk.chenlq.get("/approvals")
    assert "河北衡顺建筑劳务有限公司 37 人" in queue.words
    return case, order


def sign(desk: Desk, account: str, number: int, decision: str = "agree", opinion: str = "") -> str:
    page = getattr(desk, account).get(f"/approvals/{number}")
    return str(page.fill(decision=decision, opinion=opinion).send().words)


def test_an_order_is_proposed_listed_and_reported_on_paper_forms(bureau: Bureau, desk: Desk) -> None:
    case, order = listed_by_screen(bureau, desk)
    own = desk.wanghai.get("/approvals/1").words
    assert "提请人不能自己审批" in own
    assert "同意" in sign(desk, "chenlq", 1)
    row = orders()[0]
    assert (row.state, row.number) == ("s-listed", "京通劳人仲督字〔2026〕第1号")
    found = db.session.get(SupervisionOrder, order)
    assert found is not None and found.report_dates == ["2026-09-17", "2026-09-23", "2026-10-09", "2026-10-14"]
    board = desk.chenlq.get("/watch").words
    assert "京通劳人仲督字〔2026〕第1号" in board and "赵敏" in board and "1,005,000.00" in board
    assert "主责人" in desk.sunzg.get(f"/cases/{case}").words
    page = desk.zhaomin.get(f"/cases/{order}/supervision/report")
    assert "首次报告" in page.words
    measure = db.session.scalars(select(Measure)).one()
    page = page.fill(done="已到现场核实37人名单。", next="约总包9月16日谈先行清偿", by="9月24日", done_measures=[measure.id]).send()
    assert "已首次报告" in page.words, page.faults
    db.release()
    assert db.session.scalars(select(Measure)).one().done_on == date(2026, 9, 14)
    assert "已到现场核实37人名单" in desk.chenlq.get("/watch").words
    assert "进展报告" in desk.zhaomin.get(f"/cases/{order}/supervision/report").words
    assert "京通劳人仲督字〔2026〕第1号" in desk.zhaomin.get("/supervised").words


def test_rows_are_added_by_a_button_and_everything_typed_stays(bureau: Bureau, desk: Desk) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    page = desk.wanghai.get(f"/cases/{order}/supervision/list")
    page.fill({"matter": "潞湾家园三期", "measures-0-text": "到现场核实"})
    page = page.send(press=("more", "measures"))
    assert page.status == 200 and "measures-3-text" in (page.form.names if page.form else ())
    assert page.value("matter") == "潞湾家园三期" and page.value("measures-0-text") == "到现场核实"


def test_a_date_on_a_rest_day_is_refused_at_the_dates_with_the_way_out(bureau: Bureau, desk: Desk) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    page = desk.wanghai.get(f"/cases/{order}/supervision/list")
    page.fill({
        "supervisor": bureau.head.user_id, "responsible": bureau.zhao.user_id, "deputy": bureau.lin.user_id,
        "measures-0-code": "call", "measures-0-text": "每日电话督办", "measures-0-owner": bureau.zhao.user_id, "measures-0-by": "9月20日",
        "report_dates-1-day": "2026-09-26",
    })  # fmt: skip
    page = page.send()
    assert page.status == 422 and any("2026-09-26 不是工作日" in f and "2026-09-28" in f for f in page.faults), page.faults
    assert page.value("measures-0-text") == "每日电话督办"


def test_release_is_refused_line_by_line_and_allowed_when_the_case_is_done(bureau: Bureau, desk: Desk) -> None:
    case = bureau.mediation()
    order = bureau.listed(case)
    page = desk.zhaomin.get(f"/cases/{order}/supervision/ask-release")
    assert "未办结" in page.words
    page = page.fill(outcome="withdrawn", paid="0", unpaid="0").fill({"proofs": SLIP}).send()
    assert "已申请摘牌" in page.words, page.faults
    refused = desk.wanghai.get(f"/cases/{order}/supervision/release").fill(text="已办结，同意摘牌").send()
    assert refused.status == 422 and "还不能摘牌" in refused.words and "未办结：京通劳人调字〔2026〕第1号" in refused.words
    assert refused.value("text") == "已办结，同意摘牌"
    close(bureau, case)
    page = desk.wanghai.get(f"/cases/{order}/supervision/release").fill(text="已办结，同意摘牌").send()
    assert "已提请审批" in page.words, page.faults
    assert "关于解除河北衡顺建筑劳务有限公司欠薪争议案件挂牌督办的通知" in desk.chenlq.get("/approvals/2").words.replace(" ", "")
    sign(desk, "chenlq", 2)
    row = orders()[0]
    assert (row.state, row.conclusion) == ("s-released", "withdrawn")
    assert row.closed_at is not None and "现在没有挂牌督办的案件" in desk.chenlq.get("/watch").words
    assert row.number in desk.chenlq.get("/watch/register").words


def close(bureau: Bureau, case: int) -> None:
    """The applicant withdraws: the mediation ends."""
    from arrears.cases import transitions

    db.release()
    row = db.session.get(Proceeding, case)
    assert row is not None
    seen = row.version
    db.release()
    transitions.perform(
        case, "mediation.withdraw", bureau.mediator, seen=seen, token=token(), facts={"on": date(2026, 9, 14), "settled_privately": True}
    )


def test_pages_that_are_not_yours_do_not_open(bureau: Bureau, desk: Desk) -> None:
    order = bureau.listed(bureau.mediation())
    assert desk.liuyan.get("/watch").status == 403
    assert desk.songjia.get(f"/cases/{order}/supervision/report").status == 404
    assert desk.zhaomin.get(f"/cases/{order}/supervision/list").status == 403
    assert desk.cyclerk.get(f"/cases/{order}").status == 404
    assert desk.citysu.get("/watch").status == 200
