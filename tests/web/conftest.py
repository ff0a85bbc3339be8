"""The gallery and a browser before it, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.web.browser import chromium, serving
from tests.web.gallery import make_gallery


@pytest.fixture(scope="session")
def gallery() -> Flask:
    return make_gallery()


@pytest.fixture
def client(gallery: Flask) -> FlaskClient:
    return gallery.test_client()


@pytest.fixture(scope="session")
def address(gallery: Flask) -> Iterator[str]:
    with serving(gallery) as url:
        yield url


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(Path(tmp_path_factory.mktemp("chromium"))) as browser:
        yield browser
