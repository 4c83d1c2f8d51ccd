"""Mails about what waits: making them due by moving data, sending them, and a post office that fails as it is told."""

import base64
import datetime
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from chalicelib import clock
from chalicelib.adapters import digest_keys, keys
from infra.local.front.sent_mails import Mail, mail_from
from infra.local.settings import HOST, STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import SETTLING_SECONDS

FUNCTION = f"{STACK_NAME}-digest"
ENDPOINT = "AWS_ENDPOINT_URL_SESV2"
THROTTLED = 429, json.dumps({"message": "Maximum sending rate exceeded."}).encode()
Taken = tuple[int, bytes]
Fault = Callable[[Callable[[], Taken]], Taken | None]


def run(stack: Stack) -> str | None:
    """The function runs once, as its rule lets it; what it failed with, if it failed."""
    answer = stack.aws("lambda").invoke(FunctionName=FUNCTION, Payload=b"{}")
    failure: str | None = answer.get("FunctionError")
    return failure


def mails_about(stack: Stack, conversation_id: str) -> list[Mail]:
    """The mails in the emulator's SES that lead to this conversation."""
    told = httpx.get(f"{stack.settings.emulator_url}/_ministack/ses/messages").json()["messages"]
    mails = [mail_from(mail) for sent in told.values() for mail in sent]
    return [mail for mail in mails if f"/chat/{conversation_id}" in mail.plain]


def mail_about(stack: Stack, conversation_id: str) -> Mail:
    """The only mail that leads there. A run of the clock's own may have been before the test's, and have it in hand."""
    wait_until(lambda: bool(mails_about(stack, conversation_id)), "no mail is sent")
    [mail] = mails_about(stack, conversation_id)
    return mail


def seat(stack: Stack, conversation_id: str, person_id: str) -> dict[str, Any]:
    """A seat as it is stored."""
    key = {"PK": {"S": keys.conversation(conversation_id)}, "SK": {"S": keys.seat(person_id)}}
    found = stack.aws("dynamodb").get_item(TableName=stack.outputs["RecordsTableName"], Key=key, ConsistentRead=True)
    row: dict[str, Any] = found.get("Item", {})
    return row


def wait_until(fits: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SETTLING_SECONDS
    while not fits():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def has_waited(stack: Stack, conversation_id: str, person_id: str, last_seq: int) -> None:
    """Let what waits for somebody have waited for a quarter of an hour, once it is known that it waits."""
    wait_until(
        lambda: seat(stack, conversation_id, person_id).get("lastSeq") == {"N": str(last_seq)},
        f"{person_id} has not been told of entry {last_seq}",
    )
    since = clock.timestamp(clock.now() - datetime.timedelta(minutes=15, seconds=1))
    stack.aws("dynamodb").update_item(
        TableName=stack.outputs["RecordsTableName"],
        Key={"PK": {"S": keys.conversation(conversation_id)}, "SK": {"S": keys.seat(person_id)}},
        UpdateExpression="SET unmailedSince = :since, digestSK = :place",
        ConditionExpression="attribute_exists(unmailedSince)",
        ExpressionAttributeValues={
            ":since": {"S": since},
            ":place": {"S": digest_keys.due_place(since, person_id, conversation_id)},
        },
    )


def is_told(stack: Stack, conversation_id: str, person_id: str) -> bool:
    """Whether it is known that a mail has told somebody of all that waits there."""
    return "unmailedSince" not in seat(stack, conversation_id, person_id)


class PostOffice:
    """Stands before the emulator's SES. `faults`: what becomes of the next mails about one conversation, instead of
    the usual. Whoever else has waited for long enough by then gets theirs.
    """

    def __init__(self, stack: Stack) -> None:
        self.emulator = stack.settings.emulator_port
        self.faults: list[Fault] = []
        self.about = ""
        self.done = 0

    def fails(self, conversation_id: str, *faults: Fault) -> None:
        """Let this become of the next mails about that conversation."""
        self.about, self.faults = conversation_id, list(faults)

    def take(self, handler: BaseHTTPRequestHandler) -> Taken | None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))

        def pass_on() -> Taken:
            connection = http.client.HTTPConnection(HOST, self.emulator)
            connection.request(handler.command, handler.path, body, dict(handler.headers))
            with closing(connection):
                answer = connection.getresponse()
                return answer.status, answer.read()

        if not self.faults or not leads_to(body, self.about):
            return pass_on()
        self.done += 1
        return self.faults.pop(0)(pass_on)


def leads_to(request: bytes, conversation_id: str) -> bool:
    """Whether a mail that is handed in so leads to this conversation."""
    mail = message_from_bytes(base64.b64decode(json.loads(request)["Content"]["Raw"]["Data"]), policy=default)
    plain = mail.get_body(("plain",))
    return plain is not None and f"/chat/{conversation_id}" in plain.get_content()


@contextmanager
def post_office(stack: Stack) -> Iterator[PostOffice]:
    """Let the function send its mails through here; then as before."""
    office = PostOffice(stack)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = office.take(self)
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            status, body = answer
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == THROTTLED[0]:
                self.send_header("x-amzn-errortype", "TooManyRequestsException")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = tell_function(stack, {ENDPOINT: f"http://{HOST}:{server.server_port}"})
    try:
        yield office
    finally:
        tell_function(stack, {}, before)
        server.shutdown()
        server.server_close()


def tell_function(stack: Stack, more: dict[str, str], usual: dict[str, str] | None = None) -> dict[str, str]:
    """Change what the function is told; gives what it was told before."""
    functions = stack.aws("lambda")
    known: dict[str, str] = functions.get_function_configuration(FunctionName=FUNCTION)["Environment"]["Variables"]
    told = {**(known if usual is None else usual), **more}
    functions.update_function_configuration(FunctionName=FUNCTION, Environment={"Variables": told})
    return known
