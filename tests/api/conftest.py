"""A house with a platform's token and the web application over it."""

from __future__ import annotations

import pytest
from api.platforms import Platform
from flask.testing import FlaskClient
from people import Office

from arrears import create_app


@pytest.fixture
def client(house: str) -> FlaskClient:
    return create_app().test_client()


@pytest.fixture
def platform(client: FlaskClient) -> Platform:
    return Platform(Office(), client)
