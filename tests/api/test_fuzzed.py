"""The interface under the fuzzer: schemathesis makes calls out of the served contract; no answer may break it, none may be a fault."""

from __future__ import annotations

import re

import pytest
import schemathesis
from api.platforms import LEAD, Platform
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from people import Office
from schemathesis.generation import GenerationMode

from arrears import create_app
from arrears.access import passwords
from arrears.api import openapi

EXAMPLES = {GenerationMode.POSITIVE: 25, GenerationMode.NEGATIVE: 12}


@pytest.fixture
def client(sqlite_house: str) -> FlaskClient:
    return create_app().test_client()


@pytest.fixture
def platform(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Platform:
    monkeypatch.setattr(passwords, "FREE_TRIES", 10_000)  # the fuzzer tries wrong tokens all the time; the throttle has its own test
    return Platform(Office(), client, per_minute=1_000_000)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("operation", ["pushLeads", "leadStatus"])
def test_no_call_breaks_the_contract(platform: Platform, operation: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app())
    found = next(o.ok() for o in schema.get_all_operations() if o.ok().definition.raw["operationId"] == operation)
    receipt = platform.push(LEAD).json["receipt"]

    @seed(20260305)
    @settings(max_examples=EXAMPLES[mode], deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=found.as_strategy(generation_mode=mode), known=st.booleans())
    def run(case: schemathesis.Case, known: bool) -> None:
        if operation == "leadStatus" and known and mode is GenerationMode.POSITIVE:
            case.path_parameters["receipt"] = receipt
        case.call_and_validate(headers=platform.headers)

    run()


def test_the_served_document_names_every_route_of_the_interface(platform: Platform) -> None:
    served = platform.client.get("/api/v1/openapi.json")
    assert served.json["openapi"] == "3.1.0" and served.json == openapi.document()
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule)), method.lower())
        for rule in platform.client.application.url_map.iter_rules()
        if str(rule).startswith("/api/") and not str(rule).endswith("openapi.json")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, methods in served.json["paths"].items() for method in methods}
