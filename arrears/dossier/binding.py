"""Binding 装订: parts become one PDF with page numbers stamped at the upper outer corner, an outline and page labels.

Pure: bytes in, bytes out; the same parts give the same bytes. Front sides are numbered at the upper right, back sides at the upper left; a
part begins on a new sheet, so the back of an odd last page is blank and not counted. Worker process only (pikepdf, WeasyPrint, Pillow).
"""

from __future__ import annotations

import copy
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Page, Pdf, Rectangle
from PIL import Image, ImageOps

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
MARGIN = (30 * MM, 15 * MM, 20 * MM, 15 * MM)
"""Left (the binding), bottom, right, top of a page made from a file."""
STRIP = 15.0
"""Height of the strip at the head of a page in which its number stands, mm."""
LONGEST = 2400
"""Pixels of the longer side of a scanned picture that are kept: some 200 a inch on A4."""


class Unbindable(ValueError):
    """A file that cannot be made into pages; `str()` is for people."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the volume as PDF. `numbered`: pages count and are stamped (cover, index and note are not)."""

    title: str
    pdf: bytes
    numbered: bool = True

    @property
    def digest(self) -> str:
        """SHA-256 of the part before it was stamped."""
        return hashlib.sha256(self.pdf).hexdigest()


def pages_of(pdf: bytes) -> int:
    """How many pages. Raises Unbindable."""
    with _opened(pdf) as opened:
        return len(opened.pages)


def _opened(pdf: bytes) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise Unbindable("PDF 有打开密码") from error
    except pikepdf.PdfError as error:
        raise Unbindable("PDF 已损坏，打不开") from error


def as_pages(content: bytes, mime: str) -> bytes:
    """An uploaded file as A4 pages with the binding margin. Raises Unbindable."""
    return _picture(content) if mime.startswith("image/") else _fitted(content)


def _fitted(content: bytes) -> bytes:
    """Every page of an uploaded PDF, laid onto an A4 sheet of ours, turned as it was; what it could do (scripts, forms) stays behind."""
    with _opened(content) as source, Pdf.new() as made:
        if not source.pages:
            raise Unbindable("PDF 没有页")
        for page in source.pages:
            wide = _is_wide(page)
            sheet = made.add_blank_page(page_size=(A4[1], A4[0]) if wide else A4)
            width, height = (A4[1], A4[0]) if wide else A4
            left, bottom, right, top = MARGIN
            _lay_on(sheet, page, Rectangle(left, bottom, width - right, height - top), Name("/Leaf"))
        return _saved(made)


def _lay_on(sheet: Page, page: Page, place: Rectangle, name: Name) -> None:
    """A page drawn onto another one, under a name of ours (pikepdf's own would be different each time)."""
    own = copy.copy(sheet.resources)  # pages of one paper share a dictionary
    own.XObject = copy.copy(own.XObject) if "/XObject" in own else Dictionary()
    sheet.obj.Resources = own
    form = page.as_form_xobject()
    drawn = sheet.add_resource(form, Name.XObject, name=name, replace_existing=False)
    content = sheet.calc_form_xobject_placement(sheet.resources.XObject[drawn], drawn, place, allow_shrink=True, allow_expand=True)
    sheet.contents_add(b"q\n", prepend=True)
    sheet.contents_add(b"\nQ\n" + content)
    sheet.contents_coalesce()


def _is_wide(page: Page) -> bool:
    box = [float(n) for n in page.trimbox]
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    wide = box[2] - box[0] > box[3] - box[1]
    return wide != turned


