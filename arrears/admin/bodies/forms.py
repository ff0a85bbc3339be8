"""Forms of bodies."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Optional

from arrears.admin.bodies.queries import SERIES_TITLES
from arrears.web.forms import BaseForm, ChoiceField, Required, choices_of
from arrears.web.typed import CountField


class StationForm(BaseForm):
    """设调解站."""

    parent_id = ChoiceField("上级机构", [Required()], coerce=int)
    name = StringField("名称", [Required()], description="例如：马驹桥镇劳动争议调解站")
    short = StringField("简称", [Required()], description="印在案号里，例如：马驹桥")
    code = StringField("代码", [Required()], description="小写字母、数字和横线，建好以后不能改")


class LetterheadForm(BaseForm):
    """抬头: what papers print. The fields bear the keys of `region_bodies.LETTERHEAD`."""

    name = StringField("机构名称", [Required()])
    commission = StringField("仲裁委员会全称", [Optional()], description="仲裁文书的抬头和落款")
    centre = StringField("调解中心全称", [Optional()], description="调解文书的抬头和落款")
    bureau = StringField("人力社保局全称", [Optional()], description="线索、监察文书的抬头和落款")
    short = StringField("简称", [Optional()])
    address = StringField("办公地址", [Optional()], description="当事人来的地方")
    phone = StringField("对外电话", [Optional()])
    contact = StringField("联系人", [Optional()])
    sue_court = StringField("起诉法院", [Optional()], description="裁决书告知不服向哪个法院起诉")
    revocation_court = StringField("申请撤销终局裁决的法院", [Optional()])
    reconsider_at = StringField("行政复议机关", [Optional()])


class StartForm(BaseForm):
    """起始号."""

    series = ChoiceField("号码种类", [Required()], choices=choices_of(SERIES_TITLES))
    year = CountField("年度", [Required()], low=2000, high=2199)
    start = CountField("从第几号开始", [Required()], low=1, high=999_999, description="还没有用过号的年度才能设")
