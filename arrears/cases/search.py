"""Search 查找: any two of surname, last four digits, firm part, site, number, on both databases.

One document per proceeding: single characters and bigrams of Chinese runs, whole tokens and 4-grams of others; personal values
enter only as keyed hashes of their tails. Scope tokens are grams too, so that what a person may not see is never even counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from arrears.access import policy
from arrears.cases import numbers
from arrears.cases.models import Party, Proceeding, ProceedingParty, SearchDoc, Seat
from arrears.db import HouseSession, is_sqlite, session, table_of, writing
from arrears.personal import vault
from arrears.personal.models import PersonalValue

Words = Iterable[tuple[str, str]]
WordSource = Callable[[HouseSession, Proceeding], Words]
TailSource = Callable[[HouseSession, Proceeding], Iterable[str | None]]
_sources: dict[str, WordSource] = {}
_tails: dict[str, TailSource] = {}
_stale: set[int] | None = None
"""Proceedings whose documents `afterwards` will write; None: each act writes its own."""

_RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003134f]+|[a-z0-9]+")


def describes(procedure: str) -> Callable[[WordSource], WordSource]:
    """Register what a procedure's proceedings are found by: (label, text) pairs, unmasked text only where it is not personal."""

    def register(source: WordSource) -> WordSource:
        _sources[procedure] = source
        return source

    return register


def tails(procedure: str) -> Callable[[TailSource], TailSource]:
    """Register the personal values (ids) by whose last four characters a procedure's proceedings are found."""

    def register(source: TailSource) -> TailSource:
        _tails[procedure] = source
        return source

    return register


def folded(word: str) -> str:
    """Half width, lower case, brackets alike."""
    return numbers.folded(unicodedata.normalize("NFKC", word)).lower()


def grams(*texts: str) -> set[str]:
    """Single characters and bigrams of Chinese runs; whole tokens and 4-grams of letters and digits."""
    found: set[str] = set()
    for each in texts:
        for run in _RUN.findall(folded(each)):
            if run[0].isascii():
                found.add(run)
                found.update(run[i : i + 4] for i in range(len(run) - 3))
            else:
                found.update(run)
                found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def wanted_grams(word: str) -> set[str]:
    """Grams that a document must have to be able to contain this word: the longest ones only."""
    found: set[str] = set()
    for run in _RUN.findall(folded(word)):
        if run[0].isascii():
            found.update({run} if len(run) <= 4 else {run[i : i + 4] for i in range(len(run) - 3)})
        else:
            found.update({run} if len(run) == 1 else {run[i : i + 2] for i in range(len(run) - 1)})
    return found


def tail_gram(blind: bytes) -> str:
    """The gram of the keyed hash of a last-four."""
    return f"§t{blind.hex()[:20]}"


def scope_grams(proceeding: Proceeding, seated: Iterable[int]) -> set[str]:
    """Tokens by which a scope finds the document."""
    found = {"§all", f"§b{proceeding.body_id}", f"§d{_plain(proceeding.district_id)}"}
    found.add(f"§p{proceeding.procedure}b{proceeding.body_id}")
    return found | {f"§u{user}" for user in seated}


def _plain(district: str) -> str:
    return district.encode().hex()


def arm_grams(arm: policy.Arm) -> list[str]:
    """Tokens of an arm of the policy; a document needs one of them."""
    if arm.kind == "all":
        return ["§all"]
    if arm.kind == "district":
        return [f"§d{_plain(str(arm.key))}"]
    if arm.kind == "seats":
        return [f"§u{arm.key}"]
    if arm.procedures is None:
        return [f"§b{arm.key}"]
    return [f"§p{procedure}b{arm.key}" for procedure in sorted(arm.procedures)]


_CASE: BindParameter[int] = bindparam("case")
_PARTY, _LINK, _SEAT, _DOC = Party.__table__.c, ProceedingParty.__table__.c, Seat.__table__.c, SearchDoc.__table__.c
_PARTIES = select(_PARTY.name, _PARTY.sign_name, _PARTY.id_no, _PARTY.phone).join_from(
    ProceedingParty.__table__, Party.__table__, _LINK.party_id == _PARTY.id
)
_OF_CASE = _PARTIES.where(_LINK.proceeding_id == _CASE).order_by(_LINK.no).limit(400)
_BLINDS = select(PersonalValue.__table__.c.blind_tail).where(PersonalValue.__table__.c.id.in_(bindparam("ids", expanding=True)))
_SEATED = select(_SEAT.user_id).where(_SEAT.proceeding_id == _CASE, _SEAT.left_at.is_(None))
_STORED = select(_DOC.grams, _DOC.words).where(_DOC.id == _CASE)
_NEW = insert(table_of(SearchDoc))
_CHANGED = (
    update(table_of(SearchDoc))
    .where(_DOC.id == _CASE)
    .values(grams=bindparam("new_grams"), words=bindparam("new_words"))
)
"""Built once: they run in every act."""


def _words_of(current: HouseSession, proceeding: Proceeding, parties: Sequence[Any]) -> list[tuple[str, str]]:
    words = [
        ("编号", proceeding.number),
        ("名称", proceeding.title),
        ("单位", proceeding.against),
        ("地点", proceeding.place),
    ]
    for party in parties:
        words.append(("当事人", party.name))
        if party.sign_name:
            words.append(("招牌", party.sign_name))
    source = _sources.get(proceeding.procedure)
    if source is not None:
        words.extend(source(current, proceeding))
    return [(label, word) for label, word in words if word]


def _tail_grams(current: HouseSession, proceeding: Proceeding, parties: Sequence[Any]) -> set[str]:
    ids = {value for party in parties for value in (party.id_no, party.phone) if value}
    source = _tails.get(proceeding.procedure)
    if source is not None:
        ids.update(value for value in source(current, proceeding) if value)
    if not ids:
        return set()
    blinds = current.scalars(_BLINDS, {"ids": list(ids)})
    return {tail_gram(blind) for blind in blinds if blind}


