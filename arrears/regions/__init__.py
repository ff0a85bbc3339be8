"""Regions 地区数据: reads the TOML folder of a region and gives it to the law as one checked value.

One folder a region, five files each (law/region_tables.py says what they hold). A mistake stops the start with file, key, line.
"""

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from arrears.law.region import Region, RegionError
from arrears.law.region_tables import FILES, read_region

HERE = Path(__file__).parent


def load_region(code: str, folder: Path | None = None) -> Region:
    """The region of a code such as `beijing`; `folder` holds the folders of regions (default: this package).

    Raises RegionError when the region is unknown or a file is wrong; the message is for the person who edits the file.
    """
    place = (folder or HERE) / code
    if not re.fullmatch(r"[a-z][a-z0-9-]*", code) or not place.is_dir():
        raise RegionError(f"{code}/", "地区", "没有这个地区的数据目录。")
    texts = {file: _text(place / f"{file}.toml") for file in FILES if (place / f"{file}.toml").is_file()}
    tables = {file: _parsed(f"{file}.toml", text) for file, text in texts.items()}
    try:
        return read_region(code, tables)
    except RegionError as error:
        line = line_of(error.key, texts.get(error.file.removesuffix(".toml"), ""))
        raise RegionError(f"{code}/{error.file}", error.key, error.message, line) from None


@cache
def region(code: str) -> Region:
    """The packaged region of a code, read once per process."""
    return load_region(code)


def line_of(key: str, text: str) -> int | None:
    """The line where a key such as `minimum_wage[2].monthly` stands in a TOML text: as far as a search can tell; else None.

    A key that is missing altogether gives the line of the table it should stand in.
    """
    found = re.fullmatch(r"(?:(?P<table>\w+)(?:\[(?P<index>\d+)\])?\.)?(?P<name>[^.\[\]]+)", key)
    if not found:
        found = re.fullmatch(r"(?P<table>\w+)\[(?P<index>\d+)\](?P<name>)", key)
    if not found:
        return None
    lines = text.splitlines()
    start = 0
    if found["table"]:
        wanted = f"[[{found['table']}]]" if found["index"] is not None else f"[{found['table']}]"
        headers = [number for number, line in enumerate(lines) if line.strip() == wanted]
        index = int(found["index"] or 0)
        if index >= len(headers):
            return None
        start = headers[index]
    name = re.compile(rf"\s*\"?{re.escape(found['name'])}\"?\s*=")
    for number in range(start, len(lines)):
        if number > start and lines[number].lstrip().startswith("["):
            break
        if found["name"] and name.match(lines[number]):
            return number + 1
    return start + 1 if found["table"] else None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise RegionError(f"{path.parent.name}/{path.name}", "文件", "应为 UTF-8 编码。") from None


def _parsed(file: str, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        raise RegionError(file, "文件", "不是正确的 TOML 写法。", int(where[1]) if where else None) from None
