"""Web Push: the browsers that someone wants to be woken in, what stands against waking them, and what they are told."""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Seat

MOST_BROWSERS = 20
"""Of one person; another takes the place of the one that has been away longest."""
KEPT_SECONDS = 180 * 24 * 3600
"""So long a browser is remembered that does not come back."""
GOOD_FOR = 4 * 3600
"""Seconds for which a push service keeps what it cannot deliver: what is older than that, mail has told."""
TOPIC_LENGTH = 32
POINT_BYTES, SECRET_BYTES = 65, 16


@dataclass(frozen=True, slots=True)
class Subscription:
    """A browser's address at its push service, with its keys (base64url): only it can read what is sent there.

    `session`: in which its person last came by with it. `created_at`, `seen_at`: RFC 3339.
    """

    person_id: str
    endpoint: str
    p256dh: str
    auth: str
    session: str
    created_at: str
    seen_at: str

    @property
    def id(self) -> str:
        return subscription_id(self.endpoint)

    @property
    def host(self) -> str:
        """All that logs may say of it."""
        return urlsplit(self.endpoint).hostname or ""


def subscription_id(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


def is_push_service(endpoint: str, hosts: Sequence[str], *, is_local: bool) -> bool:
    """Whether this is an address that we may send to: https, at one of these hosts, without anything that hides one.

    `*.push.example` stands for every host below `push.example`. Where all is local, an entry may be a whole origin.
    """
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint or "\\" in endpoint:
        return False
    try:
        it = urlsplit(endpoint)
        port = it.port
    except ValueError:
        return False
    if is_local and f"{it.scheme}://{it.netloc}" in hosts:
        return True
    host = it.hostname or ""
    is_plain = it.netloc in (host, f"{host}:443") and port in (None, 443)
    return it.scheme == "https" and is_plain and any(_fits(host, pattern) for pattern in hosts)


def _fits(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) and len(host) >= len(pattern) if pattern.startswith("*.") else host == pattern


def is_key(text: str, length: int) -> bool:
    """Whether this is base64url, without padding, of so many bytes."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        return False
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) == length
    except binascii.Error:
        return False


@dataclass(frozen=True, slots=True)
class Push:
    """What one push says. `about`: of two about the same, a push service delivers the later alone.

    `language`: in which its person is spoken to.
    """

    count: int
    path: str
    about: str
    language: str


def of_conversation(seat: Seat, language: str) -> Push:
    """How much is unread there, and where it is read; not what, or by whom."""
    it = seat.conversation
    return Push(seat.unread, path_to(it), it.id, language)


def path_to(it: Conversation) -> str:
    """Where the portal shows a conversation."""
    return f"/cases/{quote(it.case_id, safe='')}" if it.kind is Kind.CASE and it.case_id else f"/chat/{it.id}"


def of_visit(appointment_id: str, language: str) -> Push:
    """That somebody waits there; not who."""
    return Push(1, f"/visits/{quote(appointment_id, safe='')}", f"visit {appointment_id}", language)


def topic(push: Push, subscription: Subscription) -> str:
    """The name under which a push service keeps it: in the form that RFC 8030 asks for, and nobody can tell of what."""
    digest = hashlib.sha256(f"{subscription.auth} {push.about}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:TOPIC_LENGTH]


def reason_against(person: Person | None, *, is_online: bool) -> str | None:
    """Why somebody is woken for nothing at this moment; None: they may be."""
    if person is None or not person.active or not person.portal_account:
        return "NO_ACCOUNT"
    if not person.notify_web:
        return "NOT_WANTED"
    return "ONLINE" if is_online else None


def due_in(seat: Seat | None, language: str, *, is_member: bool) -> Push | str:
    """What to say of a conversation, by the seat that somebody has in it; or why nothing is said."""
    if seat is None or not is_member:
        return "NO_MEMBER"
    if seat.muted:
        return "MUTED"
    return of_conversation(seat, language) if seat.unread else "READ"
