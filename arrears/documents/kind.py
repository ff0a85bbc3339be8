"""Kind 文书种类: the row type of the catalogue, and what can be wrong with the facts of a paper.

The rows stand in kinds/ by subject; catalogue.py puts them together. Nothing here lays out a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from arrears.documents.facts import Body
from arrears.documents.reading import Unreadable, read


class Page(StrEnum):
    """The page class of documents.md 1; the value is the name of its style sheet."""

    LETTER = "class-a"  # 信函格式
    ADJUDICATION = "class-b"  # 裁判类: agreements, notices, decisions, awards, applications
    FORM = "class-c"  # 表格
    WIDE_FORM = "class-c-wide"  # 表格, landscape
    TRANSCRIPT = "class-d"  # 笔录
    COVER = "class-e"  # 封面、目录、备考表


class Series(StrEnum):
    """Where the number comes from (documents.md 3); `arrears.numbering` draws it."""

    NONE = "none"
    LEAD = "lead"
    MEDIATION = "mediation"
    ARBITRATION = "arbitration"
    REJECTION = "arbitration-rejection"
    """…劳人仲不字: the refusal of an application has a number of its own."""
    REVIEW = "arbitration-review"
    """…劳人仲审字: the number of a review of an agreement, drawn with the application; all papers of the review bear it."""
    INSPECTION = "insp-case"
    INSP_INQUIRY = "insp-inquiry"
    INSP_ORDER = "insp-order"
    INSP_PRENOTICE = "insp-handling-prenotice"
    INSP_HANDLING = "insp-handling"
    INSP_DEMAND = "insp-demand"
    INSP_TRANSFER = "insp-transfer"
    LETTER = "letter"
    SUPERVISION = "supervision"
    ORDER = "order"
    """The number of the order of supervision it belongs to: drawn once, with the order paper."""
    DOSSIER = "dossier"


class Volume(StrEnum):
    """Which volume of the dossier keeps the paper; parties read the 正卷 only."""

    MAIN = "正卷"
    SIDE = "副卷"
    NONE = "不入卷"


@dataclass(frozen=True)
class Fact:
    """One fact of a kind: its key, the label people know it by, its type, and whether the paper can do without."""

    name: str
    label: str
    type: Any
    required: bool = True


COMMON = (
    Fact("body", "制作机构", Body),
    Fact("made_on", "文书日期", date),
    Fact("case_no", "案号", str, False),
    Fact("copy_mark", "正本副本字样", str, False),
    Fact("verify_token", "核验码", str, False),
)


class MissingFacts(ValueError):
    """Required facts of a paper are not there. `names`: their keys; `labels`: what people call them. `str()` is for people."""

    def __init__(self, kind: Kind, names: Iterable[str]) -> None:
        self.kind = kind.id
        self.names = tuple(names)
        known = {fact.name: fact.label for fact in kind.all_facts} | NEED_LABELS
        self.labels = tuple(known.get(name, name) for name in self.names)
        super().__init__(f"《{kind.title}》还缺：{'、'.join(self.labels)}。")


class WrongFacts(ValueError):
    """Facts that contradict each other (a sum that does not add up). `sentences` say what and where, for people."""

    def __init__(self, kind: Kind, sentences: Iterable[str]) -> None:
        self.kind = kind.id
        self.sentences = tuple(sentences)
        super().__init__(f"《{kind.title}》不能出具：{'；'.join(self.sentences)}。")


NEED_LABELS = {
    "body.sue_court": "起诉法院",
    "body.revocation_court": "撤销裁决法院",
    "body.reconsider_at": "行政复议机关（由管理员在机构抬头里填）",
    "body.address": "机构地址",
    "body.phone": "机构电话",
}
Check = Callable[[Mapping[str, Any]], Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of paper: what it is called, how it looks, who signs and gets it, which facts it needs.

    `acts`, `service`, `copies`, `priority` are not written in the rows: catalogue.py takes them from `arrears.law.papers`.

    `ids`: id numbers shown full | masked | none (documents.md 4). `service`: S0 S1 S2 S- as in documents.md 2.0. `acts`: the acts
    that make it. `agency`: the body's full name is the first line of the title. `either`: of each group one fact must be there.
    `needs`: facts of the body that the text names. `checks`: sums and counts that must agree before a page is laid out.
    """

    id: str
    title: str
    page: Page
    subject: str  # folder of the template
    series: Series = Series.NONE
    agency: bool = True
    signer: str = ""
    seal: bool = False
    to: tuple[str, ...] = ()
    service: str = "S-"
    volume: Volume = Volume.MAIN
    copies: str = "1"
    priority: str = "P1"
    acts: tuple[str, ...] = ()
    ids: str = "masked"
    facts: tuple[Fact, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    needs: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    basis: str = ""
    template_version: int = 1
    reveals: bool = False  # prints personal values in full: who reads it may reveal them, and each reading is logged
    on_demand: bool = False  # an internal record that nobody is handed: rendered when it is first opened or filed
    layout: str = ""  # template where several kinds share one; else the id

    @property
    def all_facts(self) -> tuple[Fact, ...]:
        """Common facts and those of the kind; a kind may make a common one required."""
        own = {fact.name for fact in self.facts}
        return tuple(fact for fact in COMMON if fact.name not in own) + self.facts

    @property
    def template(self) -> str:
        """Path of the template below templates/papers/."""
        return f"{self.subject}/{self.layout or self.id}.html"

    @property
    def numbered(self) -> bool:
        """Whether the paper bears a number, its own or the case's."""
        return self.series is not Series.NONE

    def typed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The facts with their types; absent optional ones are None or an empty tuple.

        Raises MissingFacts (all missing ones at once), Unreadable (a value of the wrong type, or a fact the kind does not know),
        WrongFacts (sums that do not agree).
        """
        known = {fact.name for fact in self.all_facts}
        for name in given:
            if name not in known:
                raise Unreadable(name, f"《{self.title}》的要素")
        facts: dict[str, Any] = {}
        missing = []
        for fact in self.all_facts:
            value = given.get(fact.name)
            if value is None or value == "" or value == [] or value == ():
                if fact.required:
                    missing.append(fact.name)
                facts[fact.name] = () if str(fact.type).startswith("list") else None
            else:
                facts[fact.name] = read(fact.type, value, fact.name)
        missing += [group[0] for group in self.either if not any(facts[name] for name in group)]
        body = facts["body"]
        missing += [need for need in self.needs if body is not None and not getattr(body, need.removeprefix("body."))]
        if missing:
            raise MissingFacts(self, missing)
        wrong = [sentence for check in self.checks for sentence in check(facts)]
        if wrong:
            raise WrongFacts(self, wrong)
        return facts