@contextmanager
def afterwards(chunk: int = 50) -> Iterator[None]:
    """Write each changed proceeding's document once, at the end: for who performs many acts in a house where nobody searches yet."""
    global _stale
    _stale = set()
    try:
        yield
    finally:
        ids, _stale = sorted(_stale), None
        for start in range(0, len(ids), chunk):
            with writing() as current:
                for row in current.scalars(select(Proceeding).where(Proceeding.id.in_(ids[start : start + chunk]))):
                    refresh(current, row)


def refresh(current: HouseSession, proceeding: Proceeding, *, new: bool = False) -> None:
    """Write the search document of a proceeding anew, in the transaction that changed it. `new`: it has none yet."""
    if _stale is not None:
        _stale.add(proceeding.id)
        return
    current.flush()  # what the act has changed is read below
    parties = current.execute(_OF_CASE, {"case": proceeding.id}).all()
    words = _words_of(current, proceeding, parties)
    seated = current.scalars(_SEATED, {"case": proceeding.id})
    found = grams(*(word for _, word in words)) | scope_grams(proceeding, seated) | _tail_grams(current, proceeding, parties)
    ordered = sorted(found)
    lines = "\n".join(f"{label}={word}" for label, word in words)
    stored = " ".join(ordered) if is_sqlite() else ordered
    known = None if new else current.execute(_STORED, {"case": proceeding.id}).first()
    if known is None:
        current.execute(_NEW, {"id": proceeding.id, "grams": stored, "words": lines})
    elif known.grams != stored or known.words != lines:
        current.execute(_CHANGED, {"case": proceeding.id, "new_grams": stored, "new_words": lines})


def find(arms: Sequence[policy.Arm], query: str, limit: int = 50) -> list[tuple[int, list[str]]]:
    """Proceedings that contain every word of the query, newest first: (id, why it matched). One or two statements per arm token.

    A word of four digits also matches the end of a phone or id number. The grams are checked again against the texts.
    """
    terms = [t for t in re.split(r"[\s,，、+＋;；]+", query.strip()) if t][:6]
    if not terms:
        return []
    hits: dict[int, list[str]] = {}
    for arm in arms:
        for token in arm_grams(arm):
            for proceeding_id, words in _candidates(token, terms, limit):
                why = _why(words, terms)
                if why is not None:
                    hits[proceeding_id] = why
    return sorted(hits.items(), reverse=True)[:limit]


def _is_tail(term: str) -> bool:
    return bool(re.fullmatch(r"\d{3}[\dxX]", term))


def _candidates(token: str, terms: list[str], limit: int) -> list[tuple[int, str]]:
    plain: set[str] = {token}
    tail_sets: list[list[str]] = []
    for term in terms:
        if _is_tail(term):
            blinds = [tail_gram(vault.blind_tail(kind, term)) for kind in ("phone", "id_no")]
            tail_sets.append([*blinds, folded(term)])
        else:
            plain.update(wanted_grams(term))
    statement = _sqlite_statement(plain, tail_sets) if is_sqlite() else _postgres_statement(tail_sets)
    values: dict[str, object] = {"limit": limit * 3}
    if is_sqlite():
        values["match"] = statement[1]
    else:
        values["plain"] = sorted(plain)
        values.update({f"tails{n}": group for n, group in enumerate(tail_sets)})
    rows = session.execute(text(statement[0]), values)
    return [(row[0], row[1]) for row in rows]


def _sqlite_statement(plain: set[str], tail_sets: list[list[str]]) -> tuple[str, str]:
    parts = [f'"{g}"' for g in sorted(plain)] + ["(" + " OR ".join(f'"{g}"' for g in group) + ")" for group in tail_sets]
    sql = (
        "SELECT d.id, d.words FROM (SELECT rowid AS id FROM search_fts WHERE search_fts MATCH :match "
        "ORDER BY rowid DESC LIMIT :limit) f JOIN search_doc d ON d.id = f.id ORDER BY d.id DESC"
    )
    return sql, " AND ".join(parts)


def _postgres_statement(tail_sets: list[list[str]]) -> tuple[str, str]:
    """Several grams go through a MATERIALIZED CTE: a plain ORDER BY … LIMIT makes the planner walk the primary key backwards."""
    groups = [f"grams && CAST(:tails{n} AS text[])" for n in range(len(tail_sets))]
    tests = " AND ".join(["grams @> CAST(:plain AS text[])", *groups])
    sql = (
        f"WITH h AS MATERIALIZED (SELECT id, words FROM search_doc WHERE {tests}) "
        "SELECT id, words FROM h ORDER BY id DESC LIMIT :limit"
    )
    return sql, ""


def _why(words: str, terms: list[str]) -> list[str] | None:
    """For each term the line that contains it; None if one term is in none (its grams were scattered)."""
    lines = [line.partition("=") for line in words.split("\n") if line]
    reasons: list[str] = []
    for term in terms:
        wanted = folded(term)
        hit = next((f"{label}：{value}" for label, _, value in lines if wanted in folded(value)), None)
        if hit is None and _is_tail(term):
            hit = f"尾号：{term}"
        if hit is None:
            return None
        if hit not in reasons:
            reasons.append(hit)
    return reasons


def rebuild(current: Session, ids: Sequence[int]) -> None:
    """Write the documents of these proceedings anew (after a change of what is found). Needs `writing()`."""
    assert isinstance(current, HouseSession)
    for row in current.scalars(select(Proceeding).where(Proceeding.id.in_(ids))):
        refresh(current, row)
