"""Filing 归档: refuses while something of the case is missing, says how long it is kept, draws the 归档号, and has the volumes bound.

`lacking` is also what the case page shows beforehand. Every sentence says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, func, select

from arrears import clock, outbox
from arrears.access.models import Body
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Approval, Deadline, Proceeding
from arrears.cases.numbers import draw
from arrears.cases.visibility import Head
from arrears.db import HouseSession, session
from arrears.documents.actions import issue
from arrears.documents.models import Document, Serving
from arrears.dossier import contents, cover, order
from arrears.dossier.models import DossierVolume
from arrears.law import codes, deadlines
from arrears.law.procedures import PROCEDURES
from arrears.law.refusal import Refused

SERIES: Mapping[str, str] = {"lead": "档线", "mediation": "档调", "arbitration": "档仲", "inspection": "档监", "supervision": "档督"}
"""Procedure -> the series of 归档号 (documents.md 3)."""
YEARS: Mapping[str, int] = {"y3": 3, "y5": 5, "y10": 10, "y30": 30, "permanent": 1000}
SOURCE = "《劳动人事争议仲裁办案规则》第二十二条、第二十四条；归档惯例"
FIRST_PAPER: Mapping[str, tuple[str, str]] = {
    "mediation": ("mediation-application", "调解申请书"),
    "arbitration": ("arb-application", "仲裁申请书"),
    "inspection": ("insp-complaint-form", "投诉（举报）登记表"),
}
LAST_PAPERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "a-awarded": (("award-final", "award-nonfinal", "award-element", "award-group"), "裁决书"),
    "a-settled": (("arb-mediation-statement",), "仲裁调解书"),
    "m-performed": (("mediation-agreement", "mediation-agreement-group"), "调解协议书"),
    "m-failed": (("mediation-failure-notice",), "调解终结通知书"),
    "m-declined": (("mediation-failure-notice",), "调解终结通知书"),
}
"""End state -> the paper with which it ended, without which there is no dossier."""


_WAITING = select(func.count(Approval.id)).where(Approval.proceeding_id == bindparam("case"), Approval.decided_at.is_(None))
_WATCHING = select(Deadline.title).where(
    Deadline.proceeding_id == bindparam("case"), Deadline.closed_at.is_(None), Deadline.rule_id == "med-transfer"
)
_KINDS = select(Document.kind).where(Document.proceeding_id == bindparam("case"), Document.voided_at.is_(None))
_ATTEMPTS = (
    select(Document.title, Serving.recipient, func.max(Serving.seq))
    .join(Document, Document.id == Serving.document_id)
    .where(Serving.proceeding_id == bindparam("case"), Document.voided_at.is_(None))
    .group_by(Serving.document_id, Document.title, Serving.recipient)
    .order_by(Serving.document_id, Serving.recipient)
)
"""What the page of every closed case asks; built once."""


def lacking(case: Proceeding | Head, situation: str = "") -> list[str]:
    """What stands in the way of filing, in sentences; empty: it can be filed. `situation`: the reason given for papers not served."""
    found = [*_not_settled(case), *_papers_missing(case)]
    unserved = not_served(case)
    if unserved and not situation.strip():
        told = "、".join(unserved[:4]) + (f"等{len(unserved)}项" if len(unserved) > 4 else "")
        found.append(f"还没有送达记录：{told}。请先登记送达；确实不能送达的，在“本卷情况说明”里写明原因。")
    return found


def _not_settled(case: Proceeding | Head) -> list[str]:
    found = []
    waiting = session.scalar(_WAITING, {"case": case.id})
    if waiting:
        found.append(f"还有 {waiting} 项审批没有批复，请先办结或者撤回。")
    for award in cover.awards(case.id) if case.procedure == "arbitration" else ():
        if award.kind != "advance" and (award.effective_on is None or award.effective_on > clock.today()):
            when = f"（{award.effective_on} 生效）" if award.effective_on else "，要先送达双方"
            found.append(f"裁决书、调解书还没有生效{when}，生效后三十日内归档。")
    watching = session.scalar(_WATCHING, {"case": case.id})
    if watching:
        found.append(f"“{watching}”还没有办结。")
    return found


def _papers_missing(case: Proceeding | Head) -> list[str]:
    kinds = set(session.scalars(_KINDS, {"case": case.id}))
    found = []
    first = FIRST_PAPER.get(case.procedure)
    if first is not None and first[0] not in kinds:
        found.append(f"卷内没有{first[1]}。")
    last = LAST_PAPERS.get(case.state)
    if last is not None and not kinds.intersection(last[0]):
        found.append(f"卷内没有{last[1]}，请先出具。")
    return found


def not_served(case: Proceeding | Head) -> list[str]:
    """Valid papers with an addressee to whom no attempt was recorded: “《开庭通知书》→某公司”. One statement."""
    rows = session.execute(_ATTEMPTS, {"case": case.id})
    return [f"《{title}》→{recipient}" for title, recipient, attempt in rows if attempt is None]


def _least_years(case: Proceeding) -> int:
    """How many years the file must be kept at least: by rule `arch-keep`."""
    assert case.closed_at is not None
    kinds = [a.kind for a in cover.awards(case.id) if a.kind in {"final", "nonfinal"}] if case.procedure == "arbitration" else []
    facts = {"award_kind": "final" if kinds[0] == "final" else "non-final"} if kinds else {}
    due = deadlines.due("arch-keep", clock.day_of(case.closed_at), facts).due
    assert due is not None
    return due.year - clock.day_of(case.closed_at).year


@checks(*(f"{name}.archive" for name in PROCEDURES if "archive" in PROCEDURES[name].acts))
def check_filing(doing: Doing) -> None:
    """Nothing is filed twice, nothing with a gap, nothing for fewer years than the rule says."""
    case = doing.proceeding
    if case.archived_at is not None and (case.closed_at is None or case.archived_at >= case.closed_at):
        raise Refused("", "这件案件已经归档。")
    missing = lacking(case, str(doing.facts.get("situation") or ""))
    if missing:
        raise Refused("situation" if missing[-1].startswith("还没有送达") and len(missing) == 1 else "", "".join(missing), SOURCE)
    least = _least_years(case)
    if YEARS[doing.facts["retention"]] < least:
        raise Refused("retention", f"这类案卷至少保管 {least} 年，请选不短于 {least} 年的期限。", "《劳动人事争议仲裁办案规则》第二十四条")


@handles("*.archive")
def file_away(doing: Doing) -> None:
    """归档: the number of the dossier, and one row a volume for the worker to bind."""
    case, facts = doing.proceeding, doing.facts
    case.archived_at = doing.recorded_at
    volumes = contents.collect(case, doing.recorded_at)
    doing.later(("9-dossier",), lambda: _rows(doing, volumes))
    counts = "、".join(f"{order.VOLUME_WORDS[name]}{len(pieces)}件" for name, pieces in volumes.items() if pieces)
    doing.summary(f"归档，{counts}，保管{codes.label('retention', facts['retention'])}")


def _rows(doing: Doing, volumes: Mapping[str, list[contents.Piece]]) -> None:
    current: HouseSession = doing.session
    case, body = doing.proceeding, current.get(Body, doing.proceeding.body_id)
    assert body is not None
    number = draw(body, SERIES[case.procedure], doing.day, f"dossier:{case.id}:{doing.seq}")
    for name, pieces in volumes.items():
        if not pieces:
            continue
        row = DossierVolume(
            proceeding_id=case.id, seq=doing.seq, volume=name, number=number, filed_on=doing.day, filed_at=doing.recorded_at,
            filed_by=doing.viewer.user_id, retention=doing.facts["retention"], situation=str(doing.facts.get("situation") or ""),
            secret=any(p.secret for p in pieces), deliberation=any(p.kind == "arb-deliberation" for p in pieces),
        )  # fmt: skip
        current.add(row)
        current.flush()
        outbox.queue("dossier", {"volume": row.id})


@handles("*.read-file")
def read_file(doing: Doing) -> None:
    """阅卷: who read which pages of the 正卷, on the form that goes to the 副卷."""
    facts = doing.facts
    reader, role = str(facts["reader"]).strip(), codes.label("reader_role", facts["role"])
    shown = {"reader": reader, "role": role, "volume": "正卷", "pages": str(facts["pages"]), "read_at": doing.occurred_at}
    issue(doing, "file-access-form", {**shown, "clerk": doing.viewer.name})
    doing.summary(f"{role}{reader}查阅正卷，{facts['pages']}")
