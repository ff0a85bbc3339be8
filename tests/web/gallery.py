"""A small application that shows every macro with sample data; people and firms are invented. Only for tests of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from flask import Flask, Response, abort, render_template
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import BooleanField, FileField, PasswordField, TextAreaField
from wtforms.validators import Optional

from arrears.clock import BEIJING
from arrears.law.refusal import Refused
from arrears.web import register_web
from arrears.web.charts import Bar, bars, duration_bar
from arrears.web.forms import ActForm, BaseForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.frame import Frame
from arrears.web.messages import say
from arrears.web.shapes import (
    CaseBar,
    Change,
    Chip,
    ClockCard,
    Filter,
    Head,
    Light,
    Link,
    NavItem,
    NotYet,
    Option,
    Step,
    SumsRow,
    Tab,
    TrailEntry,
    Who,
)
from arrears.web.typed import (
    CountField,
    DateField,
    DateTimeField,
    IdNumberField,
    LineField,
    MoneyField,
    PhoneField,
    not_after_today,
)

HERE = Path(__file__).parent
ARREARS = HERE.parents[1] / "arrears"


@dataclass(frozen=True)
class Day:
    """One day of the picture, as `law` gives it."""

    day: date
    ordinal: int | None
    label: str
    is_rest: bool
    is_makeup: bool
    is_today: bool
    is_due: bool
    is_plan: bool
    is_paused: bool


@dataclass(frozen=True)
class Opened:
    """The facts of the sample act."""

    applied_on: date
    amount: Decimal
    note: str | None = None


class OpenForm(ActForm):
    gives = Opened
    applied_on = DateField("收到调解申请之日", [Required(), not_after_today], prefer="past", description="15 日自次日起算")
    mediator_id = ChoiceField(
        "调解员", [Required()], coerce=int, choices=choices_of([(1, "孙志刚（在办 12）"), (2, "宋佳（在办 9）")])
    )
    session_at = DateTimeField("首次调解时间", [Optional()], prefer="future", description="可稍后再定")
    amount = MoneyField("金额", [Required()])
    workers = CountField("人数", [Required()], low=1)
    phone = PhoneField("联系电话", [Optional()])
    id_number = IdNumberField("身份证号", [Optional()])
    result = PicksField(
        "联系结果", [Required()], choices=choices_of([("ok", "接通已沟通"), ("no", "无人接听"), ("off", "关机、停机")])
    )
    marks = ChecksField(
        "紧急标记", [Optional()], choices=choices_of([("crowd", "群体聚集"), ("threat", "极端苗头"), ("feast", "节前")])
    )
    employer = LineField("被反映单位", [Required()])
    note = TextAreaField("摘要", [Optional()], description="200 字内")
    secret = BooleanField("反映人要求对单位保密")
    paper = FileField("附件", [Optional()])
    pin = PasswordField("密码", [Optional()])


class SignForm(BaseForm):
    opinion = PicksField(
        "审批意见",
        [Required()],
        choices=choices_of([("yes", "同意受理"), ("no", "不予受理"), ("back", "退回补充")]),
        default="yes",
    )
    note = LineField("批语（同意时选填）", [Optional()])


class NoteForm(BaseForm):
    result = PicksField(
        "结果", [Required()], choices=choices_of([("a", "接通已沟通"), ("b", "无人接听"), ("c", "号码错误"), ("d", "明确拒绝")])
    )
    note = LineField("摘要", [Optional()])
    next_at = DateTimeField("约定下次", [Optional()], prefer="future")


class AskForm(BaseForm):
    amount = MoneyField("一共欠您多少钱？", [Required()], description="说个大概也行。几个人一起的，写总数。")


class AskKindForm(BaseForm):
    kind = PicksField(
        "干的是什么活？", [Required()], choices=choices_of([("build", "工地"), ("ride", "送外卖、送快递"), ("cook", "饭店")])
    )


class ConfirmForm(ActForm):
    note = LineField("事由", [Required()])


def days(start: date, rest: set[date], makeup: set[date], due: date, today: date, *, working: bool) -> list[Day]:
    """A strip from the trigger to the due day, counted for the picture only."""
    found, ordinal, day = [Day(start, None, "起", False, False, False, False, False, False)], 0, start + timedelta(days=1)
    while day <= due:
        rests = day in rest or (day.weekday() > 4 and day not in makeup)
        ordinal += 0 if rests and working else 1
        number = None if rests and working else ordinal
        found.append(Day(day, number, "", rests, day in makeup, day == today, day == due, day == due - timedelta(days=3), False))
        day += timedelta(days=1)
    return found


FEAST = {date(2026, 10, n) for n in range(1, 8)} | {date(2026, 9, n) for n in (25, 26, 27)}
MAKEUP = {date(2026, 10, 10), date(2026, 9, 20)}
TODAY = date(2026, 10, 16)


def clock_cards() -> list[ClockCard]:
    """One of each kind."""
    short = days(date(2026, 9, 29), FEAST, MAKEUP, date(2026, 10, 19), TODAY, working=True)
    long = days(date(2026, 9, 23), FEAST, MAKEUP, date(2026, 11, 9), TODAY, working=False)
    paused = [
        Day(d.day, None, "停", d.is_rest, d.is_makeup, d.is_today, False, False, True) if 3 < n < 8 else d
        for n, d in enumerate(short)
    ]
    return [
        ClockCard("督办进展报告", "red", "今日到期", TODAY, "陈立群 9月14日定", True, "10月16日 17:00"),
        ClockCard(
            "答辩期：河北衡顺建筑劳务有限公司",
            "amber",
            "剩 1 个工作日",
            date(2026, 10, 19),
            "法定 10 个工作日",
            explanation="9月29日邮寄签收，当日不计，从 9月30日起数工作日。",
            source="调解仲裁法第三十条",
            days=short,
            opened=True,
        ),
        ClockCard(
            "裁决期限",
            "green",
            "剩 24 天，第 23 天",
            date(2026, 11, 9),
            "法定 45 日",
            explanation="9月23日签批受理，当日不计。",
            source="调解仲裁法第四十三条",
            days=long,
            facts=[("起算", "9月23日 星期三"), ("长度", "45 个自然日")],
            opened=True,
        ),
        ClockCard(
            "举证期限",
            "grey",
            "中止（剩 12 天）",
            None,
            "中止",
            when="10月9日起中止",
            explanation="公告送达期间不计。",
            days=paused,
        ),
        ClockCard("受理", "done", "已办 9月23日", date(2026, 9, 23)),
    ]


def case_values() -> dict[str, object]:
    at = datetime(2026, 10, 14, 16, 10, tzinfo=BEIJING)
    yuan = Decimal
    return {
        "bar": CaseBar(
            "京通劳人仲案〔2026〕1386号",
            "高俊山等 16 人　诉　河北衡顺建筑劳务有限公司",
            "待开庭",
            "集体　挂牌督办",
            "赵敏（您）",
            "今天 17:00 前交督办进展",
            Light("amber", "剩 1 个工作日"),
            "衡顺公司答辩期　10月19日止",
        ),
        "pages": [
            Link("概况", "#", current=True),
            Link("请求和金额", "#sums"),
            Link("期限", "#clocks"),
            Link("时间轴", "#trail"),
        ],
        "first": Link("交督办进展", "#"),
        "others": [Link("登记答辩和证据", "#"), Link("记联系", "#")],
        "more": [Link("追加当事人", "#")],
        "notyet": [NotYet("出裁决", "开庭、评议以后"), NotYet("延长审限", "11月9日以前报批", "办案规则第四十五条")],
        "sums": [
            SumsRow(
                "木工（已调解）",
                21,
                21,
                yuan("588000"),
                yuan("586000"),
                yuan("586000"),
                yuan("586000"),
                yuan("0"),
                "履行完毕",
                "#",
            ),
            SumsRow(
                "钢筋工、组长（本案）",
                16,
                None,
                yuan("417000"),
                yuan("417000"),
                None,
                yuan("0"),
                yuan("417000"),
                pending="待裁决",
            ),
        ],
        "total": SumsRow("合计", 37, 37, yuan("1005000"), yuan("1003000"), yuan("586000"), yuan("586000"), yuan("417000")),
        "clocks": clock_cards(),
        "entries": [
            TrailEntry(at, "督办期限延到 11月13日", "陈立群，院长", "事由：等裁决。", [Link("批复", "#")], "watched"),
            TrailEntry(at, "督办进展到时未交，已提醒", "系统", kind="sys"),
            TrailEntry(
                at, "衡顺公司签收应诉材料", "林小雨，书记员", "邮政专递。", [Link("送达回证", "#")], late=date(2026, 9, 30)
            ),
            TrailEntry(at, "登记送达日 9月28日", "林小雨，书记员", corrected="应为 9月29日，回执写错"),
        ],
        "checks": [("提请人林小雨不是您，可以批", False), ("2 人身份证容缺，9月29日到期自动提醒", True)],
    }


@dataclass(frozen=True)
class QueueRow:
    id: int
    number: str
    light: Light
    until: str
    name: str
    unit: str
    heads: int | None
    claimed: Decimal | None
    state: str
    late: bool = False


def queue_values() -> dict[str, object]:
    return {
        "tabs": [
            Tab("全部待办", "#", 41, True),
            Tab("待首联", "#", 9, urgent=True),
            Tab("退回的", "#", 0),
            Tab("已办", "#", 1204),
        ],
        "filters": [Filter("source", "来源", "12345", [Option("", "全部"), Option("12345", "12345")]), Filter("place", "地点")],
        "chips": [Chip("来源：12345", "#")],
        "heads": [
            Head("选择", "pick", hidden=True),
            Head("余时", sort_url="#", sorted="ascending"),
            Head("工单编号"),
            Head("诉求人"),
            Head("被反映单位"),
            Head("人数", "right"),
            Head("金额（元）", "right"),
            Head("状态"),
            Head("下一步", "act"),
        ],
        "rows": [
            QueueRow(
                1,
                "12345-20260913-0151",
                Light("red", "已逾期 1 小时 06 分"),
                "首联 07:30 止",
                "赵秀芝",
                "聚香源饺子馆（招牌）",
                1,
                Decimal("8200"),
                "待首联",
                True,
            ),
            QueueRow(
                2,
                "12345-20260913-0094",
                Light("amber", "剩 54 分钟", True),
                "答复 09:30 止",
                "孟凡军",
                "北京云仓通达仓储有限公司",
                None,
                None,
                "待答复",
            ),
            QueueRow(3, "朝转〔2026〕0914-02", Light("grey", "延期申请中"), "", "匿名", "", 24, Decimal("312000"), "退回给我"),
        ],
        "acts": [Link("打电话", "#"), Link("记联系", "#note")],
        "bar": duration_bar("快立", median=1, ninety=3, target=1, limit=5, unit="个工作日"),
        "chart": bars(
            "各区未付金额",
            [Bar("通州区", Decimal("884000"), "¥884,000.00", "#"), Bar("朝阳区", Decimal("96250"), "¥96,250.00")],
            name_head="区",
            figure_head="未付",
        ),
    }


def frame() -> Frame:
    nav = [
        NavItem("登记台", "/queue", 41, True),
        NavItem("线索", "/case"),
        NavItem("文书", "/form"),
        NavItem("督办", "/states", 1200),
    ]
    return Frame(Who("刘燕", "登记员", "北京市通州区根治欠薪办公室"), nav)


def make_gallery(*, csrf: bool = False) -> Flask:
    """The application: /form /case /queue /approval /confirm /public /ask /states and the pages of what goes wrong."""
    app = Flask("gallery", root_path=str(ARREARS), template_folder="templates", static_folder=None)
    app.config.update(SECRET_KEY="only for the gallery", WTF_CSRF_ENABLED=csrf)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ARREARS / "templates"), FileSystemLoader(HERE / "templates")])
    register_web(app, frame, demo=True)
    _pages(app)
    _faults(app)
    return app


def _pages(app: Flask) -> None:
    @app.route("/form", methods=("GET", "POST"))
    def form() -> tuple[str, int]:
        form = OpenForm(seen=7)
        ok = form.validate_on_submit()
        if ok:
            form.show(Refused("amount", "超过请求金额，请核对。", "办案规则 第三十条"))
        return render_template("gallery/form.html", form=form), 422 if form.errors else 200

    @app.get("/case")
    def case() -> str:
        return render_template("gallery/case.html", **case_values())

    @app.get("/queue")
    def queue() -> str:
        say("已签收 12345-20260912-0187。", "答复到 9月19日20:50。", next_label="筛查这条线索", next_url="#")
        return render_template("gallery/queue.html", note_form=NoteForm(), **queue_values())

    @app.get("/approval")
    def approval() -> str:
        return render_template("gallery/approval.html", form=SignForm(), **case_values())

    @app.route("/confirm", methods=("GET", "POST"))
    def confirm() -> str:
        return render_template("gallery/confirm.html", form=ConfirmForm(seen=3))

    @app.route("/ask", methods=("GET", "POST"))
    def ask() -> str:
        form = AskForm()
        form.validate_on_submit()
        return render_template("gallery/ask.html", form=form, field=form.amount)

    @app.get("/ask-kind")
    def ask_kind() -> str:
        form = AskKindForm()
        return render_template("gallery/ask.html", form=form, field=form.kind)

    @app.get("/progress")
    def progress() -> str:
        steps = [
            Step("收到", "past", ["4月23日，朝阳区"]),
            Step("开庭", "skipped", ["谈成了，不用开庭"]),
            Step("拿钱", "now", ["第一笔到了", "第二笔没到"]),
        ]
        return render_template("gallery/progress.html", steps=steps)

    @app.get("/states")
    def states() -> str:
        at = datetime(2026, 10, 16, 10, 2, tzinfo=BEIJING)
        return render_template("gallery/states.html", opened_at=at, changes=[Change(at, "林小雨", "登记衡顺公司答辩书")])

    @app.get("/sheet")
    def sheet() -> str:
        return render_template("gallery/sheet.html", back_url="/queue", **queue_values())


def _faults(app: Flask) -> None:
    @app.get("/wrong/<int:code>")
    def wrong(code: int) -> Response:
        abort(code)

    @app.get("/missing")
    def missing() -> Response:
        abort(404, "没有这件案子，请核对编号。")

    @app.get("/boom")
    def boom() -> Response:
        raise RuntimeError("身份证号 110105 泄露")

    @app.get("/offline")
    def offline() -> str:
        return render_template("states/offline.html")

    @app.get("/session-over")
    def session_over() -> str:
        return render_template("states/session-over.html", back="/form")
