"""Sessions, below their person: noted with each ticket for a socket, and marked when they end."""

from collections.abc import Iterable
from functools import partial

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import keys
from chalicelib.adapters.table import Overtaken, Record, cancellation_codes, is_conflict, until_settled
from chalicelib.domain.errors import Unauthenticated
from chalicelib.domain.session import LONGEST, Session


class SessionRow(Record, discriminator="session"):
    """One session. `endedAt`: when somebody signed out of it; it opens no socket any more.

    `provenAt`: when the pool said in it that its person's second factor is on (seconds since 1970).
    """

    started_at = UnicodeAttribute(null=True, attr_name="startedAt")
    last_seen_at = UnicodeAttribute(null=True, attr_name="lastSeenAt")
    address = UnicodeAttribute(null=True)
    agent = UnicodeAttribute(null=True)
    ended_at = UnicodeAttribute(null=True, attr_name="endedAt")
    proven_at = NumberAttribute(null=True, attr_name="provenAt")


class SignedOutRow(Record, discriminator="signed-out"):
    """When somebody last signed out everywhere (seconds since 1970): tokens made before open no socket any more."""

    at = NumberAttribute()


def note(write: TransactWrite, it: Session, now: int) -> None:
    """Note a session as seen, on condition that it has not ended."""
    write.update(
        SessionRow(keys.person(it.person_id), keys.session(it.id)),
        actions=[
            SessionRow.type.set(SessionRow),
            SessionRow.started_at.set(SessionRow.started_at | it.started_at),
            SessionRow.last_seen_at.set(it.last_seen_at),
            SessionRow.address.set(it.address),
            SessionRow.agent.set(it.agent),
            SessionRow.ttl.set(SessionRow.ttl | now + LONGEST),
        ],
        condition=SessionRow.ended_at.does_not_exist(),
    )


def require_no_sign_out_since(write: TransactWrite, person_id: str, latest: int) -> None:
    """The condition that this person has not signed out everywhere after that moment."""
    condition = SignedOutRow.at.does_not_exist() | (SignedOutRow.at <= latest)
    write.condition_check(SignedOutRow, keys.person(person_id), keys.SIGNED_OUT, condition=condition)


def require_open(write: TransactWrite, person_id: str, session: str) -> None:
    """The condition that this session has not ended."""
    condition = SessionRow.ended_at.does_not_exist()
    write.condition_check(SessionRow, keys.person(person_id), keys.session(session), condition=condition)


def commit_in_session(write: TransactWrite, checks: int | None = None) -> None:
    """Carry out what holds for an open session alone. Raises `Unauthenticated` if it has ended, or `Overtaken`.

    `checks`: how many parts, from the first, ask about the session; if not given, all that have conditions do.
    """
    try:
        with write:
            pass
    except TransactWriteError as error:
        if "ConditionalCheckFailed" in cancellation_codes(error)[:checks]:
            raise Unauthenticated("This session has ended. Sign in again.") from error
        if is_conflict(error):
            raise Overtaken from error
        raise


def find(person_id: str) -> list[Session]:
    """The sessions of a person that were noted and have not ended; those too that nobody may use any more by time."""
    found = SessionRow.query(
        keys.person(person_id), SessionRow.SK.startswith(keys.SESSION_PREFIX), consistent_read=True
    )
    return [
        Session(
            id=row.SK.removeprefix(keys.SESSION_PREFIX),
            person_id=person_id,
            started_at=row.started_at,
            last_seen_at=row.last_seen_at or row.started_at,
            address=row.address or "",
            agent=row.agent or "",
        )
        for row in found
        if row.started_at and not row.ended_at
    ]


def sign_out(person_id: str, now: int) -> None:
    """No token of a person that was made before now opens a socket any more."""
    SignedOutRow(keys.person(person_id), keys.SIGNED_OUT, at=now, ttl=now + LONGEST).save()


def end(person_id: str, session_ids: Iterable[str], at: str, now: int) -> None:
    """Mark these sessions as ended, whether they were noted or not; done twice, it is done once."""
    for session_id in session_ids:
        until_settled(partial(end_one, SessionRow(keys.person(person_id), keys.session(session_id)), at, now))


def end_one(row: SessionRow, at: str, now: int) -> None:
    """Mark one, or raise `Overtaken` if it asks for a ticket at this moment."""
    try:
        row.update(
            actions=[
                SessionRow.type.set(SessionRow),
                SessionRow.ended_at.set(SessionRow.ended_at | at),
                SessionRow.ttl.set(now + LONGEST),
            ]
        )
    except UpdateError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise
