"""Corrections of mails: `mail_sources`."""

import base64
from typing import Any

import httpx

from tests.local.emulator.local_aws import LocalAws, unique


def sent(aws: LocalAws, content: dict[str, Any]) -> dict[str, Any]:
    """What is told of a mail with this content."""
    api = aws.client("sesv2")
    sender = unique("sender") + "@clinic.example"
    api.create_email_identity(EmailIdentity=sender)
    mail = {"FromEmailAddress": sender, "Destination": {"ToAddresses": ["ada@mail.example"]}, "Content": content}
    made = api.send_email(**mail)["MessageId"]
    [accounts] = httpx.get(f"{aws.url}/_ministack/ses/messages").json()["messages"].values()
    told: dict[str, Any] = next(mail for mail in accounts if mail["MessageId"] == made)
    return told


def raw(source: bytes) -> dict[str, Any]:
    return {"Raw": {"Data": source}}


SOURCE = b"From: no-reply@clinic.example\r\nTo: ada@mail.example\r\nSubject: Hello\r\nX-Own: kept\r\n\r\nWords.\r\n"


def test_plain_forgets_how_a_mail_was_sent(plain: LocalAws) -> None:
    assert "X-Own" not in str(sent(plain, raw(SOURCE)))


def test_corrected_tells_it_to_the_byte(corrected: LocalAws) -> None:
    assert base64.b64decode(sent(corrected, raw(SOURCE))["Raw"]) == SOURCE


def test_corrected_has_no_source_of_what_was_sent_in_parts(corrected: LocalAws) -> None:
    simple = {"Simple": {"Subject": {"Data": "Hello"}, "Body": {"Text": {"Data": "Words."}}}}

    assert sent(corrected, simple)["Raw"] is None
