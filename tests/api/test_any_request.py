"""Whatever a program sends: no failure of the server, and answers as the OpenAPI file has them."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from qingshan.api import services
from qingshan.api.v1 import interface
from tests.api.ground import V1, a_record, token_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def connection_kept():
    """A server gives its connections back after each request; the test holds on to its own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def interface_described():
    """The OpenAPI file, taken apart once for all tests."""
    file = json.dumps(interface.get_openapi_schema(), cls=DjangoJSONEncoder)
    return schemathesis.openapi.from_dict(json.loads(file))


@pytest.fixture
def described(cast, connection_kept, interface_described, monkeypatch):
    """The interface, with a token of the homeroom teacher and some rows to meet."""
    monkeypatch.setattr(services, "A_MINUTE", 10**6)
    for number in range(3):
        a_record(cast, f"R{number}")
    schema = interface_described
    schema.app = get_wsgi_application()
    token = token_of(cast, "homeroom")
    schema.config.update(
        headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    )
    return schema


OPERATIONS = [
    (path, method)
    for path, methods in interface.get_openapi_schema()["paths"].items()
    for method in methods
]


@pytest.mark.trust("bad-request")
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_any_request_is_answered_as_described(described, path, method, mode):
    """Twelve requests that the file allows, and twelve that it does not; always the same ones."""
    requests = described[path][method].as_strategy(generation_mode=mode)

    @given(case=requests)
    @settings(max_examples=12, derandomize=True, database=None)
    def answered(case: Case) -> None:
        case.call_and_validate(checks=CHECKS)

    try:
        answered()
    except Unsatisfiable:  # an operation that takes nothing cannot be asked wrongly
        assert mode == GenerationMode.NEGATIVE


def test_the_openapi_file_that_is_served_is_sound_and_the_one_asked_about(described):
    served = schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", described.app)
    served.validate()
    assert served.raw_schema == described.raw_schema
