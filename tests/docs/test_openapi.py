"""The OpenAPI document says what the code does: no route, status, code or parameter more or less."""

import subprocess
import sys
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import app
from chalicelib.transport.http import STATUSES
from chalicelib.transport.openapi import ANYWHERE, document, parameter, refusals
from chalicelib.transport.operation import QUERY
from chalicelib.transport.operations import OPERATIONS
from infra.refusals import REFUSALS
from tests.docs.reach import reach_of

ROUTES = {(method, path): entry for path, methods in app.app.routes.items() for method, entry in methods.items()}


def test_the_document_is_valid_openapi() -> None:
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_every_route_is_described_and_nothing_else() -> None:
    assert set(OPERATIONS) == set(ROUTES)


def test_nothing_of_the_document_is_imported_until_somebody_asks_for_it() -> None:
    look = (
        "import app, sys; print([name for name in sys.modules if name.endswith(('openapi', 'operations', 'schemas'))])"
    )
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    assert "chalicelib" not in seen


def test_operation_ids_are_unique() -> None:
    ids = [operation.id for operation in OPERATIONS.values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("route", sorted(OPERATIONS))
def test_a_route_names_the_scopes_that_its_authorizer_asks_for(route: tuple[str, str]) -> None:
    authorizer = ROUTES[route].authorizer
    assert set(OPERATIONS[route].scopes) == set(authorizer.scopes if authorizer else ())


@pytest.mark.parametrize("route", sorted(OPERATIONS))
def test_a_route_names_exactly_the_problems_that_its_code_can_come_to(route: tuple[str, str]) -> None:
    named = {code for codes in refusals(OPERATIONS[route]).values() for code in codes}
    reached = {error.code for error in reach_of(ROUTES[route].view_function).errors}
    assert named == reached | set(ANYWHERE.values())


def test_what_the_gateway_says_by_itself_is_documented_too() -> None:
    guarded = [operation for operation in OPERATIONS.values() if operation.scopes]
    for said in REFUSALS.values():
        for operation in guarded if said.status in (401, 403) else OPERATIONS.values():
            if said.status in (401, 403, 429, 500, 503):
                assert said.code in refusals(operation)[said.status]


@pytest.mark.parametrize("route", sorted(OPERATIONS))
def test_a_route_names_the_statuses_of_its_answers(route: tuple[str, str]) -> None:
    own = ROUTES[route].view_function.__wrapped__.__code__.co_consts
    given = {constant for constant in own if isinstance(constant, int) and 200 <= constant < 300}
    assert set(OPERATIONS[route].answers) == (given or {200})


@pytest.mark.parametrize("route", sorted(OPERATIONS))
def test_a_route_names_the_query_parameters_that_its_code_reads(route: tuple[str, str]) -> None:
    named = {parameter(name) for name in OPERATIONS[route].query}
    assert named == reach_of(ROUTES[route].view_function).constants & set(map(parameter, QUERY))


def test_problems_come_under_the_status_that_the_api_gives_them() -> None:
    for operation in OPERATIONS.values():
        for status in refusals(operation):
            assert status in {*STATUSES.values(), 429}


def test_every_field_of_every_answer_says_what_it_is() -> None:
    def untyped(schema: dict[str, Any]) -> bool:
        return not schema.keys() & {"type", "$ref", "anyOf", "enum", "const", "allOf"}

    schemas = document()["components"]["schemas"]
    found = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, kind in schema["properties"].items()
        if untyped(kind)
    ]
    assert found == []


def test_waiting_times_are_promised_where_waiting_helps() -> None:
    for methods in document()["paths"].values():
        for said in methods.values():
            waiting = {status for status, answer in said["responses"].items() if "Retry-After" in answer["headers"]}
            assert waiting == {"429", "503"}
