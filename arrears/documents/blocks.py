"""Blocks 通用段落: party blocks PB-*, pay items, numbered clauses and the rights paragraphs R-*, each worded once (documents.md 2.0).

Templates call these; nothing else writes a party or a right. Wording changes go through a legal reviewer. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from arrears.documents.facts import Agent, Body, Item, Organiser, Party, Person, SoleTrader, Unit
from arrears.documents.wording import bare, listed, masked, period
from arrears.law.money import with_capital
from arrears.law.numerals import date_in_text, ordinal

RIGHTS = {
    "R-FINAL": "本裁决为终局裁决，自作出之日起发生法律效力。劳动者对本裁决不服的，可以自收到本裁决书之日起十五日内向{sue_court}起诉。"
    "用人单位有证据证明本裁决具有《中华人民共和国劳动争议调解仲裁法》第四十九条第一款所列情形之一的，可以自收到本裁决书之日起三十日内"
    "向{revocation_court}申请撤销本裁决。义务人逾期不履行的，权利人可以向有管辖权的人民法院申请执行。",
    "R-NONFINAL": "本裁决为非终局裁决。当事人对本裁决不服的，可以自收到本裁决书之日起十五日内向{sue_court}起诉；期满不起诉的，本裁决书"
    "发生法律效力。发生法律效力后义务人逾期不履行的，权利人可以向有管辖权的人民法院申请执行。",
    "R-GROUP": "部分申请人依法起诉的，不影响本裁决书对其他申请人发生法律效力。",
    "R-ADVANCE": "本裁决书送达后即应履行；不履行的，本委移送{sue_court}执行，或者由申请人申请执行。",
    "R-MS": "本调解书经双方当事人签收后发生法律效力。一方不履行的，对方可以向有管辖权的人民法院申请执行。",
    "R-MA": "本协议经双方签名或者盖章、调解员签名并加盖{short}印章后生效。双方可以自本协议生效之日起十五日内，共同向有管辖权的"
    "仲裁委员会申请审查并制作调解书。被申请人逾期不履行的，申请人可以就此申请仲裁，也可以持本协议向有管辖权的基层人民法院申请支付令。",
    "R-ORDER": "对本文书认定的事实有异议的，可以在改正期限内向{short}陈述、申辩并提交证据。"
    "逾期不改正的，{short}将依法作出行政处理或者行政处罚。",
    "R-HANDLE": "不服本决定的，可以自收到本决定书之日起六十日内向{reconsider_at}申请行政复议，或者自收到之日起六个月内向{sue_court}"
    "提起行政诉讼。复议、诉讼期间不停止执行本决定，法律另有规定的除外。逾期不申请复议、不起诉又不履行的，{short}将依法申请人民法院强制执行。",
    "R-REJECT": "对本决定不服的，可以就该争议事项向{sue_court}起诉。",
}


def rights(code: str, body: Body) -> str:
    """The rights paragraph of that code with the body's courts in it."""
    return RIGHTS[code].format(
        short=body.short, sue_court=body.sue_court, revocation_court=body.revocation_court, reconsider_at=body.reconsider_at
    )


class Ordinals:
    """Heads of numbered clauses, counted while the template runs: 一、 二、 三、."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return ordinal(self.count)


def party_lines(party: Party, role: str, *, ids: str, contact: bool = False) -> Iterator[str]:
    """The block of one party, one paragraph a line. `ids`: full | masked | none. `contact` adds the phone (applications only)."""
    if isinstance(party, Person):
        yield _person(party, role, ids, contact)
        if party.guardian:
            yield f"法定代理人：{bare(party.guardian)}。"
    elif isinstance(party, Unit):
        office = f"，主要办事地点{party.office}" if party.office else ""
        yield f"{role}：{party.name}，统一社会信用代码{party.uscc}，住所{party.address}{office}{_phone(party.phone, contact)}。"
        yield f"{party.rep_kind}：{party.rep_name}，{party.rep_title}。"
    elif isinstance(party, SoleTrader):
        yield f"{role}：{party.name}，统一社会信用代码{party.uscc}，经营场所{party.address}{_phone(party.phone, contact)}。"
        yield f"经营者：{party.operator}，{party.sex}{_id(party.id_no, ids)}。"
    else:
        assert isinstance(party, Organiser)
        who = f"{role}：{party.name}{_id(party.id_no, ids)}，住{party.address}"
        yield f"{who}，系{party.of}的{party.relation}{_phone(party.phone, contact)}。"


def _person(person: Person, role: str, ids: str, contact: bool) -> str:
    ethnic = f"，{person.ethnic}" if person.ethnic else ""
    now = f"，现住{person.now_address}" if person.now_address else ""
    return (
        f"{role}：{person.name}，{person.sex}，{date_in_text(person.birth)}出生{ethnic}{_id(person.id_no, ids)}，"
        f"住{person.address}{now}{_phone(person.phone, contact)}。"
    )


def _id(id_no: str, ids: str) -> str:
    if ids == "none":
        return ""
    return f"，公民身份号码{masked(id_no) if ids == 'masked' else id_no}"


def _phone(phone: str, contact: bool) -> str:
    return f"，联系电话{phone}" if contact and phone else ""


def agent_line(agent: Agent, *, several: bool = False) -> str:
    """委托代理人 with the standing that gives the right to act; names the party where its side has several."""
    whose = f"（{agent.represents}）" if several and agent.represents else ""
    return f"委托代理人{whose}：{agent.name}，{bare(agent.standing)}。"


def parties(
    applicants: Sequence[Party],
    respondents: Sequence[Party],
    agents: Sequence[Agent] = (),
    thirds: Sequence[Party] = (),
    *,
    ids: str = "full",
    contact: bool = False,
) -> list[str]:
    """All party blocks in the order of documents.md 2.0: each side with its agents after it."""
    lines: list[str] = []
    for side, role, members in (("applicant", "申请人", applicants), ("respondent", "被申请人", respondents), ("third", "第三人", thirds)):
        mine = [agent for agent in agents if agent.side == side]
        for party in members:
            lines += party_lines(party, role, ids=ids, contact=contact)
            lines += [agent_line(a) for a in mine if len(members) > 1 and a.represents == party.name]
        rest = [a for a in mine if len(members) <= 1 or not any(a.represents == p.name for p in members)]
        lines += [agent_line(agent, several=len(members) > 1) for agent in rest]
    return lines


def group_lines(first: str, count: int, representatives: Sequence[str], *, annex: str = "附件1") -> list[str]:
    """PB-group: the claimants by their first name and number, and who represents them; fewer than ten may do without (法 第七条)."""
    lines = [f"申请人：{first}等{count}人（名单及身份信息见{annex}）。"]
    if representatives:
        lines.append(f"代表人：{listed(representatives)}，均系上列申请人推举的代表人。")
    return lines


def pay_item(item: Item, *, within: str) -> str:
    """One operative item without its closing mark. `within`: 自本裁决书生效之日起五日内."""
    span = period(item.period) if item.period else ""
    return f"{item.payer}{within}支付{item.payee}{span}{item.kind}{with_capital(item.amount)}"


def closed(lines: Iterable[str]) -> list[str]:
    """The lines as one list: each ends with ；, the last with 。."""
    rows = [bare(line) for line in lines]
    return [row + ("。" if n == len(rows) else "；") for n, row in enumerate(rows, 1)]
