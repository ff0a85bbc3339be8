"""The dossier of story C (practice.md C15): filed after the court has paid, one PDF a volume, in the order of the law."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from people import PASSWORD
from PIL import Image
from sqlalchemy import select

from arrears import create_app, db, files, load_handlers, outbox
from arrears.cases.models import Proceeding
from arrears.cases.outcomes import Gone
from arrears.documents.catalogue import KINDS, Volume
from arrears.documents.models import Document
from arrears.dossier import building, queries
from arrears.dossier.models import DossierVolume
from tests.arbitration import test_story_c as story
from tests.forms_of_pages import Browser

WHY = "唐桂兰的受理通知书等当庭交付，见庭审笔录"


@pytest.fixture
def court(sqlite_house: str) -> Iterator[story.Court]:
    load_handlers()
    import time_machine

    with time_machine.travel(story.moment(1, 30), tick=False):
        yield story.Court()


def picture(colour: str, size: tuple[int, int] = (1600, 900)) -> dict[str, Any]:
    """A stored photo, as an upload leaves it."""
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, "JPEG")
    return {"name": f"考勤{colour}.jpg", "sha256": files.put(held.getvalue()), "size": len(held.getvalue()), "mime": "image/jpeg"}


def recording() -> dict[str, Any]:
    content = b"ID3" + b"\0" * 4000
    return {"name": "与经理通话.mp3", "sha256": files.put(content), "size": len(content), "mime": "audio/mpeg"}


def volumes() -> dict[str, DossierVolume]:
    found = {row.volume: row for row in db.session.scalars(select(DossierVolume))}
    db.session.expunge_all()
    return found


def texts_of(file: Path, *area: int) -> list[str]:
    """What stands on each page, or in a part of it (x, y, width, height in points), without blanks."""
    box = [word for pair in zip(("-x", "-y", "-W", "-H"), map(str, area), strict=False) for word in pair]
    done = subprocess.run(["pdftotext", *box, str(file), "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def test_story_c_is_filed_in_two_volumes(court: story.Court, tmp_path: Path) -> None:
    story.test_story_c_from_the_counter_to_the_court_s_money(court)
    with court.at(5, 20, 11, 0):
        court.act("upload", file=picture("red"), kind="attendance", originals=True)
        court.act("upload", file=recording(), kind="audio", originals=False)
        court.act(
            "serve", document=court.document("arb-acceptance-notice"), to="唐桂兰", method="direct", sent_on=date(2026, 2, 4),
            effective_on=date(2026, 2, 4), proof=picture("blue", (900, 1600)),
        )  # fmt: skip
    with court.at(5, 21, 9, 30):  # C15
        screen = Browser(create_app().test_client(), "qiyue", PASSWORD)
        before = screen.get(f"/cases/{court.id}").text
        assert "归档前还要办" in before and "还没有送达记录" in before
        listed = screen.get(f"/cases/{court.id}/dossier").text
        assert "正卷" in listed and "劳动人事争议仲裁申请书" in listed and "与经理通话.mp3" in listed
        unserved = court.refused("archive", retention="y10")
        assert "还没有送达记录" in unserved.sentence and unserved.field == "situation"
        assert "至少保管 10 年" in court.refused("archive", retention="y5", situation=WHY).sentence
        court.act("archive", retention="y10", situation=WHY)
        assert "已经归档" in court.refused("archive", retention="y10", situation=WHY).sentence
        while outbox.drain():
            pass
        assert "已归档" in screen.get(f"/cases/{court.id}").text
    case = db.session.get(Proceeding, court.id)
    assert case is not None and case.archived_at is not None
    db.release()
    both = volumes()
    assert set(both) == {"main", "inner"} and all(row.sha256 for row in both.values())
    main, inner = (files.get(str(both[name].sha256)) for name in ("main", "inner"))
    (tmp_path / "main.pdf").write_bytes(main)
    with pikepdf.Pdf.open(io.BytesIO(main)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        named = str(pdf.docinfo["/Title"])
    number = case_number_of(court.id)
    assert named.startswith(number)
    assert titles[0] == "案卷封面" and titles[1] == "卷内目录" and titles[-1] == "卷内备考表"
    assert len(titles) == both["main"].pieces + 3, "no paper without a row, no row without a paper"
    at = [next(n for n, t in enumerate(titles) if word in t) for word in ORDER]
    assert at == sorted(at), titles
    right, left = texts_of(tmp_path / "main.pdf", 330, 0, 512, 42), texts_of(tmp_path / "main.pdf", 0, 0, 265, 42)
    stamped = [a or b for a, b in zip(right, left, strict=True)]
    first = stamped.index("1")
    assert [n for n in stamped if n] == [str(n) for n in range(1, both["main"].pages + 1)] and "1" in right and "2" in left
    pages = texts_of(tmp_path / "main.pdf")
    index = "".join(pages[1:first])
    for title in titles[2:-1]:
        assert "".join(title.split()) in index, f"{title} has its row"
    for word in (number, "正卷", "裁决：终局", "唐桂兰", story.FIRM, "孟凡", "齐悦", "10年", f"{both['main'].pieces}件{both['main'].pages}页"):
        assert word in pages[0], word
    assert WHY in "".join(pages[-2:]) and "见“电子材料清单”" in "".join(pages[-2:])
    with pikepdf.Pdf.open(io.BytesIO(inner)) as pdf, pdf.open_outline() as outline:
        inside = [item.title for item in outline.root]
    side = {kind.title for kind in KINDS.values() if kind.volume is Volume.SIDE and not kind.id.startswith("dossier")}
    assert not [t for t in titles if t in side or t.endswith("审批单")], "nothing of the 副卷 lies in the 正卷"
    assert any("立案" in t or "审批" in t for t in inside)
    for row in (both["main"], both["inner"]):
        fresh = db.session.get(DossierVolume, row.id)
        assert fresh is not None and building.volume(fresh).pdf == files.get(str(row.sha256)), "bound again, the same bytes"
        db.release()
    who_opens_what(court, both)


ORDER = (
    "仲裁申请书", "受理通知书", "应诉通知书", "考勤", "开庭通知书", "裁决书", "送达回证", "送达凭证：《受理通知书》→唐桂兰", "生效证明书",
)  # fmt: skip
"""In this order; the receipt that was signed and scanned back (送达凭证) lies among the receipts."""


def case_number_of(case_id: int) -> str:
    found = str(db.session.scalar(select(Proceeding.number).where(Proceeding.id == case_id)))
    db.release()
    return found


def who_opens_what(court: story.Court, both: dict[str, DossierVolume]) -> None:
    """The clerk opens both; another district neither; a party reads the 正卷 at the counter, on the form."""
    for row in both.values():
        assert queries.one(court.clerk, row.id).sha256 == row.sha256
        with pytest.raises(Gone):
            queries.one(court.office.other_clerk, row.id)
    db.release()
    with court.at(6, 1, 10, 0):
        court.act("read-file", reader="唐桂兰", role="party", pages="第12至20页")
    form = db.session.scalars(select(Document).where(Document.kind == "file-access-form")).one()
    assert form.volume == "inner"
    db.release()


