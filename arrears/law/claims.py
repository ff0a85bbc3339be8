"""Claim items 请求项目 and their sums (arbitration.md 5.1, 5.2): each a pure function that shows its working.

Decimal only, yuan; a printed line is rounded half up to the fen, and a total is the sum of the printed lines. Gross
sums 税前. What an item is worth in a case is for the arbitrator; which items become final stands in finality.py, time
in limitation.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from arrears.law.money import BadAmount, digits, half_up
from arrears.law.service_time import months_after, service_time

PAY_DAYS = Decimal("21.75")
"""计薪天数 a month: (365−104)÷12, unchanged from 2025 (人社部发〔2025〕2号)."""
DAY_HOURS = Decimal(8)


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of claim: id, 中文, source of the sum, and its class in the final-award test (A, B or none; a setting
    may change it).
    """

    kind: str
    title: str
    source: str
    final_class: str
    setting: str | None = None
    """Setting that changes the class (arbitration.md 5.1, 8)."""
    pay: bool = False
    """Whether it is 劳动报酬 (limitation L2)."""


ITEMS: Mapping[str, Item] = {
    item.kind: item
    for item in (
        Item("wage", "拖欠工资", "劳合 第三十条", "A", pay=True),
        Item("ot", "加班费", "劳动法 第四十四条", "A", pay=True),
        Item("min-gap", "最低工资差额", "劳动法 第四十八条", "A", pay=True),
        Item("sev", "经济补偿", "劳合 第四十六条、第四十七条", "A"),
        Item("dmg-2n", "违法解除赔偿金", "劳合 第八十七条", "A"),
        Item("double", "二倍工资差额", "劳合 第八十二条；解二 第六条", "A"),
        Item("probation", "违法试用期赔偿金", "劳合 第八十三条", "A"),
        Item("add-pay", "加付赔偿金", "劳合 第八十五条", "A"),
        Item("deposit", "押金返还", "劳合 第八十四条；解一 第一条第四项", "none", "final_class_deposit"),
        Item("notice-pay", "代通知金", "劳合 第四十条", "A", "final_class_notice_pay"),
        Item("leave", "未休年休假工资", "职工带薪年休假条例 第五条", "B", "final_class_leave"),
        Item("injury-med", "工伤医疗费", "法 第四十七条", "A"),
        Item("insurance-loss", "社保待遇损失", "法 第二条第四项", "none"),
        Item("reimburse", "报销款", "约定", "none"),
        Item("other", "其他", "约定", "none"),
    )
}
"""Every kind of claim item, in the order of the law file."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of an item: yuan to the fen, the working as sentences, the source."""

    kind: str
    amount: Decimal
    steps: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class PayPeriod:
    """A pay period 工资周期: what was agreed or earned, what was paid; `full_month` only then the minimum wage is compared."""

    title: str
    agreed: Decimal
    paid: Decimal = Decimal(0)
    full_month: bool = False


def day_pay(monthly: Decimal) -> Decimal:
    """Day pay 日工资 = month pay ÷ 21.75, not rounded (人社部发〔2025〕2号)."""
    return _pay(monthly) / PAY_DAYS


def hour_pay(monthly: Decimal) -> Decimal:
    """Hour pay 小时工资 = month pay ÷ 21.75 ÷ 8, not rounded."""
    return day_pay(monthly) / DAY_HOURS


def wages(periods: Sequence[PayPeriod], minimum_wage: Decimal | None = None) -> Sum:
    """拖欠工资: agreed − paid per period; a full month's pay is not below the minimum wage where one is given.

    A period that was overpaid counts 0: what one month has too much does not pay another by itself.
    """
    lines, steps = [], []
    for period in periods:
        agreed = _pay(period.agreed)
        if period.full_month and minimum_wage is not None and agreed < minimum_wage:
            steps.append(f"{period.title}约定 {digits(half_up(agreed))} 元低于最低工资，按 {digits(minimum_wage)} 元计。")
            agreed = minimum_wage
        line = max(half_up(agreed - _pay(period.paid)), Decimal("0.00"))
        lines.append(line)
        due, paid = digits(half_up(agreed)), digits(half_up(period.paid))
        steps.append(f"{period.title}：应付 {due} － 已付 {paid} ＝ {digits(line)} 元。")
    return _summed("wage", lines, steps)