def _picture(content: bytes) -> bytes:
    """A photo or scan on one A4 page, upright, as JPEG."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened)
            if picture.mode in {"RGBA", "LA", "P"}:
                layer = picture.convert("RGBA")
                picture = Image.new("RGB", layer.size, "white")
                picture.paste(layer, mask=layer.getchannel("A"))
            picture = picture.convert("RGB")
            picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
            held = io.BytesIO()
            picture.save(held, "JPEG", quality=82)
            size = picture.size
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unbindable("图片已损坏，打不开") from error
    with Pdf.new() as made:
        wide = size[0] > size[1]
        width, height = (A4[1], A4[0]) if wide else A4
        sheet = made.add_blank_page(page_size=(width, height))
        image = made.make_stream(
            held.getvalue(),
            Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1],
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        left, bottom, right, top = MARGIN
        scale = min((width - left - right) / size[0], (height - bottom - top) / size[1], 72 / 100)
        w, h = size[0] * scale, size[1] * scale
        x, y = left + (width - left - right - w) / 2, bottom + (height - bottom - top - h) / 2
        sheet.obj.Resources = Dictionary(XObject=Dictionary(I=image))
        sheet.obj.Contents = made.make_stream(f"q {w:.3f} 0 0 {h:.3f} {x:.3f} {y:.3f} cm /I Do Q".encode())
        return _saved(made)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Several PDFs as one part."""
    if len(pdfs) == 1:
        return pdfs[0]
    with Pdf.new() as made:
        for pdf in pdfs:
            with _opened(pdf) as source:
                made.pages.extend(source.pages)
        return _saved(made)


def bind(parts: Sequence[Part], stamps: bytes, title: str, author: str, made_at: datetime) -> bytes:
    """The volume. `stamps`: one page a number, at least as many as there are numbered pages (`building.stamps`)."""
    with Pdf.new() as made, _opened(stamps) as numbers:
        outline: list[tuple[str, int]] = []
        labels: list[tuple[int, int | None]] = []
        n = 0
        for part in parts:
            with _opened(part.pdf) as source:
                outline.append((part.title, len(made.pages)))
                labels.append((len(made.pages), n + 1 if part.numbered else None))
                for side, page in enumerate(source.pages):
                    made.pages.append(page)
                    target = made.pages[-1]
                    _lay_bare(target)
                    if part.numbered:
                        _stamp(target, numbers.pages[n], front=side % 2 == 0)
                        n += 1
        with made.open_outline() as tree:
            tree.root.extend(OutlineItem(words, at) for words, at in outline)
        made.Root.PageLabels = Dictionary(Nums=pikepdf.Array(list(_labels(labels))))
        made.Root.PageMode = Name.UseOutlines
        made.Root.Lang = pikepdf.String("zh-CN")
        made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        made.docinfo["/Title"] = title
        made.docinfo["/Author"] = author
        made.docinfo["/CreationDate"] = pikepdf.String(made_at.strftime("D:%Y%m%d%H%M%S+08'00'"))
        return _saved(made)


def _lay_bare(page: Page) -> None:
    """Take off what belonged to the part as a file of its own: the tree of tags is not carried over, nor what a viewer could act on."""
    for key in ("/StructParents", "/Annots", "/AA"):
        if key in page.obj:
            del page.obj[key]


def _stamp(page: Page, number: Page, *, front: bool) -> None:
    x0, _, x1, y1 = (float(n) for n in page.mediabox)
    width = 210 * MM
    left = x1 - width if front else x0
    number.obj.MediaBox = pikepdf.Array([Decimal(0), Decimal(0), Decimal(f"{width:.3f}"), Decimal(f"{STRIP * MM:.3f}")])
    _lay_on(page, number, Rectangle(left, y1 - STRIP * MM, left + width, y1), Name("/DossierNumber"))


def _labels(found: Sequence[tuple[int, int | None]]) -> Iterator[object]:
    """Page labels equal the numbers on the pages; cover, index and note have none."""
    for at, start in found:
        yield at
        yield Dictionary(S=Name.D, St=start) if start is not None else Dictionary(P=pikepdf.String("—"))


def _saved(made: Pdf) -> bytes:
    held = io.BytesIO()
    made.remove_unreferenced_resources()
    made.save(held, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return held.getvalue()
