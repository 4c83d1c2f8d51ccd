"""Turning mails off by the link that each of them carries, without signing in."""

from dataclasses import replace

from chalicelib.adapters import mailing, people, unsubscribing
from chalicelib.adapters.table import until_settled
from chalicelib.domain.errors import NotFound
from chalicelib.domain.person import Caller
from chalicelib.observability import count
from chalicelib.usecases import access

UNKNOWN = "This link is not complete, or older than a year. Sign in and turn off emails in your preferences."


def unsubscribe(token: str, address: str, request_id: str) -> None:
    """Turn off the mails of whom this token was sent to; done again it changes nothing.

    `address`, `request_id`: where the request came from, for the audit. Raises `NotFound` for unknown tokens.
    """
    person_id = unsubscribing.find(token)
    if person_id is None:
        count("UnknownUnsubscribes")
        raise NotFound(UNKNOWN)

    until_settled(lambda: turn_off(person_id, address, request_id))


def turn_off(person_id: str, address: str, request_id: str) -> None:
    person, version = people.read(person_id)
    if person is None:
        raise NotFound(UNKNOWN)
    if not person.notify_email:
        return
    caller = Caller(person.id, person.role, session="", address=address, request_id=request_id)
    entry = access.entry_by(caller, "preferences.change")
    about = person.id if person.is_patient else None
    detail = {"notify_email": False, "via": "mail"}
    mailing.keep(replace(person, notify_email=False), version, replace(entry, patient_id=about, detail=detail))