def overtime(base: Decimal, extended: Decimal = Decimal(0), rest_day: Decimal = Decimal(0), holiday: Decimal = Decimal(0)) -> Sum:
    """加班费: hours of extended work 150 %, of rest days without time off 200 %, of statutory holidays 300 % (劳动法
    第四十四条).

    `base`: the month's regular pay. Each rate is a printed line.
    """
    rate_lines = ((extended, "1.5", "延长工作时间"), (rest_day, "2", "休息日"), (holiday, "3", "法定节假日"))
    lines, steps = [], []
    for hours, rate, title in rate_lines:
        if hours < 0:
            raise BadAmount(f"{title}加班小时数不能是负数。", field="hours")
        if not hours:
            continue
        line = half_up(_pay(base) * hours * Decimal(rate) / (PAY_DAYS * DAY_HOURS))
        lines.append(line)
        steps.append(f"{title}：{digits(half_up(base))} ÷ 21.75 ÷ 8 × {hours} 小时 × {Decimal(rate):.0%} ＝ {digits(line)} 元。")
    return _summed("ot", lines, steps)


def minimum_gap(minimum_wage: Decimal, paid: Decimal, months: int = 1) -> Sum:
    """最低工资差额: minimum − paid per month; `paid` without overtime, hardship allowances and the worker's own insurance."""
    line = max(half_up(_pay(minimum_wage) - _pay(paid)), Decimal("0.00"))
    step = f"每月 {digits(half_up(minimum_wage))} － {digits(half_up(paid))} ＝ {digits(line)} 元，共 {months} 个月。"
    return _summed("min-gap", [line] * months, [step])


def severance(began_on: date, ended_on: date, average_pay: Decimal, city_average: Decimal | None = None) -> Sum:
    """经济补偿 N: months of service × average gross pay of the last 12 months, capped when over three times the city
    average.

    `ended_on`: last day of employment. `city_average`: the city's average **annual** pay of the year before; None =
    not published, then no cap is computed and the working says so. The cap is on pay and on months (12) together
    (劳合 第四十七条).
    """
    time = service_time(began_on, ended_on)
    pay, months = _pay(average_pay), time.severance_months
    steps = [f"工作 {time.text}，计 {months} 个月。", f"离职前十二个月平均工资 {digits(half_up(pay))} 元。"]
    if city_average is None:
        steps.append("上年度平均工资没有数据，未比较三倍封顶，请核对。")
    elif pay > city_average * 3 / 12:
        cap = city_average * 3 / 12
        months = min(months, Decimal(12))
        steps.append(f"超过本市上年度月平均工资三倍，按 {digits(half_up(cap))} 元计，最多 12 个月，计 {months} 个月。")
        pay = cap
    amount = half_up(pay * months)
    steps.append(f"{digits(half_up(pay))} × {months} ＝ {digits(amount)} 元。")
    return Sum("sev", amount, tuple(steps), ITEMS["sev"].source)


def unlawful_termination(base: Sum) -> Sum:
    """违法解除赔偿金 2N: twice the severance of the whole period; it takes the place of severance (劳合 第八十七条)."""
    amount = base.amount * 2
    step = f"二倍：{digits(base.amount)} × 2 ＝ {digits(amount)} 元，不再另付经济补偿。"
    return Sum("dmg-2n", amount, (*base.steps, step), ITEMS["dmg-2n"].source)


def double_wage(
    hired_on: date, unsigned_until: date, monthly: Decimal, working_days: Callable[[date, date], int], *, renewal: bool = False
) -> Sum:
    """二倍工资差额: one more month's pay per month without a written contract, from the second month, at most 11
    months.

    `unsigned_until`: last day without a contract (day before signing, or last day of work). `renewal`: the old
    contract ended the day before `hired_on` and was not renewed: from that day, at most 12 months.
    `working_days(first, last)`: working days of a part month, both ends counted. Nothing is owed after a full year
    (解二 第六条、第九条).
    """
    first = hired_on if renewal else months_after(hired_on, 1)
    last = min(unsigned_until, months_after(hired_on, 12) - timedelta(days=1))
    if last < first:
        return Sum("double", Decimal("0.00"), ("未满一个月，不计二倍工资。",), ITEMS["double"].source)
    months = 0
    while months_after(first, months + 1) - timedelta(days=1) <= last:
        months += 1
    rest = months_after(first, months)
    lines = [half_up(_pay(monthly))] * months
    steps = [f"自 {first} 至 {last}：整月 {months} 个，每月 {digits(half_up(monthly))} 元。"]
    if rest <= last:
        days = working_days(rest, last)
        lines.append(half_up(_pay(monthly) * days / PAY_DAYS))
        steps.append(f"{rest} 至 {last} 不足一个月，实际工作日 {days} 天：÷ 21.75 × {days} ＝ {digits(lines[-1])} 元。")
    return _summed("double", lines, steps)


