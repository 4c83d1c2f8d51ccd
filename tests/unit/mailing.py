"""Mails in these tests: what SES took, what it answers, and running the function that sends them."""

import email
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.models import botocore_stubber
from moto.ses.models import ses_backends

from chalicelib import clock
from tests.unit import tables
from tests.unit.wire import Disturbance, Wire

SENDER = "no-reply@clinic.example"
Answer = Callable[[Callable[[], AWSResponse]], AWSResponse]


class _Stream(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def refusal(code: str, status: int = 400, message: str = "") -> Answer:
    """SES does not take the mail, and says so."""
    content = json.dumps({"message": message}).encode()
    headers = {"x-amzn-errortype": code, "Content-Type": "application/json"}
    return lambda _: AWSResponse("https://email", status, headers, _Stream(content))


def taken_but(then: Callable[[], object]) -> Answer:
    """SES takes the mail, and then this happens before anybody hears of it."""

    def answer(send: Callable[[], AWSResponse]) -> AWSResponse:
        send()
        then()
        raise AssertionError("it should have raised")

    return answer


@dataclass
class Post:
    """The post office: `answers` come in place of SES's own, one for each of the next mails."""

    answers: list[Answer] = field(default_factory=list)

    def passes(self, request: Any, event_name: str, **_: Any) -> AWSResponse:
        def send() -> AWSResponse:
            answer: AWSResponse = botocore_stubber(event_name, request)
            return answer

        return self.answers.pop(0)(send) if self.answers else send()

    @property
    def raw(self) -> list[str]:
        """The mails that SES took, as they were sent."""
        return [mail.raw_data for mail in ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages]

    @property
    def mails(self) -> list[EmailMessage]:
        return [email.message_from_string(raw, policy=policy.default) for raw in self.raw]

    @property
    def to(self) -> list[str]:
        """To whom mails went."""
        return [mail["To"].addresses[0].username for mail in self.mails]


@contextmanager
def standing() -> Iterator[Post]:
    """A post office that has taken nothing yet, with the clinic's address verified."""
    from chalicelib.adapters import mail

    ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages.clear()
    boto3.client("ses").verify_email_identity(EmailAddress=SENDER)
    post, events = Post(), mail.service().meta.events
    events.unregister("before-send", botocore_stubber)
    events.register("before-send.sesv2", post.passes)
    try:
        yield post
    finally:
        events.unregister("before-send.sesv2", post.passes)
        events.register("before-send", botocore_stubber)


@dataclass
class Context:
    """`runs`: for how many more people there is time."""

    runs: int = 1000

    def get_remaining_time_in_millis(self) -> int:
        self.runs -= 1
        return 240_000 if self.runs >= 0 else 0


@contextmanager
def later(minutes: float) -> Iterator[None]:
    """So many minutes after now."""
    with clock.standing_at(datetime.now(UTC) + timedelta(minutes=minutes)):
        yield


def run(minutes: float = 16, people: int = 1000) -> None:
    """The function runs once, at that time; if it fails, its alarm would ring."""
    import app

    with later(minutes):
        app.send_digests({}, Context(people))


def minutes_since_written() -> float:
    """How long the first of what waits has waited: this clinic is made once for all tests."""
    written = min(row["unmailedSince"] for row in tables.rows("HEAD#SEAT#") if "digestPK" in row)
    return (datetime.now(UTC) - datetime.fromisoformat(written)).total_seconds() / 60


def run_and_fail(minutes: float = 16) -> None:
    """The same, where some could not be written to."""
    from chalicelib.transport.schedule import NotAllSent

    failed = False
    with suppress(NotAllSent):
        run(minutes)
        failed = True
    assert not failed


def due() -> set[tuple[str, str]]:
    """Who stands in the lists of those to be mailed, about which conversation."""
    rows = tables.rows("HEAD#SEAT#")
    return {(row["personId"], row["PK"].removeprefix("CONV#")) for row in rows if "digestPK" in row}


def claims() -> list[tables.Item]:
    return tables.rows("CLAIM")


def give_up(claim: tables.Item) -> None:
    """As a run does it that heard nothing of a mail for a quarter of an hour."""
    from chalicelib.adapters import digests

    digests.give_back(claim["PK"].partition("#")[2], claim["digestId"])


def once(wire: Wire, part: str, act: Callable[[], object], times: int = 1) -> Disturbance:
    """Do something before the next writes that hold this part; what it returns is the answer instead."""
    armed = [True]

    def acting() -> object:
        if times == 1 and not armed:
            return None
        armed.clear()
        return act()

    return Disturbance(lambda call: call.operation == "PutItem" and part in json.dumps(call.content), acting, times)
