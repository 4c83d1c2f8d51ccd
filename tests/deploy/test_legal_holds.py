"""Whether somebody is under a legal hold is asked of the function that can read it; what is not clear is not known."""

import io
import json

import pytest
from botocore.response import StreamingBody

from infra.deploy import legal_holds
from infra.deploy.stacks import Stack
from tests.deploy.stubbed import STACK_ID, StubbedAws

STANDING = Stack(STACK_ID, "UPDATE_COMPLETE", outputs={"ArchiveFunction": "clinic-messaging-archive"})


def answers(aws: StubbedAws, told: object, **more: str) -> None:
    body = json.dumps(told).encode()
    asked = {"FunctionName": "clinic-messaging-archive", "Payload": b'{"holds": true}'}
    aws.answers("lambda", "invoke", {"Payload": StreamingBody(io.BytesIO(body), len(body)), **more}, asked)


@pytest.mark.parametrize(
    ("told", "held"),
    [({"held": 0, "complete": True}, 0), ({"held": 3, "complete": True}, 3), ({"held": 0, "complete": False}, None)],
)
def test_the_function_that_walks_all_conversations_is_asked(
    aws: StubbedAws, told: dict[str, object], held: int | None
) -> None:
    answers(aws, told)
    assert legal_holds.held(aws.cloud, STANDING) == held


def test_a_function_that_fails_or_may_not_be_asked_or_is_not_there_tells_nothing(aws: StubbedAws) -> None:
    answers(aws, {"errorMessage": "no"}, FunctionError="Unhandled")
    assert legal_holds.held(aws.cloud, STANDING) is None
    aws.refuses("lambda", "invoke", "AccessDeniedException")
    assert legal_holds.held(aws.cloud, STANDING) is None
    assert legal_holds.held(aws.cloud, Stack(STACK_ID, "UPDATE_COMPLETE")) is None


def test_of_a_stack_that_was_never_in_use_nobody_is_under_one(aws: StubbedAws) -> None:
    assert legal_holds.held(aws.cloud, Stack(STACK_ID, "ROLLBACK_COMPLETE")) == 0