def additional_compensation(ordered_unpaid: Sequence[Decimal], percent: Decimal) -> Sum:
    """加付赔偿金: 50–100 % of what was ordered and not paid, per row, then summed (劳合 第八十五条). Needs the order
    and its proof.
    """
    if not Decimal(50) <= percent <= Decimal(100):
        raise BadAmount("加付赔偿金的比例应在百分之五十以上百分之一百以下。", field="percent")
    lines = [half_up(_pay(row) * percent / 100) for row in ordered_unpaid]
    steps = [f"{digits(half_up(row))} × {percent}% ＝ {digits(line)} 元。" for row, line in zip(ordered_unpaid, lines, strict=True)]
    return _summed("add-pay", lines, steps)


def unlawful_probation(pay_after: Decimal, months: Decimal) -> Sum:
    """违法试用期赔偿金: full pay after probation × unlawful time served, in months (劳合 第八十三条)."""
    amount = half_up(_pay(pay_after) * months)
    step = f"{digits(half_up(pay_after))} × {months} 个月 ＝ {digits(amount)} 元。"
    return Sum("probation", amount, (step,), ITEMS["probation"].source)


def notice_pay(last_month: Decimal) -> Sum:
    """代通知金: one month's pay of the month before (劳合 第四十条)."""
    amount = half_up(_pay(last_month))
    return Sum("notice-pay", amount, (f"上一个月工资 {digits(amount)} 元。",), ITEMS["notice-pay"].source)


def leave_days(entitled: int, days_in_year: int, taken: int = 0, year_days: int = 365) -> int:
    """Days of leave still owed for a part year: entitled × days ÷ 365, below one whole dropped, less what was taken."""
    return max(entitled * days_in_year // year_days - taken, 0)


def unused_leave(average_monthly: Decimal, days: Decimal) -> Sum:
    """未休年休假工资 beside the pay received: day pay × whole days × 200 % (职工带薪年休假条例 第五条)."""
    whole = days.to_integral_value(rounding=ROUND_DOWN)
    amount = half_up(_pay(average_monthly) * whole * 2 / PAY_DAYS)
    dropped = "" if whole == days else f"（不足一整天的 {days - whole} 天不计）"
    step = f"{digits(half_up(average_monthly))} ÷ 21.75 × {whole} 天 × 200% ＝ {digits(amount)} 元{dropped}。"
    return Sum("leave", amount, (step,), ITEMS["leave"].source)


def as_told(kind: str, amount: Decimal) -> Sum:
    """An item whose sum is the bill or the agreement itself: deposit, medical costs, reimbursement (arbitration.md 5.1)."""
    exact = half_up(_pay(amount))
    return Sum(kind, exact, (f"{ITEMS[kind].title} {digits(exact)} 元。",), ITEMS[kind].source)


def conflicts(kinds: Sequence[str]) -> tuple[str, ...]:
    """Items that exclude each other, as sentences: shown to the clerk, never a refusal."""
    found = []
    if "sev" in kinds and "dmg-2n" in kinds:
        found.append("违法解除赔偿金已包含经济补偿，两项不能同时支持，请当事人择一。")
    return tuple(found)


def _pay(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount < 0:
        raise BadAmount("金额应为不小于 0 的数字。")
    return amount


def _summed(kind: str, lines: Sequence[Decimal], steps: Sequence[str]) -> Sum:
    total = sum(lines, Decimal("0.00"))
    closing = (f"合计 {digits(total)} 元。",) if len(lines) != 1 else ()
    return Sum(kind, total, (*steps, *closing), ITEMS[kind].source)
