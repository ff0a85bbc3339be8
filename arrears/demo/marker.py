"""The mark of a demonstration 演示标记: a file of the instance folder. It shows the banner, and allows `demo refresh` to drop the data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from arrears.config import Settings


@dataclass(frozen=True, slots=True)
class Mark:
    """What the file says. `ready` is false while the demonstration is being made: a killed maker is seen by it."""

    seed: int
    day: str
    ready: bool


def path_of(settings: Settings) -> Path:
    """Where the mark lies."""
    return settings.instance / "demo"


def read(settings: Settings) -> Mark | None:
    """The mark; None where this is no demonstration. A file that cannot be read counts as unfinished."""
    try:
        told = json.loads(path_of(settings).read_text("utf-8"))
        return Mark(int(told["seed"]), str(told["day"]), bool(told["ready"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return Mark(0, "", False)


def write(settings: Settings, mark: Mark) -> None:
    """Lay or change the mark."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    path_of(settings).write_text(json.dumps(asdict(mark)), "utf-8")
