"""Setting aside 撤销裁决: the employer's application against a final award, the ruling, and what it takes with it (法 第四十九条)."""

from __future__ import annotations

from sqlalchemy import select

from arrears.arbitration.aftermath import at_court, awards, last_day, lose, named
from arrears.arbitration.models import Award, AwardParty
from arrears.cases.acting import Doing, handles
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money.actions import ZERO


@handles("award.setaside-granted")
def setaside_granted(doing: Doing) -> None:
    """撤销裁决: each party may sue within its own fifteen days from its receipt (法 第四十九条)."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    party_id = int(doing.facts["party"])
    finals = [a for a in awards(doing) if a.kind == "final" and a.w in {"w-effective", "w-set-aside"}]
    if not finals:
        raise Refused("", "没有可以撤销的终局裁决。")
    sides = {a.id: doing.session.scalars(select(AwardParty).where(AwardParty.award_id == a.id)).all() for a in finals}
    attacked = [a for a in finals if a.w == "w-set-aside" or any(p.p == "p-setaside" for p in sides[a.id])]
    if not attacked:
        raise Refused("", "没有登记过申请撤销裁决，请先登记。")
    amount, paid = ZERO, ZERO
    for award in attacked:
        for row in sides[award.id]:
            row.p = "p-expired" if row.p == "p-setaside" else row.p
        award.w, award.effective_on = "w-set-aside", None
        doing.clocks.start("sue-after-setaside", doing.facts["received_on"], subject=f"award:{award.id}:{party_id}")
        gone = lose(doing, award)
        amount, paid = amount + gone.amount, paid + gone.paid
    words = f"，应付 {digits(amount)} 元不再履行" + (f"，已付 {digits(paid)} 元照记" if paid else "") if amount else ""
    doing.summary(f"人民法院撤销终局裁决{words}")


@handles("award.setaside-refused")
def setaside_refused(doing: Doing) -> None:
    """驳回撤裁申请: the award stays in force."""
    for _award, row in at_court(doing, "p-setaside"):
        row.p, row.acted_on = "p-expired", doing.facts["received_on"]
    doing.summary("人民法院驳回撤销裁决申请")


SETASIDE = ("setaside-employer", "setaside-after-dismissal", "setaside-after-misfiling")


@handles("award.record-setaside")
def record_setaside(doing: Doing) -> None:
    """记录申请撤裁: only an employer, only a final award, inside its time, and not when the worker has sued (法 第四十九条、解一 21)."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    law = "《劳动争议调解仲裁法》第四十九条"
    party = str(doing.facts.get("party") or "")
    chosen = [AwardParty.party_id == int(party)] if party.isdigit() else []
    rows = doing.session.execute(
        select(Award, AwardParty)
        .join(AwardParty, AwardParty.award_id == Award.id)
        .where(Award.proceeding_id == doing.proceeding.id, Award.kind == "final", AwardParty.side == "employer")
        .where(AwardParty.p.in_(["p-open", "p-expired"]), *named(doing), *chosen)
    ).all()
    if not rows:
        raise Refused("", "没有可以申请撤销的终局裁决：只有用人单位可以对终局裁决申请撤销。", law)
    on = doing.facts["on"]
    if len({award.id for award, _ in rows}) > 1 and not named(doing):
        raise Refused("award", "本案有不止一份终局裁决书，请选申请撤销的是哪一份。", law)
    for award, row in rows:
        sued = select(AwardParty.id).where(AwardParty.award_id == award.id, AwardParty.p == "p-sued").limit(1)
        if doing.session.scalar(sued) is not None:
            raise Refused("", "劳动者已经起诉，申请撤销裁决不予受理。", "劳动争议司法解释一第二十一条")
        last = last_day(doing, award, [f"award:{award.id}:{row.party_id}", f"award:{award.id}"], SETASIDE)
        if last is None or on > last:
            raise Refused("on", f"申请撤销裁决的期限{f'到 {last} 届满' if last else '没有起算'}，请核对申请日和送达日。", law)
        row.p, row.court, row.acted_on = "p-setaside", doing.facts["court"], on
        doing.clocks.satisfy("setaside-employer", on, subject=f"award:{award.id}:{row.party_id}")
        for rule in SETASIDE[1:]:
            doing.clocks.satisfy(rule, on, subject=f"award:{award.id}")
    ground = codes.label("setaside_ground", doing.facts["ground"])
    doing.summary(f"用人单位申请撤销裁决：{doing.facts['court']}，{ground}；审查期间中止执行")
