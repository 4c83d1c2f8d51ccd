"""The search of the stack's logs, which ends every run on it, reads what functions say and would find a name."""

import time
from collections.abc import Iterator

import pytest

from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from tests.log_search.said import Said
from tests.log_search.searching import search
from tests.log_search.stack_logs import groups, lines_of
from tests.stack_fixture.clinic import STAFF, Clinic

SECONDS = 60
API = f"/aws/lambda/{STACK_NAME}-api"


@pytest.fixture
def planted(stack: Stack) -> Iterator[str]:
    """A group of logs with three lines, one of which names a nurse."""
    logs, group = stack.aws("logs"), "/planted"
    logs.create_log_group(logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName="one")
    lines = [{"timestamp": 1_790_000_000_000 + at, "message": said} for at, said in enumerate(("one", "Quill", "two"))]
    logs.put_log_events(logGroupName=group, logStreamName="one", logEvents=lines)
    yield group
    logs.delete_log_group(logGroupName=group)


def test_what_functions_say_and_count_is_read(stack: Stack, clinic: Clinic) -> None:
    conversation_id, deadline = clinic.topic()["id"], time.monotonic() + SECONDS
    while not tells_of(conversation_id, list(lines_of(stack.aws, API))):
        assert time.monotonic() < deadline, "the function's own lines are not in its log"
        clinic.ada.http.get("/me")  # what a function says late is told with its next call


def tells_of(conversation_id: str, lines: list[str]) -> bool:
    """Whether these lines tell that a message was sent there, and count it."""
    is_told = any('"message sent"' in line and conversation_id in line for line in lines)
    return is_told and any("MessagesSent" in line for line in lines)


def test_a_name_in_any_group_is_found(stack: Stack, planted: str) -> None:
    said = Said({str(staff["name"]) for staff in STAFF.values()}, set())
    assert {planted, API} <= set(groups(stack.aws))
    assert search("planted", lines_of(stack.aws, planted), said).found == (("Quill", "Quill"),)


def test_a_group_that_is_too_long_for_one_answer_is_read_to_its_end(
    stack: Stack, planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.log_search.stack_logs.AT_MOST", 2)
    assert list(lines_of(stack.aws, planted)) == ["one", "Quill", "two"]
