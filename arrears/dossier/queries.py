"""Reads of dossiers: the volumes of a case that this person may open, and what would lie in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.models import Proceeding
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.dossier import contents, filing, order
from arrears.dossier.contents import Piece
from arrears.dossier.models import DossierVolume

NOT_AT_DELIBERATION = frozenset({"CC", "ME", "IC"})
"""Roles that read the 副卷 without the deliberation record (law file 8): who has no other role does not open such a volume."""


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """A filed volume as the screen shows it. `open_for`: empty, or why this person cannot open it."""

    id: int
    words: str
    number: str
    filed_on: date
    ready: bool
    pages: int | None
    pieces: int | None
    closed_to_me: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The dossier of a closed case. `volumes`: filed; `coming`: what would be filed now, by volume; `lacking`: what stands in the way."""

    volumes: tuple[VolumeLine, ...]
    coming: tuple[tuple[str, tuple[Piece, ...]], ...]
    lacking: tuple[str, ...]


_VOLUMES = (
    select(DossierVolume).where(DossierVolume.proceeding_id == bindparam("case")).order_by(DossierVolume.id.desc()).limit(8)
)


def of_case(viewer: Viewer, case: Head, *, with_pieces: bool) -> Dossier | None:
    """None while the case is open. `with_pieces`: also collects what would lie in the volumes (the page of the dossier)."""
    if case.closed_at is None:
        return None
    ref = visibility.ref(case.id)
    rows = session.scalars(_VOLUMES, {"case": case.id}).all() if case.archived_at is not None else []
    rows = [row for row in rows if row.seq == rows[0].seq] if case.archived_at is not None and rows else []
    volumes = tuple(_line(viewer, ref, row) for row in sorted(rows, key=lambda row: row.id) if _known(viewer, ref, row))
    if rows:
        return Dossier(volumes, (), ())
    coming: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    if with_pieces:
        stored = session.get(Proceeding, case.id)
        found = contents.collect(stored) if stored is not None else {}
        coming = tuple((order.VOLUME_WORDS[name], tuple(found[name])) for name in found if found[name] and _may_list(viewer, ref, name))
    return Dossier((), coming, tuple(filing.lacking(case)))


def _may_list(viewer: Viewer, ref: policy.Ref, volume: str) -> bool:
    inner = volume == order.SIDE
    return policy.may(viewer, "case.read-inner" if inner else "case.read", ref) and (not inner or policy.may(viewer, "reporter.see", ref))


def _known(viewer: Viewer, ref: policy.Ref, row: DossierVolume) -> bool:
    return policy.may(viewer, "case.read" if row.volume == order.MAIN else "case.read-inner", ref)


def _line(viewer: Viewer, ref: policy.Ref, row: DossierVolume) -> VolumeLine:
    return VolumeLine(
        row.id, order.VOLUME_WORDS[row.volume], row.number, row.filed_on, row.sha256 is not None, row.pages, row.pieces,
        _closed(viewer, ref, row),
    )  # fmt: skip


def _closed(viewer: Viewer, ref: policy.Ref, row: DossierVolume) -> str:
    """Why a person who knows of the volume cannot open it; empty: may."""
    if row.secret and not policy.may(viewer, "reporter.see", ref):
        return "内有须保密的反映人信息，由有权查看反映人的人员调阅"
    if row.deliberation and viewer.roles <= NOT_AT_DELIBERATION:
        return "内有评议笔录，由仲裁员或者负责人调阅"
    return ""


@dataclass(frozen=True, slots=True)
class VolumeFile:
    """A volume, ready to be sent; `sha256` None: the worker is at it."""

    id: int
    proceeding_id: int
    name: str
    sha256: str | None


def one(viewer: Viewer, volume_id: int) -> VolumeFile:
    """A volume for a person. Raises `Gone` for what is not there and what they may not open, alike."""
    row = session.get(DossierVolume, volume_id)
    if row is None:
        raise Gone(volume_id)
    ref = visibility.ref(row.proceeding_id)
    if not _known(viewer, ref, row) or _closed(viewer, ref, row):
        raise Gone(volume_id)
    return VolumeFile(row.id, row.proceeding_id, f"{row.number}_{order.VOLUME_WORDS[row.volume]}", row.sha256)
