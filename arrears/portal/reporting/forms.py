"""One form a question 填报: the label is the question itself. Texts are a worker's; amounts and phones are read as people type them."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms.validators import Optional

from arrears.portal.reporting.questions import ASKED, MOST_PHOTOS
from arrears.web.forms import AtMost, BaseForm, PicksField, Required, choices_of
from arrears.web.typed import CountField, LineField, MoneyField, PhoneField


class WhoForm(BaseForm):
    answer = LineField(
        "欠您钱的是谁？",
        [Required("请写是谁欠的，知道什么写什么。"), AtMost(100)],
        description="公司、老板名字、店名、工地名，写一个就行。",
    )


class PlaceForm(BaseForm):
    answer = LineField(
        "在哪干的活？", [Required("请写在哪干的活。"), AtMost(150)], description="写上区，比如：通州区马驹桥的工地，朝阳区望京。"
    )


class JobForm(BaseForm):
    answer = LineField("干的什么活？", [Required("请写干什么活，或者点下面跳过。"), AtMost(50)], description="比如：木工、送外卖、服务员。")


class MonthsForm(BaseForm):
    answer = LineField(
        "从几月到几月的钱没给？", [Required("请写哪几个月，或者点下面跳过。"), AtMost(60)], description="比如：去年11月到今年1月。"
    )


class AmountForm(BaseForm):
    answer = MoneyField("一共欠您多少钱？", [Required("请写欠多少，或者点下面跳过。")], description="说个大概也行。几个人一起的，写总数。")


class PeopleForm(BaseForm):
    answer = CountField("一共几个人没拿到钱？", [Required("请写几个人，或者点下面跳过。")], description="只有您自己就写 1。")


class AskedForm(BaseForm):
    answer = PicksField("找他要过没有？", [Required("请选一个，或者点下面跳过。")], choices=choices_of(ASKED))


class NameForm(BaseForm):
    answer = LineField("怎么称呼您？", [Required("请写您的名字，或者点下面不说。"), AtMost(30)], description="真名以后办事方便。")


class PhoneForm(BaseForm):
    answer = PhoneField(
        "您的手机号？", [Required("请写手机号，我们要打电话给您。")], description="我们打这个电话联系您，查办到哪了也要用它。"
    )


class HideForm(BaseForm):
    answer = PicksField(
        "不想让老板知道是您？", [Required("请选一个。")], choices=choices_of({"1": "不让他知道", "0": "知道也没关系"}),
        description="选“不让他知道”，我们不会把您的名字、电话告诉他。",
    )  # fmt: skip


class PhotosForm(BaseForm):
    answer = MultipleFileField(
        "有照片就拍上来", [Optional()], render_kw={"accept": "image/jpeg,image/png", "multiple": True},
        description=f"欠条、工牌、工资条、聊天记录、工地大门都行，最多 {MOST_PHOTOS} 张。没有也可以直接交。",
    )  # fmt: skip


FORMS: tuple[type[BaseForm], ...] = (
    WhoForm, PlaceForm, JobForm, MonthsForm, AmountForm, PeopleForm, AskedForm, NameForm, PhoneForm, HideForm, PhotosForm,
)  # fmt: skip
"""In the order of the questions."""


class StartForm(BaseForm):
    """Nothing but the button: who presses it has read the notice."""


class ProgressForm(BaseForm):
    code = LineField("查询码", [Required("请写查询码。")], description="交的时候给您的 12 个字，中间的空格不用管。")
    phone = PhoneField("手机号", [Required("请写交的时候留的手机号。")])

    def both(self) -> tuple[str, str]:
        """Code and phone as typed."""
        return str(self.code.data or ""), str(self.phone.data or "")


def kept(form: Any) -> Any:
    """The answer of a question as it is stored: text, or number as text."""
    value = form.answer.data
    return None if value is None else str(value)
