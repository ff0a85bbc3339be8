"""`arrears law`: rules, due, route, amount, procedure, check. The contract of the law files; no database, no web.

Each command imports its subject when it runs. With --jsonl an error is an answer (exit 0); a single call that cannot be answered
prints the reason on standard error and leaves with 2.
"""

import json
from typing import Any

import click

from arrears.cli.lines import answer_lines, read_lines
from arrears.commandline import ChineseGroup

REGION = click.option("--region", "region_code", default="beijing", envvar="ARREARS_REGION", help="地区代码，默认 beijing。")
JSONL = click.option("--jsonl", is_flag=True, help="从标准输入逐行读 JSON，逐行回答。")


@click.group(cls=ChineseGroup)
def law() -> None:
    """法律规则：期限、路径、金额、程序，不需要数据库。"""


@law.command()
@click.argument("told", metavar="金额", required=False)
@JSONL
def amount(told: str | None, jsonl: bool) -> None:
    """把金额写成大写，例如 arrears law amount 107000.53。"""
    from arrears.law.money import BadAmount, capital, parse_amount

    def answer(line: dict[str, object]) -> dict[str, object]:
        try:
            return {"id": line.get("id"), "capital": capital(parse_amount(line.get("amount")))}
        except BadAmount as wrong:
            return {"id": line.get("id"), "error": {"code": wrong.code, "field": wrong.field, "message": wrong.message}}

    if jsonl == (told is not None):
        raise click.UsageError("请写一个金额，或者用 --jsonl 从标准输入读。")
    if jsonl:
        answer_lines(answer)
        return
    given = answer({"amount": told})
    click.echo(given["capital"] if "capital" in given else _refuse(given))


amount.context_settings = {"ignore_unknown_options": True}  # -5 is an amount (a wrong one), not an option


@law.command()
@JSONL
@REGION
def route(jsonl: bool, region_code: str) -> None:
    """按线索事实建议办理路径；从标准输入读 {"id", "facts"}，每行一条。"""
    from arrears.law import routing

    region = _region(region_code)
    if jsonl:
        answer_lines(lambda line: routing.answer(line, region))
        return
    for line in read_lines():
        click.echo(_route_text(routing.answer(line if "facts" in line else {"facts": line}, region)))


@law.command()
@click.argument("rule", metavar="规则", required=False)
@click.option("--from", "trigger_date", metavar="日期", help="起算之日，例如 2026-03-02，或者带 +08:00 的时刻。")
@click.option("--facts", metavar="JSON", default="{}", help="其他事实，例如 '{\"extension_days\": 15}'。")
@JSONL
@REGION
def due(rule: str | None, trigger_date: str | None, facts: str, jsonl: bool, region_code: str) -> None:
    """计算期限并说明算法，例如 arrears law due arb-award --from 2026-03-02。"""
    from arrears.law import due_command

    settings = _region(region_code).defaults()

    def answer(line: dict[str, object]) -> dict[str, object]:
        return due_command.answer(line, settings=settings)

    if jsonl:
        answer_lines(answer)
        return
    if rule is None or trigger_date is None:
        raise click.UsageError("请写规则编号和 --from 日期，或者用 --jsonl 从标准输入读。")
    try:
        told = json.loads(facts)
    except (ValueError, RecursionError):
        raise click.UsageError("--facts 的值不是 JSON。") from None
    given = answer({"rule": rule, "trigger_date": trigger_date, "facts": told})
    click.echo(_due_text(given) if "error" not in given else _refuse(given))


@law.command()
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def rules(as_json: bool) -> None:
    """列出全部期限规则及其条文。"""
    from arrears.law.deadlines.registry import RULES

    listed = [_rule_row(rule) for rule in RULES.values()]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for row in listed:
        click.echo(f"{row['id']}\t{row['title']}\t{row['length_text']}\t{row['force_text']}\t{row['article']}")


@law.command()
@click.argument("name", metavar="程序")
@click.option("--svg", is_flag=True, help="画成 SVG 图。")
def procedure(name: str, svg: bool) -> None:
    """列出一个程序的状态和行为：lead mediation arbitration award inspection supervision。"""
    from arrears.law import procedure_command
    from arrears.law.procedures import PROCEDURES

    if name not in PROCEDURES:
        raise click.UsageError(f"没有程序 {name}，可选：{' '.join(PROCEDURES)}。")
    click.echo(procedure_command.svg(name) if svg else procedure_command.table(name))


@law.command()
@REGION
def check(region_code: str) -> None:
    """检查规则、程序和地区数据是否自洽；有问题时逐条列出，退出码 1。"""
    from arrears.law.procedures import checks

    region = _region(region_code)
    problems = [str(problem) for problem in checks.problems()]
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(f"共 {len(problems)} 处问题。")
    click.echo(f"没有发现问题：{region.name}，{len(region.bodies)} 个机构，{len(region.settings)} 项设置。")


def _region(code: str) -> Any:
    from arrears.law.region import RegionError
    from arrears.regions import region

    try:
        return region(code)
    except RegionError as wrong:
        raise click.UsageError(str(wrong)) from None


def _refuse(given: dict[str, Any]) -> str:
    """Leave with the sentence of an error answer."""
    raise click.UsageError(given["error"]["message"])


def _due_text(given: dict[str, Any]) -> str:
    due_on = given.get("due") or f"暂停中，剩余 {given.get('remaining')}"
    steps = [f"  {step['text']}" for step in given.get("steps", ()) if step.get("text")]
    head = f"{given['rule']}：{due_on}（{'法定' if given.get('force') == 'statutory' else '目标'}，{given.get('article')}）"
    return "\n".join([head, *([given["explanation"]] if given.get("explanation") else []), *steps])


def _rule_row(rule: Any) -> dict[str, Any]:
    from arrears.law.deadlines.rule import UNITS

    length = "" if rule.length is None else str(rule.length)
    return {
        "id": rule.id, "title": rule.title, "trigger": rule.trigger, "length": rule.length, "unit": rule.unit,
        "length_text": f"{length}{UNITS.get(rule.unit, rule.unit)}", "force": rule.force,
        "force_text": "法定" if rule.statutory else "目标", "owed_by": rule.owed_by, "article": rule.article, "cert": rule.cert,
        "consequence": rule.consequence,
    }  # fmt: skip


ROUTES = {
    "mediation": "调解", "arbitration": "仲裁", "inspection": "监察", "court": "诉讼", "other-authority": "其他部门",
    "hand-over": "转办", "inform": "告知", "merge": "并案", "supplement": "补充材料", "answer": "答复咨询",
}  # fmt: skip


def _route_text(given: dict[str, Any]) -> str:
    if "error" in given:
        return _refuse(given)
    lines = [f"建议：{_way(given)}（{given['row']}）"]
    lines += [f"理由：{reason['text']}（{reason['source']}）" for reason in given["reasons"]]
    lines += [f"也可以：{_way(way)}。{way['reason']}" for way in given["alternatives"]]
    lines += [f"提示：{item['text']}（{item['source']}）" for item in given["warnings"]]
    return "\n".join(lines)


def _way(way: dict[str, Any]) -> str:
    return " → ".join(filter(None, (ROUTES[way["route"]], way["body"])))
