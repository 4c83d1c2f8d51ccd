"""Corrections of WebSocket APIs: `socket_routes`, and the frame size of `gateway_limits`."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.local.emulator.local_aws import PATIENCE, LocalAws, meeting, unique

WHO_ANSWERS = '{"statusCode": 200, "body": str(os.getpid())}'
ANSWERS = f"import os\ndef run(event, context): return {WHO_ANSWERS}"
ALLOWED = 128 * 1024


def socket_api(aws: LocalAws, function: str) -> str:
    gateway = aws.client("apigatewayv2")
    expression = "$request.body.action"
    api = gateway.create_api(Name=unique("api"), ProtocolType="WEBSOCKET", RouteSelectionExpression=expression)["ApiId"]
    uri = aws.integration(function)
    target = gateway.create_integration(ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=uri)["IntegrationId"]
    gateway.create_route(ApiId=api, RouteKey="$default", Target=f"integrations/{target}")
    gateway.create_stage(ApiId=api, StageName="live", AutoDeploy=True)
    return f"{aws.url.replace('http', 'ws', 1)}/_aws/execute-api/{api}/live"


@contextmanager
def sockets(url: str, count: int) -> Iterator[list[ClientConnection]]:
    with ExitStack() as opened:
        yield [opened.enter_context(connect(url, max_size=None)) for _ in range(count)]


def processes_answering(aws: LocalAws, function: str) -> int:
    """How many of them answer three frames that come at once."""
    with sockets(socket_api(aws, function), 3) as three:
        for each in three:
            each.send("hello")
        return len({each.recv(timeout=PATIENCE) for each in three})


def test_plain_answers_all_frames_in_one_process_and_logs_nothing(plain: LocalAws, tmp_path: Path) -> None:
    function = plain.function(meeting(tmp_path, 3, 1, WHO_ANSWERS))
    assert processes_answering(plain, function) == 1
    assert "seen" not in plain.words_logged_by(function)


def test_corrected_answers_frames_side_by_side_and_logs(corrected: LocalAws, tmp_path: Path) -> None:
    function = corrected.function(meeting(tmp_path, 3, PATIENCE - 10, WHO_ANSWERS), timeout=PATIENCE)
    assert processes_answering(corrected, function) == 3
    assert "seen" in corrected.words_logged_by(function)


def answer_to_frame_of(aws: LocalAws, size: int) -> str | bytes:
    with sockets(socket_api(aws, aws.function(ANSWERS)), 1) as (only,):
        only.send("x" * size)
        return only.recv(timeout=10)


def test_plain_takes_frames_of_any_size(plain: LocalAws) -> None:
    assert answer_to_frame_of(plain, ALLOWED + 1)


def test_corrected_closes_with_1009_above_128_kb(corrected: LocalAws) -> None:
    assert answer_to_frame_of(corrected, ALLOWED)
    with pytest.raises(ConnectionClosed) as closed:
        answer_to_frame_of(corrected, ALLOWED + 1)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 1009
