"""Mails, as the emulator tells of them."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any


@dataclass(frozen=True)
class Mail:
    """A mail. `source`: as it was sent; empty where it was given in parts."""

    id: str
    at: datetime
    sender: str
    to: str
    subject: str
    plain: str
    html: str
    source: str


def mail_from(told: Mapping[str, Any]) -> Mail:
    """A mail, from what the emulator tells of it."""
    raw = base64.b64decode(told.get("Raw") or "")
    read = message_from_bytes(raw, policy=default)
    assert isinstance(read, EmailMessage)
    return Mail(
        id=told["MessageId"].partition("@")[0],
        at=datetime.fromtimestamp(told["Timestamp"], UTC),
        sender=str(read["From"] or told["Source"]),
        to=str(read["To"] or ", ".join(told["To"])),
        subject=str(read["Subject"] or told["Subject"]),
        plain=body(read, "plain") or told["BodyText"] or "",
        html=body(read, "html") or told["BodyHtml"] or "",
        source=raw.decode("ascii", "backslashreplace"),
    )


def body(read: EmailMessage, kind: str) -> str:
    found = read.get_body((kind,)) if read.keys() else None
    return str(found.get_content()) if found else ""
