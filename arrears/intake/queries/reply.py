"""The reply block 答复: 「【联系情况】…【核实情况】…【办理结果】…【依据】…【诉求人意见】…【承办】…」 made of what is on file.

The clerk edits it and pastes it into the source's own system, which is not connected.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from arrears.access.viewer import Viewer
from arrears.cases.models import ContactAttempt, Proceeding
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.queries.lead import office_phone
from arrears.law import codes
from arrears.law.procedures import PROCEDURES

BASIS = {
    "mediation": "《中华人民共和国劳动争议调解仲裁法》第五条、第十条",
    "arbitration": "《中华人民共和国劳动争议调解仲裁法》第五条、第二条",
    "inspection": "《劳动保障监察条例》第九条、第十一条，《保障农民工工资支付条例》第三条",
    "hand-over": "《保障农民工工资支付条例》第十条",
    "court": "《中华人民共和国民事诉讼法》",
    "inform": "《北京市接诉即办工作条例》第十一条",
    "other-authority": "《北京市接诉即办工作条例》第十一条",
    "answer": "《北京市接诉即办工作条例》第十一条",
    "merge": "《北京市接诉即办工作条例》第十一条",
}
"""Route → what the reply rests on."""
TO_FILL = "（请填写）"
"""Stands where the file says nothing; a reply that still has it is not accepted."""
NONE_YET = "《保障农民工工资支付条例》第三条、第十条"


def _when(at: datetime) -> str:
    return f"{at.month}月{at.day}日{at:%H:%M}"


def _contacts(lead_id: int, order: WorkOrder) -> str:
    rows = session.scalars(
        select(ContactAttempt).where(ContactAttempt.proceeding_id == lead_id).order_by(ContactAttempt.at.desc()).limit(60)
    ).all()
    mine = [row for row in rows if _to_reporter(row, order)]
    if not mine:
        return "未留联系电话，无法联系诉求人。" if order.no_phone else "尚无联系记录。"
    return "；".join(_contact_words(row) for row in reversed(mine[:5])) + "。"


def _to_reporter(row: ContactAttempt, order: WorkOrder) -> bool:
    """Whether a contact was with this order's reporter, or with the only one."""
    return row.to.startswith("反映人") and (order.order_no in row.to or "（" not in row.to)


def _contact_words(row: ContactAttempt) -> str:
    channel, result = codes.label("contact_channel", row.channel), codes.label("contact_result", row.result)
    return f"{_when(row.at)}{channel}联系诉求人，{result}"


def _opinion(lead_id: int, order: WorkOrder) -> str:
    """What the reporter said in the last call, as noted; nobody's opinion is made up."""
    if order.contacted_at is None and not order.no_phone:
        return "未能联系到诉求人。"
    rows = session.scalars(
        select(ContactAttempt)
        .where(ContactAttempt.proceeding_id == lead_id, ContactAttempt.result.in_(["answered", "promised", "refused"]))
        .order_by(ContactAttempt.at.desc())
        .limit(20)
    )
    for row in rows:
        said = row.note if row.note != codes.label("contact_result", row.result) else ""
        if said and _to_reporter(row, order):
            return f"{said.rstrip('。')}。"
    return TO_FILL


def _findings(lead: Lead, case: Proceeding) -> str:
    who = lead.employer_name or (f"{lead.sign_name}（招牌）" if lead.sign_name else "被反映单位待核")
    heads = f"{lead.workers_verified or lead.workers_claimed}人" if (lead.workers_verified or lead.workers_claimed) else "人数待核"
    if lead.amount_verified is not None:
        money = f"核实欠薪{lead.amount_verified:,.2f}元"
    elif lead.amount_claimed is not None:
        money = f"反映欠薪{lead.amount_claimed:,.2f}元"
    else:
        money = "金额待核"
    months = f"，欠薪期间{'至'.join(m for m in (lead.period_start, lead.period_end) if m)}" if lead.period_start else ""
    return f"涉及单位：{who}；{'项目：' + lead.project_name + '；' if lead.project_name else ''}{heads}，{money}{months}。"


def _result(lead: Lead, case: Proceeding) -> tuple[str, str]:
    """What was done, by the lead's state and the cases of the matter; and whether it reads as solved."""
    others = session.execute(
        select(Proceeding.procedure, Proceeding.number, Proceeding.state, Proceeding.closed_at, Proceeding.money_closed_at)
        .where(Proceeding.matter_id == case.matter_id, Proceeding.id != case.id, Proceeding.procedure != "supervision")
        .order_by(Proceeding.id)
    ).all()
    if others:
        parts = []
        for row in others:
            procedure = PROCEDURES[row.procedure]
            state = procedure.states[row.state].label
            money = "，款项已结清" if row.money_closed_at else ""
            parts.append(f"已转入{procedure.label}，案号{row.number}，目前{state}{money}")
        return "；".join(parts) + "，后续进展由承办人告知。", "partly"
    if case.state == "l-handed-over":
        return f"经核，应由{lead.handed_to}办理，已转办并告知诉求人，由其继续办理。", "partly"
    if case.state == "l-explained":
        return "经核，所反映事项应通过其他途径解决，已向诉求人释明途径和下一步办法。", "no"
    if lead.route:
        return f"已受理，办理路径为{codes.label('route', lead.route)}，正在办理。", "partly"
    return "正在核实，确定办理路径后告知。", "no"


def block(viewer: Viewer, lead_id: int, order_id: int) -> tuple[str, str]:
    """The reply as it can be said today, and the code for 是否解决. Seven statements."""
    lead, case, order = session.get(Lead, lead_id), session.get(Proceeding, lead_id), session.get(WorkOrder, order_id)
    assert lead is not None and case is not None and order is not None
    result, solved = _result(lead, case)
    basis = BASIS.get(lead.route, NONE_YET)
    parts = (
        ("联系情况", _contacts(lead_id, order)),
        ("核实情况", _findings(lead, case)),
        ("办理结果", result),
        ("依据", f"{basis}。"),
        ("诉求人意见", _opinion(lead_id, order)),
        ("承办", f"{viewer.name} {office_phone(viewer.user_id, viewer.body_id)}".strip()),
    )
    return "".join(f"【{head}】{text}" for head, text in parts), solved
