"""Forms of the front door and of the small steps: acceptance, what is lacking, the panel, the files that come with an act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.arbitration.queries.case import Side
from arrears.arbitration.queries.correcting import SumLine
from arrears.law import codes
from arrears.web.forms import YES_NO, ActForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateField, IdNumberField, LineField, LinesField, MoneyField, PhoneField, not_after_today, not_before_today


def _yes(value: object) -> bool:
    return value in (True, "1", "True")


def yes_no(label: str, **more: Any) -> PicksField:
    """A question with 是 and 否."""
    return PicksField(label, [Required()], choices=choices_of(YES_NO), coerce=_yes, **more)


class AcceptForm(ActForm):
    """立案审查: the four conditions, the track. The day of acceptance is the day of the signature."""

    scope = yes_no("属于劳动人事争议受理范围")
    claims_clear = yes_no("有明确的仲裁请求和事实理由")
    parties_named = yes_no("申请人适格、有明确的被申请人")
    jurisdiction = yes_no("属于本委管辖")
    track = PicksField("适用程序", [Required()], choices=choices_of(codes.codes("track")))

    def facts(self) -> dict[str, Any]:
        """The facts of the act; the signature sets the true day."""
        return {**super().facts(), "accepted_on": clock.today()}


class AcceptLackingForm(AcceptForm):
    """容缺受理: besides, what is lacking and until when it is promised."""

    missing = LinesField("容缺的材料", [Required()], description="一行写一件，例如：营业执照打印页")
    promise_until = DateField("承诺补交日期", [Required(), not_before_today], prefer="future", description="申请人签名的承诺书上写的日子")


class SupplementAskForm(ActForm):
    """一次性告知补正: everything that is lacking, at once."""

    missing = LinesField("需补正的材料", [Required()], description="一行写一件；只能告知一次，请列全")
    due = DateField("补正期限", [Required(), not_before_today], prefer="future")


class PersonRow(RowForm):
    """What is still missing of a worker; what stays empty stays as it is."""

    tells: ClassVar[tuple[str, ...]] = ("id_no", "address", "phone")
    party_id = HiddenField()
    lead: str = ""
    id_no = IdNumberField("身份证号", [Optional()])
    address = LineField("现住址", [Optional()], render_kw={"data-private": ""})
    phone = PhoneField("电话", [Optional()])


class PapersForm(ActForm):
    """补正、容缺补交: the papers that came, and what they say of the workers."""

    papers = LinesField("交来的材料", [Required()], description="一行写一件")
    on = DateField("交来之日", [Required(), not_after_today], prefer="past", default=clock.today)
    people = RowsField("劳动者还缺的信息", PersonRow, least=0, what="位")

    def __init__(self, *args: Any, lacking: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        kwargs.setdefault("people", [{"party_id": str(key)} for key, _ in lacking])
        super().__init__(*args, **kwargs)
        names = {str(key): words for key, words in lacking}
        for row in self.people.forms:
            row.lead = names.get(str(row.party_id.data), "")

    def facts(self) -> dict[str, Any]:
        """The facts of the act; `parties`: what was typed, by party."""
        rows = [{f.short_name: f.data for f in row if f.data not in (None, "")} for row in self.people.filled]
        return {"papers": list(self.papers.data or ()), "on": self.on.data, "parties": rows}


class PanelForm(ActForm):
    """组庭: one arbitrator or three, the presiding one, the clerk."""

    arbitrators = ChecksField("仲裁员", [Required("请选仲裁员：一名独任，或者三名。")], coerce=int, description="一名独任，三名组成合议庭")
    presiding = ChoiceField("首席仲裁员", [Optional()], coerce=int, description="三名的才选")
    clerk = ChoiceField("书记员", [Required()], coerce=int)
    ties = yes_no("有应当回避的关系", default=False)
    sole_ground = LineField("集体争议独任的依据", [Optional()], description="集体争议只由一名仲裁员审理的，写明依据")

    def __init__(
        self, *args: Any, arbitrators_of: Sequence[tuple[int, str]], clerks_of: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.arbitrators.choices = [SelectChoice(key, words) for key, words in arbitrators_of]
        self.presiding.choices = self.arbitrators.choices
        self.clerk.choices = [SelectChoice(key, words) for key, words in clerks_of]


class DefendForm(ActForm):
    """答辩: by whom, when, what in substance (it goes into the award)."""

    party = ChoiceField("答辩人", [Required()], coerce=int)
    on = DateField("收到答辩之日", [Required(), not_after_today], prefer="past", default=clock.today)
    answer = TextAreaField("答辩要点", [Required()], description="写进裁决书“被申请人辩称”")
    file = FileField("答辩书扫描件", [Optional()])

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party.choices = [SelectChoice(s.id, s.name) for s in sides]


class EvidenceForm(ActForm):
    """举证: a list, one piece a line, and the file of the scan."""

    evidence = LinesField("证据目录", [Required()], description="一行写一份：名称、页数、证明什么")
    on = DateField("提交日期", [Required(), not_after_today], prefer="past", default=clock.today)
    file = FileField("扫描件", [Optional()])
    giver = LineField("交件人", [Optional()], description="需要收据的，填交材料的人；不要收据的不填")


class DeliberateForm(ActForm):
    """评议: the opinions, one a line."""

    opinions = LinesField("评议意见", [Required()], description="一行写一人的意见，写成“姓名：意见”；按多数意见，不同意见也记")
    result = TextAreaField("评议结果", [Required()], description="多数意见；不能形成多数的，按首席仲裁员意见")
    minority = TextAreaField("少数意见", [Optional()], description="没有就不填")


class SumRow(RowForm):
    """What one worker gets of one instalment after the correction; left empty it stays."""

    tells: ClassVar[tuple[str, ...]] = ("amount",)
    row_id = HiddenField()
    lead: str = ""
    amount = MoneyField("补正后应付（元）", [Optional()])


class CorrectForm(ActForm):
    """裁决书、调解书补正: which paper, what is wrong, what is right, and whose sum follows."""

    document = ChoiceField("补正的文书", [Required()])
    found_on = DateField("发现日期", [Required(), not_after_today], prefer="past", default=clock.today)
    place = LineField("第几页第几行", [Optional()], description="例如：第三页第八行")
    wrong = TextAreaField("错误内容", [Required()], description="照原文写；金额写成 2,114.49元，大写自动加")
    right = TextAreaField("正确内容", [Required()])

    sums = RowsField("补正后应付款", SumRow, what="笔", least=0)

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]], lines: Sequence[SumLine], **kwargs: Any) -> None:
        kwargs.setdefault("sums", [{"row_id": str(line.row_id)} for line in lines])
        super().__init__(*args, **kwargs)
        self.document.choices = [SelectChoice(str(key), words) for key, words in papers]
        known = {str(line.row_id): line.words for line in lines}
        for row in self.sums.forms:
            row.lead = known.get(str(row.row_id.data), "（这一笔已经变了）")

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.correct`."""
        words = {name: self[name].data for name in ("document", "found_on", "place", "wrong", "right")}
        sums = {str(row.row_id.data): row.amount.data for row in self.sums.filled if row.amount.data is not None}
        return words | ({"sums": sums} if sums else {})


class RepsForm(ActForm):
    """推举代表人: 3 to 5 of the applicants; all of them nominate."""

    reps = ChecksField("代表人", [Required("请勾选 3 至 5 名代表人。")], coerce=int)

    def __init__(self, *args: Any, applicants: Sequence[Side], **kwargs: Any) -> None:
        kwargs.setdefault("reps", [s.id for s in applicants if s.representative])
        super().__init__(*args, **kwargs)
        self.applicants = list(applicants)
        self.reps.choices = [SelectChoice(s.id, s.name) for s in applicants]

    def facts(self) -> dict[str, Any]:
        """The facts of the act."""
        return {"workers": [s.id for s in self.applicants], "reps": list(self.reps.data or ())}
