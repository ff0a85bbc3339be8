"""Facts 文书要素: the typed values a paper is made of; `reading` reads them from plain JSON and writes them to it.

What is declared here is shared by all kinds (documents.md 2.0); which of them a kind needs stands in catalogue.py. A paper is a
function of its facts: they are stored with the document, and the worker makes the same bytes from them years later. So values are
plain and frozen: no row, no session, no clock. Amounts are `Decimal` yuan, days `date`, hours aware or naive Beijing `datetime`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NewType

Name = NewType("Name", str)  # a person's name: never split over two lines
Text = NewType("Text", str)  # free text of one or more paragraphs (line breaks kept)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A natural person 自然人 as on the certificate; `id_no` whole: the paper decides whether to mask it."""

    name: Name
    sex: str
    birth: date
    id_no: str
    address: str
    ethnic: str = ""
    now_address: str = ""
    phone: str = ""
    job: str = ""
    guardian: str = ""  # 法定代理人 or heir's line, whole: 张某，系申请人之母
    kind: str = "person"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit 单位 under its full registered name."""

    name: str
    uscc: str
    address: str
    rep_name: Name
    rep_title: str
    rep_kind: str = "法定代表人"  # 法定代表人 | 主要负责人 | 经营者
    office: str = ""
    phone: str = ""
    kind: str = "unit"


@dataclass(frozen=True, kw_only=True)
class SoleTrader:
    """A sole trader with a shop name 个体工商户: the shop is the party, the operator stands below it."""

    name: str
    uscc: str
    address: str
    operator: Name
    sex: str
    id_no: str
    phone: str = ""
    kind: str = "sole-trader"


@dataclass(frozen=True, kw_only=True)
class Organiser:
    """The funder 出资人 of a unit without licence, revoked or dissolved (R33 art. 6): co-respondent with a block of its own."""

    name: str
    id_no: str
    address: str
    relation: str  # 出资人 | 开办单位 | 主管部门
    of: str
    phone: str = ""
    kind: str = "organiser"


Party = Person | Unit | SoleTrader | Organiser


@dataclass(frozen=True, kw_only=True)
class Agent:
    """An agent 委托代理人. `side`: applicant | respondent | third. `standing`: what follows the name, e.g. 北京明则律师事务所律师."""

    name: Name
    side: str
    standing: str
    power: str = "一般代理"
    represents: str = ""  # full name of the party, where a side has several


@dataclass(frozen=True, kw_only=True)
class Body:
    """The body 机构 that makes the paper, with the facts of it that papers print."""

    name: str
    short: str = "本中心"  # 本委 | 本中心 | 本局 | 本院
    address: str = ""
    phone: str = ""
    contact: str = ""
    sue_court: str = ""
    revocation_court: str = ""
    reconsider_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A span of days 期间, both ends named."""

    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim 请求 as the claimant ordered it. `text` names the kind; `period` and `amount` follow it in print."""

    no: int
    text: str
    period: Period | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the operative part 主文. `payer`, `payee`: full names. `ceiling`: 12 × minimum wage of the recorded date."""

    claim_no: int
    payer: str
    payee: str
    kind: str
    amount: Decimal
    final: bool
    period: Period | None = None
    first_payer: str = ""  # 总承包单位 that pays first 先行清偿; the same money, never added


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the tribunal says to one claim 对请求的认定: `result` 支持 | 部分支持 | 不支持 | 另行处理."""

    claim_no: int
    result: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class WorkerRow:
    """One line of a roster 花名册. `owed` = `due` − `paid`, checked before print; `parts` = the row's instalments, in order."""

    no: int
    name: Name
    id_no: str
    due: Decimal
    paid: Decimal
    owed: Decimal
    job: str = ""
    period: Period | None = None
    rate: str = ""
    days: str = ""
    parts: tuple[Decimal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PayRow:
    """One line of a handling decision's annex 每人金额: the wages ordered, and the damages added to them (监察条例 26)."""

    no: int
    name: Name
    id_no: str
    wages: Decimal
    damages: Decimal


@dataclass(frozen=True, kw_only=True)
class Inspector:
    """One of the two inspectors 监察员, who stand with their licence numbers on every paper of an inspection (监察条例 16)."""

    name: Name
    licence: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of a group who nominates 推举人 or is named in a list."""

    no: int
    name: Name
    id_no: str


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """One promised payment 分期."""

    no: int
    due: date
    amount: Decimal
    payer: str = ""


@dataclass(frozen=True, kw_only=True)
class Tribunal:
    """Who decides 仲裁庭: one sole arbitrator, or a presiding one with two members. `unsigned`: dissenters who do not sign."""

    presiding: Name
    clerk: Name
    members: tuple[Name, ...] = ()
    unsigned: tuple[Name, ...] = ()

    @property
    def sole(self) -> bool:
        """True for 独任仲裁."""
        return not self.members


@dataclass(frozen=True, kw_only=True)
class Employment:
    """The facts of employment an application states 事实和理由; what is not known stays blank and is written by hand."""

    hired_on: date | None = None
    job: str = ""
    rate: str = ""
    pay_method: str = ""
    period: Period | None = None
    owed: Decimal | None = None
    left: str = ""  # 离职时间及原因


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece or set of evidence 证据."""

    no: int
    name: str
    pages: int = 0
    source: str = ""
    proves: str = ""
    opinion: str = ""  # 质证意见


@dataclass(frozen=True, kw_only=True)
class Present:
    """One person in the room 到场人. `checked`: how the identity was checked."""

    name: Name
    role: str
    checked: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One turn of a transcript 笔录: who speaks, and the words."""

    who: str
    words: Text


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One enclosed or listed paper 附件: `copies` 份, `pages` 页; 0 where it does not matter."""

    title: str
    no: str = ""
    pages: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A thing asked for, with its last day 办理要求."""

    text: str
    due: date | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One line of the register of supervised cases 挂牌督办台账. `unpaid` of an order is verified − paid."""

    no: int
    order_no: str
    firm: str
    cause: str
    heads: int
    verified: Decimal
    paid: Decimal
    responsible: Name
    term: date | None
    last: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One line of a list of deadlines 期限清单. `left`: the words of the program, e.g. 剩 4 个工作日."""

    title: str
    article: str
    due: date
    left: str


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element 要素 of the element form or of an element award."""

    no: int
    name: str
    value: str = ""
    evidence: str = ""
    claimant: str = ""
    respondent: str = ""
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A payee's account 收款账户, whole: only the payment instruction prints it."""

    name: Name
    bank: str
    account: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """One row of a dossier index 卷内目录. `pages`: first page, the last row first–last."""

    no: int
    doc_no: str
    author: str
    title: str
    day: date | None
    pages: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """An opinion on an approval sheet 审批意见: who, in which post, what, when."""

    label: str
    text: str = ""
    name: Name = field(default=Name(""))
    on: date | None = None
