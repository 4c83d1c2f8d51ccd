"""The API keeps to its own document, whatever it is sent: by a patient, a nurse, an administrator and the EHR.

`FUZZ_EXAMPLES` (6): how many requests each of them sends for each operation, a third of them wrong ones; the same each
time.
"""

import os
from collections.abc import Callable, Iterator

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.generated import NEGATIVE, OPERATIONS, POSITIVE, cases, has_input
from tests.stack_fixture.stage import Stage, set_stage

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "6"))
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
AS_EVER = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # what failed is sent once: shrinking would send it for minutes
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
Sender = Callable[[Case], Iterator[Response]]


@pytest.fixture(scope="module")
def stage(stack: Stack, clinic: Clinic) -> Iterator[Stage]:
    with set_stage(stack, clinic.ehr) as founded:
        yield founded


@pytest.fixture(scope="module")
def line() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


@pytest.fixture
def sender(stack: Stack, stage: Stage, line: requests.Session) -> Sender:
    """Sends a request as each caller, and notes what it adds to the directory."""

    def send(case: Case) -> Iterator[Response]:
        for caller in stage.callers:
            answer = case.call(stack.api_url, line, {"Authorization": f"Bearer {caller.access_token()}"})
            if case.method == "PUT" and answer.status_code in (200, 201):
                stage.note(answer.request.path_url.removeprefix("/v1"))
            yield answer

    stage.reset()
    return send


@pytest.mark.parametrize("name", OPERATIONS)
def test_answers_are_those_of_the_document(stage: Stage, sender: Sender, name: str) -> None:
    @settings(AS_EVER, max_examples=max(1, EXAMPLES * 2 // 3))
    @given(cases(name, stage, POSITIVE))
    def answered(case: Case) -> None:
        for answer in sender(case):
            case.validate_response(answer, checks=CHECKS)

    answered()


@pytest.mark.parametrize("name", [name for name, operation in OPERATIONS.items() if has_input(operation)])
def test_what_the_document_forbids_is_refused(stage: Stage, sender: Sender, name: str) -> None:
    @settings(AS_EVER, max_examples=max(1, EXAMPLES // 3))
    @given(cases(name, stage, NEGATIVE))
    def refused(case: Case) -> None:
        for answer in sender(case):
            case.validate_response(answer, checks=[*CHECKS, checks.negative_data_rejection])

    refused()
