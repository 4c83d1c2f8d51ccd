"""A warm send in this process: its calls and write units against the emulator, its processor time without a network."""

import json
import os
import statistics
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import BytesIO, StringIO
from typing import Any

from botocore.awsrequest import AWSRequest, AWSResponse

from infra.local.stack import Stack
from tests.bench.report import Row, at_most
from tests.stack_fixture.clinic import Clinic

ROUNDS, SENDS = 9, 60
Call = tuple[str, str]


class Tape:
    """Keeps the answers of the emulator, then plays them instead of it."""

    def __init__(self, clients: list[Any]) -> None:
        self.clients, self.answers = clients, dict[Call, tuple[int, dict[str, str], bytes]]()
        self.sessions = [client._endpoint.http_session for client in clients]
        self.calls, self.units, self.lock = Counter[str](), Counter[str](), threading.Lock()

    @contextmanager
    def recording(self) -> Iterator[None]:
        with self.instead(self.record):
            yield

    @contextmanager
    def playing(self) -> Iterator[None]:
        with self.instead(self.play):
            yield

    @contextmanager
    def instead(self, send: Any) -> Iterator[None]:
        for client, session in zip(self.clients, self.sessions, strict=True):
            client._endpoint.http_session = Session(session, send)
        try:
            yield
        finally:
            for client, session in zip(self.clients, self.sessions, strict=True):
                client._endpoint.http_session = session

    def record(self, session: Any, request: AWSRequest) -> AWSResponse:
        answer = session.send(request)
        call = named(request)
        with self.lock:
            self.answers[call] = answer.status_code, dict(answer.headers), answer.content
            self.calls[call[0]] += 1
            self.units[call[0]] += write_units(answer.content)
        return answer

    def play(self, _session: Any, request: AWSRequest) -> AWSResponse:
        status, headers, content = self.answers[named(request)]
        answer = AWSResponse(request.url, status, headers, BytesIO(content))
        answer._content = content
        return answer


class Session:
    """Stands where botocore's HTTP session stood."""

    def __init__(self, session: Any, send: Any) -> None:
        self.session, self.answer = session, send

    def send(self, request: AWSRequest) -> AWSResponse:
        answer: AWSResponse = self.answer(self.session, request)
        return answer


def named(request: AWSRequest) -> Call:
    """(operation, which of its kind): the two batch reads of a send differ by what they ask for."""
    target = request.headers.get("X-Amz-Target", b"Push")
    operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
    return operation, "audience" if b"TEAM#" in (request.body or b"") else ""


def write_units(content: bytes) -> float:
    consumed = json.loads(content or b"{}").get("ConsumedCapacity") or []
    parts = consumed if isinstance(consumed, list) else [consumed]
    return sum(part.get("WriteCapacityUnits", part.get("CapacityUnits", 0)) for part in parts)


def measure(stack: Stack, clinic: Clinic) -> list[Row]:
    conversation = clinic.topic()
    with clinic_functions(stack):
        import app
        from chalicelib.adapters import sockets
        from chalicelib.adapters.table import CONNECTION
        from chalicelib.adapters.tickets import Ticket

        now = int(time.time())
        for person, role in (("ada", "patient"), ("nora", "provider")):
            sockets.opened(f"bench-{person}", Ticket("bench", person, role, "bench", now + 30), now, "127.0.0.1")
        tape = Tape([CONNECTION.client, sockets.gateway()])
        send = event(stack, conversation["id"])
        with tape.recording():
            answer = app.app(send, None)
        assert answer["statusCode"] == 201, answer["body"]
        tape.answers["Push", ""] = 200, {}, b""
        with tape.playing():
            milliseconds = statistics.median(processor_time(app.app, send) for _round in range(ROUNDS))
            dispatch = statistics.median(processor_time(app.app, health()) for _round in range(ROUNDS))
    reads, writes = tape.calls["BatchGetItem"], tape.calls["TransactWriteItems"]
    told = f"(then {tape.calls['Query'] + reads - 1} reads, {tape.calls['PutItem']} audit entry to tell others)"
    return [
        at_most("warm send, processor time", milliseconds, 8, "ms"),
        Row("bare dispatch (GET /health), processor time", f"{dispatch:.3g} ms", "information"),
        at_most("round trips to the table before a send is stored", 1 + writes, 2, "calls", told),
        at_most("write units of a send's transaction", tape.units["TransactWriteItems"], 8, "units"),
    ]


@contextmanager
def clinic_functions(stack: Stack) -> Iterator[None]:
    """The functions' own environment, for the code in this process; what others start later has it no more."""
    before = dict(os.environ)
    os.environ.update(
        AWS_ENDPOINT_URL=stack.settings.emulator_url,
        AWS_DEFAULT_REGION=stack.region,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        RECORDS_TABLE=stack.outputs["RecordsTableName"],
        AUDIT_TABLE=stack.outputs["AuditTableName"],
        PORTAL_CLIENT_ID=stack.client_id,
        CONNECTIONS_URL=f"{stack.settings.emulator_url}{stack.addresses().socket_path}",
        POWERTOOLS_TRACE_DISABLED="true",
        POWERTOOLS_LOG_LEVEL="ERROR",
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def processor_time(handler: Any, event: dict[str, Any]) -> float:
    """Milliseconds of processor time of one call, over all threads of this process."""
    started = time.process_time()
    with redirect_stdout(StringIO()):  # the metrics that a function prints
        for _send in range(SENDS):
            handler(event, None)
    return (time.process_time() - started) / SENDS * 1000


def event(stack: Stack, conversation_id: str) -> dict[str, Any]:
    claims = {
        "token_use": "access",
        "client_id": stack.client_id,
        "scope": "clinic/portal",
        "username": "nora",
        "cognito:groups": "provider",
        "origin_jti": "bench",
    }
    body = {"clientMessageId": str(uuid.uuid4()), "text": "Please keep taking the tablets until Tuesday. " * 4}
    return request("POST", "/conversations/{conversation_id}/messages", body) | {
        "pathParameters": {"conversation_id": conversation_id},
        "requestContext": context("POST", "/conversations/{conversation_id}/messages")
        | {"authorizer": {"claims": claims}},
    }


def health() -> dict[str, Any]:
    return request("GET", "/health", None)


def request(method: str, path: str, body: object) -> dict[str, Any]:
    return {
        "requestContext": context(method, path),
        "headers": {"content-type": "application/json"},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "body": json.dumps(body) if body else None,
        "isBase64Encoded": False,
    }


def context(method: str, path: str) -> dict[str, Any]:
    return {"resourcePath": path, "httpMethod": method, "requestId": "-", "identity": {"sourceIp": "127.0.0.1"}}
