"""The shared sample files of imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.sheets.made import SAMPLES

Sample = Callable[[str], Path]


@pytest.fixture
def sample() -> Sample:
    """The path of a shared sample file by its name."""
    return lambda name: SAMPLES / name
