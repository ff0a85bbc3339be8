"""The shared sample files of imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.sheets.made import SAMPLES


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """The path of a shared sample file by its name."""
    return lambda name: SAMPLES / name
