"""Inquiry 调查: the letter, the interview, the site, the roster. On the phone as at the desk: one column, times typed as one says them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.inspection.queries.case import RosterLine
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.web.forms import ActForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField, type_in
from arrears.web.typed import DateField, DateTimeField, IdNumberField, LineField, LinesField, MoneyField, PhoneField, not_after_today

Inspectors = Sequence[tuple[int, str]]
BRING = ("营业执照及授权材料", "劳动合同及花名册", "考勤与工资支付台账、转账凭证", "分包合同及工程款拨付凭证")
OPENING = (
    "答：看清了，不申请回避。\n问：请说一下你的身份和在单位的职务。\n答：\n问：涉及多少人，什么期间，欠多少工资？\n答：\n"
    "问：为什么没有支付，打算什么时候支付？\n答：\n问：还有补充吗？\n答：没有。"
)  # fmt: skip


class PairForm(ActForm):
    """A form of an act that two inspectors perform."""

    inspectors = ChecksField("监察员（两名）", [Required("请勾选两名监察员。")], coerce=int)

    def __init__(self, *args: Any, staff: Inspectors, team: Sequence[int], **kwargs: Any) -> None:
        kwargs.setdefault("inspectors", list(team))
        super().__init__(*args, **kwargs)
        self.inspectors.choices = [SelectChoice(key, label) for key, label in staff]


class InquireForm(PairForm):
    """调查询问书."""

    person = LineField("请谁来", [Required()], description="例如：法定代表人冯志强")
    at = DateTimeField("接受询问的时间", [Required()], prefer="future")
    where = LineField("地点", [Required()])
    items = LinesField("应提交的材料", [Required()], default=BRING)

    def facts(self) -> dict[str, Any]:
        """The act's facts: the day of the appearance is the day to answer."""
        return {**super().facts(), "by_when": self.at.data.date()}


class RecordForm(PairForm):
    """A record with a beginning and an end."""

    started_at = DateTimeField("开始时间", [Required()], prefer="past")
    ended_at = DateTimeField("结束时间", [Required()], prefer="past")

    def facts(self) -> dict[str, Any]:
        """The act's facts: both times in one."""
        found: dict[str, Any] = super().facts()
        return {**found, "span": [found.pop("started_at"), found.pop("ended_at")]}


class InterviewForm(RecordForm):
    """询问笔录."""

    side = PicksField("询问谁", [Required()], choices=choices_of((("unit", "用人单位一方"), ("worker", "劳动者"))), default="unit")
    person = LineField("被询问人", [Required()])
    post = LineField("单位和职务", [Required()])
    id_no = IdNumberField("身份证号", [Optional()])
    phone = PhoneField("电话", [Optional()])
    address = LineField("住址", [Optional()], render_kw={"data-private": ""})
    place = LineField("地点", [Required()])
    turns = TextAreaField(
        "问答", [Required()], default=OPENING, description="一问一答各起一行，以“问：”“答：”开头；告知权利的一问已印在笔录上"
    )


class SiteForm(RecordForm):
    """现场检查笔录: the photos are taken on the spot."""

    place = LineField("检查地点", [Required()])
    present = LineField("在场人员", [Required()], description="姓名和身份，例如：项目经理孙宏伟")
    found = TextAreaField("检查情况", [Required()])
    copies = LinesField("调取、复制的材料", [Optional()], description="一行写一份")
    unsigned = LineField("拒绝签字的情况", [Optional()], description="拒签的写明由谁见证")
    photos = MultipleFileField("现场照片", [Required("请附上现场照片，可以一次选多张。")], description="手机上可以直接拍；可以选多张")

    def facts(self) -> dict[str, Any]:
        """The act's facts; that nothing was copied is said, too."""
        found = super().facts()
        return {**found, "copies": found["copies"] or ["没有调取材料"]}


MONEY = ("gross_due", "paid_before", "verified")


class RosterRow(RowForm):
    """One worker's dues; 欠付 is 应发 − 已付."""

    tells: ClassVar[tuple[str, ...]] = MONEY
    party_id = HiddenField()
    name = LineField("姓名", [Required()])
    id_no = IdNumberField("证件号（缺的才填）", [Optional()])
    job = LineField("工种", [Optional()])
    gross_due = MoneyField("应发", [Optional()])
    paid_before = MoneyField("已付", [Optional()])
    verified = MoneyField("核定", [Optional()])
    diff_reason = LineField("差异原因", [Optional()])
    signed = ChoiceField("本人确认", [Optional()], choices=choices_of(codes.codes("signed")), default="unsigned", blank="")


class RosterForm(ActForm):
    """核对欠薪."""

    rows = RowsField("欠薪明细", RosterRow, missing="请至少填一个人的应发金额。")
    file = FileField("花名册文件", [Optional()], description="Excel 表格，一人一行，带表头")
    settled_on = DateField("核对日期", [Required(), not_after_today], prefer="past", default=clock.today)
    join = BooleanField("把名单上的新人加进本案（本人已签字，或者单位台账、实名制登记查实）", default=True)

    def __init__(self, *args: Any, lines: Sequence[RosterLine], **kwargs: Any) -> None:
        kwargs.setdefault("rows", [_values(line) for line in lines])
        super().__init__(*args, **kwargs)
        masked = {str(line.party_id): line.id_no for line in lines}
        for row in self.rows.forms:
            row.id_no.render_kw = {**(row.id_no.render_kw or {}), "placeholder": masked.get(str(row.party_id.data or ""), "")}
        if not self.rows.entries:
            self.rows.grow(3)

    def take(self, found: Sequence[Mapping[str, str]]) -> int:
        """Put rows of texts into the table: a worker who has a row is filled there, others come at the end. Returns how many."""
        by_name = {str(row.name.data or "").strip(): row for row in self.rows.forms}
        places = [by_name.pop(told["name"], None) for told in found]
        new = [told for told, place in zip(found, places, strict=True) if place is None]
        self.rows.put([{"name": told["name"]} for told in new])
        added = iter(self.rows.forms[len(self.rows.forms) - len(new) :] if new else ())
        for told, place in zip(found, places, strict=True):
            row = place if place is not None else next(added)
            for name, text in told.items():
                if name in row._fields and name not in {"name", "party_id"}:
                    type_in(row._fields[name], text)
        return len(found)

    def show(self, refusal: Refused) -> None:
        """A refusal of a row stands at its cell, too."""
        super().show(refusal)
        found = re.match(r"第 (\d+) 行（[^）]*）(.*)", refusal.sentence)
        if refusal.field == "rows" and found:
            cell = "diff_reason" if "差异原因" in refusal.sentence else "signed" if "保密" in refusal.sentence else "gross_due"
            self.rows.at(int(found[1]), cell, found[2])

    def act_facts(self) -> dict[str, Any]:
        """The facts of `confirm-arrears`. Call after validation."""
        rows = [{f.short_name: f.data for f in row if f.data not in (None, "")} for row in self.rows.filled]
        return {"rows": rows, "settled_on": self.settled_on.data, "join": bool(self.join.data)}


def _values(line: RosterLine) -> dict[str, Any]:
    return {
        "party_id": str(line.party_id), "name": line.name, "job": line.job, "gross_due": line.gross_due, "paid_before": line.paid_before,
        "verified": line.verified, "diff_reason": line.diff_reason, "signed": line.signed,
    }  # fmt: skip
