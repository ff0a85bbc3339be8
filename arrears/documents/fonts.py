"""Fonts 字体: makes the subsets the papers are set in, once per machine, from packages that may be redistributed.

No font is committed. Song 宋 and Hei 黑 come from the PyPI package pylopdf-fonts-zh-cn (Noto Serif/Sans SC, OFL); Fang 仿宋, Kai 楷
and Biaosong (stand-in for 小标宋: FandolSong Bold) from Debian's texlive-lang-chinese (Fandol, GPL with the font exception), of which
only three files are unpacked. Without that package Song stands in, and the report says so. The subsets lie in `directory()`
(`ARREARS_FONTS`, default instance/fonts) beside manifest.json, which holds the digests of the sources: they belong to what makes a
PDF's bytes. Asked by: render.py, commands.py, the Makefile. Must never be called while a page is answered: a build takes seconds.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECIPE = 5  # raise when characters, options or sources below change: an older folder is then rebuilt
ASCII = range(0x20, 0x7F)
ASCENT, DESCENT = 880, 120  # thousandths of an em, the same for all faces: mixed lines then keep the pitch of 22 a page
DEBIAN_PACKAGE = "texlive-lang-chinese"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"

# Family as the print rules name it: file in the font package, size class of the source.
NOTO = {"Song": "NotoSerifSC-Regular.otf", "Hei": "NotoSansSC-Regular.otf"}
FANDOL_FILES = {"Fang": "FandolFang-Regular.otf", "Kai": "FandolKai-Regular.otf", "Biaosong": "FandolSong-Bold.otf"}

# Characters of names that GB2312 lacks but offices meet weekly; any other falls through to SongFull, same size, no box.
NAME_CHARACTERS = (
    "喆堃镕珺玥昉婳瑢祎翀赟燚淼垚犇羴骉猋甦囍彧旻晞晟暠曌烜玙玚珅珑琎瑀瑄璟璠祐祺禔竑綦翊"
    "芃莙菡蓁蕙赪鑫钰铖锜锳镠闵隽雯霈霖頔颋颢飏骥骞鹍麒龑䶮𬭚𬱟𬭎𬭤"
)
PUNCTUATION = "　、。〃〇《》「」『』【】〔〕〖〗“”‘’…—–·～！（），．：；？－％＋＝￥¥×÷±≤≥√□■☑☐●▲①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮｜─━│╱"


class FontsMissing(Exception):
    """The subsets are not there or cannot be made; the message is a Chinese sentence for the person at the terminal."""


@dataclass(frozen=True)
class FontSet:
    """The fonts a paper is set in: family → file, and the digest of all of them."""

    files: dict[str, Path]
    digest: str
    stand_ins: dict[str, str]  # family → family that stands in for it, e.g. {"Fang": "Song"}


def directory() -> Path:
    """The folder of the subsets: `ARREARS_FONTS`, else instance/fonts below the working directory."""
    return Path(os.environ.get("ARREARS_FONTS") or "instance/fonts").resolve()


def characters() -> str:
    """Every character of a subset: ASCII, all of GB2312, the name characters, the punctuation of papers."""
    gb2312 = []
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                gb2312.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:  # a hole in the code table
                continue
    return "".join(sorted({*map(chr, ASCII), *gb2312, *NAME_CHARACTERS, *PUNCTUATION}))


def build(cache_dir: Path | str | None = None, report: Callable[[str], None] = print) -> FontSet:
    """Make the subsets in `cache_dir`, or find them there; says in Chinese what it does.

    Idempotent: a folder of the same recipe whose files are all there is left alone. Raises FontsMissing when Song or Hei cannot be
    had. Takes about 15 s and 49 MB of download the first time.
    """
    folder = Path(cache_dir).resolve() if cache_dir else directory()
    ready = _ready(folder)
    if ready:
        report(f"字体已就绪：{folder}")
        return ready
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two processes at once: the second waits and finds the work done
        return _ready(folder) or _make(folder, report)


def _make(folder: Path, report: Callable[[str], None]) -> FontSet:
    sources = _noto(report)
    full = sources["Song"]
    with tempfile.TemporaryDirectory(prefix="arrears-fonts-") as scratch:
        fandol = _fandol(Path(scratch), folder / "sources", report)
        stand_ins = {family: "Song" for family in FANDOL_FILES if family not in fandol}
        sources |= fandol
        report(f"正在裁剪 {len(sources)} 款字体（约 15 秒）……")
        with ProcessPoolExecutor(max_workers=2) as pool:
            jobs = [
                pool.submit(_subset, path, folder / f"{family.lower()}.otf", None if family in NOTO else full)
                for family, path in sources.items()
            ]
            for job in jobs:
                job.result()
        files = {family: f"{family.lower()}.otf" for family in sources}
        _whole(full, folder / "songfull.otf")
        files["SongFull"] = "songfull.otf"
        manifest = {
            "recipe": RECIPE,
            "files": files,
            "stand_ins": stand_ins,
            "sources": {family: _sha256(path) for family, path in sorted(sources.items())},
            "subsets": {family: _sha256(folder / name) for family, name in sorted(files.items())},
        }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
    report(f"字体已生成：{folder}（{sum(f.stat().st_size for f in folder.glob('*.otf')) / 1e6:.0f} MB）")
    return installed(folder)


def installed(cache_dir: Path | str | None = None) -> FontSet:
    """The subsets already made. Raises FontsMissing with the command that makes them."""
    folder = Path(cache_dir).resolve() if cache_dir else directory()
    ready = _ready(folder)
    if ready is None:
        raise FontsMissing(f"打印文书的字体还没有生成（{folder}）。请先运行 arrears fonts build。")
    return ready


def _ready(folder: Path) -> FontSet | None:
    try:
        text = (folder / "manifest.json").read_text("utf-8")
        manifest = json.loads(text)
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    files = {family: folder / name for family, name in manifest.get("files", {}).items()}
    if manifest.get("recipe") != RECIPE or not all(path.is_file() for path in files.values()):
        return None
    return FontSet(files, hashlib.sha256(text.encode()).hexdigest(), manifest["stand_ins"])


def _noto(report: Callable[[str], None]) -> dict[str, Path]:
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    found = {f: Path(spec.origin).parent / name for f, name in NOTO.items()} if spec and spec.origin else {}
    if not found or not all(path.is_file() for path in found.values()):
        raise FontsMissing("找不到宋体和黑体：请先安装 requirements/run.txt 中的 pylopdf-fonts-zh-cn，再运行 arrears fonts build。")
    report("宋体、黑体：取自 pylopdf-fonts-zh-cn")
    return found


def _fandol(scratch: Path, kept: Path, report: Callable[[str], None]) -> dict[str, Path]:
    """The three Fandol files: kept from before, from an installed TeX, or out of the Debian package; empty when none can be had."""
    before = {family: kept / name for family, name in FANDOL_FILES.items()}
    if all(path.is_file() for path in before.values()):
        report("仿宋、楷体、标题宋：取自上次下载的 Fandol 字体")
        return before
    installed_here = {family: Path("/") / FANDOL / name for family, name in FANDOL_FILES.items()}
    if all(path.is_file() for path in installed_here.values()):
        report("仿宋、楷体、标题宋：取自本机已装的 Fandol 字体")
        return installed_here
    for tool in ("apt-get", "dpkg-deb"):
        if shutil.which(tool) is None:
            report(f"警告：本机没有 {tool}，取不到仿宋和楷体，文书将以宋体代替（版式不变，字形不同）。")
            return {}
    report(f"仿宋、楷体、标题宋：正在下载 Debian 软件包 {DEBIAN_PACKAGE}（49 MB，只取其中三个字体文件，不安装）……")
    package = _download(scratch)
    if package is None:
        report("警告：下载失败，取不到仿宋和楷体，文书将以宋体代替。联网后删除 " + str(kept.parent) + " 再运行一次即可补上。")
        return {}
    kept.mkdir(parents=True, exist_ok=True)
    return _unpack(package, kept)


def _download(scratch: Path) -> Path | None:
    done = subprocess.run(["apt-get", "download", "-q", DEBIAN_PACKAGE], cwd=scratch, capture_output=True, check=False)
    if done.returncode != 0 and os.geteuid() == 0:  # a bare machine has no package lists yet
        subprocess.run(["apt-get", "update", "-q"], capture_output=True, check=False)
        done = subprocess.run(["apt-get", "download", "-q", DEBIAN_PACKAGE], cwd=scratch, capture_output=True, check=False)
    return next(scratch.glob("*.deb"), None) if done.returncode == 0 else None


def _unpack(package: Path, kept: Path) -> dict[str, Path]:
    wanted = {FANDOL + name: family for family, name in FANDOL_FILES.items()}
    found: dict[str, Path] = {}
    with (
        subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as archive,
    ):
        for member in archive:
            family = wanted.get(member.name.removeprefix("./"))
            content = archive.extractfile(member) if family and member.isfile() else None
            if family and content is not None:
                partial = kept / f"{family}.part"
                partial.write_bytes(content.read())
                found[family] = partial.replace(kept / FANDOL_FILES[family])
    return found


def _subset(source: Path, target: Path, figures: Path | None) -> None:
    """Cut `source` down to `characters()` and the tables a PDF needs; `figures`: the font whose ASCII it takes.

    Written beside and renamed, so that a kill leaves no half font.
    """
    from fontTools import subset

    options = subset.Options(layout_features=[], desubroutinize=True, notdef_outline=True, glyph_names=False)
    options.drop_tables += ["vmtx", "vhea", "VORG", "GSUB", "GPOS"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters())
    if figures is not None:
        _take_figures(font, figures)
    cutter.subset(font)
    _same_metrics(font)
    partial = target.with_suffix(".part")
    subset.save_font(font, str(partial), options)
    partial.replace(target)


def _take_figures(font: Any, source: Path) -> None:
    """Give the face the ASCII of Song: figures in a paper are Song's, whatever the text is set in (documents.md 1), in one face."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.ttLib import TTFont

    with TTFont(source, lazy=True) as song:
        glyphs, names, widths = song.getGlyphSet(), song.getBestCmap(), song["hmtx"]
        cff = font["CFF "].cff
        own = cff.topDictIndex[0].CharStrings
        mine = font.getBestCmap()
        for code in ASCII:
            old = own[mine[code]]
            old.decompile()
            width, bearing = widths[names[code]]
            pen = T2CharStringPen(None if width == old.private.defaultWidthX else width - old.private.nominalWidthX, glyphs)
            glyphs[names[code]].draw(pen)
            new = pen.getCharString(private=old.private, globalSubrs=cff.GlobalSubrs)
            old.program = new.program
            font["hmtx"][mine[code]] = (width, bearing)


def _whole(source: Path, target: Path) -> None:
    """The full Song under the common metrics: used only for a sign that no subset has."""
    from fontTools.ttLib import TTFont

    partial = target.with_suffix(".part")
    with TTFont(source, recalcTimestamp=False) as font:
        _same_metrics(font)
        font.save(partial)
    partial.replace(target)


def _same_metrics(font: Any) -> None:
    """Give the face the common ascent and descent, so that figures of Song in a line of Fang do not push the lines apart."""
    scale = font["head"].unitsPerEm / 1000
    ascent, descent = round(ASCENT * scale), round(DESCENT * scale)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
