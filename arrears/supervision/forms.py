"""Forms of supervision: proposal, listing with its rows, report, measure, letter, release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from flask_wtf.file import MultipleFileField
from wtforms import TextAreaField
from wtforms.validators import Optional

from arrears.law import codes
from arrears.web.forms import ActForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateField, LineField, MoneyField, not_after_today

LEVELS = {code: word for code, word in codes.codes("supervision_level").items() if code != "festival"}
BLANK_MEASURES, BLANK_DATES = 3, 1
"""Blank rows a new form starts with; more come by 再加一行."""


class ProposeForm(ActForm):
    """提请挂牌."""

    level = PicksField("督办层级", [Required()], choices=choices_of(LEVELS))
    triggers = ChecksField("触发标准", [Required()], choices=choices_of(codes.codes("triggers")))
    values = TextAreaField("达到标准的数值", [Required()], description="人数、金额、事实和日期，写进挂牌通知书")


class MeasureRow(RowForm):
    """One measure: what, by whom, until when."""

    tells: ClassVar[tuple[str, ...]] = ("code", "text", "by")
    code = ChoiceField("措施", [Required()], choices=choices_of(codes.codes("measures")))
    text = LineField("要做到什么", [Required()])
    owner = ChoiceField("责任人", [Required()], coerce=int)
    by = DateField("完成时限", [Required()], prefer="future")


class DateRow(RowForm):
    """One report date."""

    tells: ClassVar[tuple[str, ...]] = ("day",)
    day = DateField("报告日期", [Required()], prefer="future")


class ListForm(ActForm):
    """挂牌: people, measures, report dates, term."""

    supervisor = ChoiceField("督办人", [Required()], coerce=int, description="挂牌机构的负责人或者副职，不能是承办人")
    responsible = ChoiceField("主责人", [Required()], coerce=int)
    deputy = ChoiceField("B 岗", [Required()], coerce=int, description="主责人请假时由他接着报")
    matter = LineField("督办事项", [Optional()], description="不填就按案件写")
    measures = RowsField("督办措施", MeasureRow, what="项", missing="请至少写一项督办措施。")
    report_dates = RowsField("报告日期", DateRow, what="次", missing="请至少定一个报告日期。")
    term_until = DateField("督办期限", [Required()], prefer="future", description="到期可以延长两次，每次 15 日")

    def offer(self, supervisors: Sequence[tuple[int, str]], workers: Sequence[tuple[int, str]]) -> None:
        """Fill the lists to choose from; every row of the measures gets them, blank ones too."""
        self.supervisor.choices = choices_of(supervisors)
        self.responsible.choices = self.deputy.choices = choices_of(workers)
        for row in self.measures.forms:
            row.owner.choices = choices_of(workers)

    def start(self, dates: Sequence[date], term: date) -> None:
        """What a new form shows: blank measures, the proposed dates and one place more."""
        self.measures.grow(BLANK_MEASURES)
        self.report_dates.put([{"day": day} for day in dates])
        self.report_dates.grow(BLANK_DATES)
        self.term_until.data = term

    def told(self) -> dict[str, Any]:
        """The facts of the act, rows as plain values."""
        return {
            "supervisor": self.supervisor.data,
            "responsible": self.responsible.data,
            "deputy": self.deputy.data,
            "matter": self.matter.data or "",
            "measures": [
                {"code": row.code.data, "text": row.text.data, "owner": row.owner.data, "by": row.by.data} for row in self.measures.filled
            ],
            "report_dates": [row.day.data for row in self.report_dates.filled],
            "term_until": self.term_until.data,
        }


class ReportForm(ActForm):
    """首次报告、进展报告."""

    done = TextAreaField("已开展的工作", [Required()], description="第一句会上督办台，写这段时间做成了什么")
    paid = MoneyField("已付金额", [Required()])
    left = MoneyField("未付金额", [Required()])
    obstacle = TextAreaField("存在的困难", [Required()], default="无")
    next = TextAreaField("下一步措施", [Required()])
    by = DateField("完成时限", [Required()], prefer="future")
    done_measures = ChecksField("已经完成的督办措施", [Optional()], coerce=int)


class MeasureForm(ActForm):
    """督办措施、约谈."""

    measure = ChoiceField(
        "督办措施", [Required()], choices=choices_of(codes.codes("measures")), description="约谈的，10 个工作日内要整改反馈"
    )
    text = TextAreaField("措施内容", [Required()])
    owner = ChoiceField("责任人", [Required()], coerce=int)
    by = DateField("完成时限", [Required()], prefer="future")


class RectifiedForm(ActForm):
    """整改反馈."""

    text = TextAreaField("整改情况", [Required()])
    on = DateField("完成日期", [Required(), not_after_today], prefer="past")
    proofs = MultipleFileField("证明材料", [Required()])


class UrgeForm(ActForm):
    """督办函."""

    clock = ChoiceField("逾期的期限", [Required()], coerce=int)
    reply_by = DateField("回复期限", [Required()], prefer="future")


class AskReleaseForm(ActForm):
    """申请摘牌."""

    outcome = ChoiceField("办理结果", [Required()], choices=choices_of(codes.codes("conclusion")))
    paid = MoneyField("已付金额", [Required()])
    unpaid = MoneyField("未付金额", [Required()])
    proofs = MultipleFileField("摘牌条件逐项证明", [Required()], description="付款凭证、回访记录、结案文书，可以一次选多个文件")


class ReleaseForm(ActForm):
    """摘牌."""

    text = TextAreaField("摘牌意见", [Required()])


class RaiseForm(ActForm):
    """提请升级."""

    reason = TextAreaField("升级理由", [Required()])


class MoveForm(ActForm):
    """随案移送."""

    to_body = ChoiceField("接收机构", [Required()])


class AddCaseForm(ActForm):
    """并入案件."""

    number = LineField("并入的案件", [Required()], description="写完整编号")
    reason = LineField("并入理由", [Required()])
