"""Second factors, below their person: since when there is one, what is being set up, and which sessions showed one."""

from functools import partial

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.adapters import audit, factor_keys, keys
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.sessions import SessionRow
from chalicelib.adapters.table import (
    Overtaken,
    Record,
    commit,
    get_all,
    get_one,
    is_conflict,
    transaction,
    until_settled,
)
from chalicelib.domain.second_factor import Enrolment, Proof
from chalicelib.domain.session import LONGEST


class FactorRow(Record, discriminator="second-factor"):
    """Somebody has set up an authenticator app, at that moment (seconds since 1970)."""

    enrolled_at = NumberAttribute(attr_name="enrolledAt")


class EnrolmentRow(Record, discriminator="enrolment"):
    """A fresh sign-in by which somebody sets up an app; `accessToken` is there once they have signed in."""

    session = UnicodeAttribute()
    verifier = UnicodeAttribute()
    nonce = UnicodeAttribute()
    begun_at = NumberAttribute(attr_name="begunAt")
    access_token = UnicodeAttribute(null=True, attr_name="accessToken")


def row_of(it: Enrolment) -> EnrolmentRow:
    return EnrolmentRow(
        keys.person(it.person_id),
        factor_keys.enrolment(it.id),
        session=it.session,
        verifier=it.verifier,
        nonce=it.nonce,
        begun_at=it.begun_at,
        access_token=it.access_token,
        ttl=it.expires_at,
    )


def keep(enrolment: Enrolment) -> None:
    row_of(enrolment).save()


def find(person_id: str, enrolment_id: str) -> Enrolment | None:
    """What that person began under this id and has not completed; late ones too."""
    row = get_one((keys.person(person_id), factor_keys.enrolment(enrolment_id)))
    if not isinstance(row, EnrolmentRow):
        return None
    return Enrolment(enrolment_id, person_id, row.session, row.verifier, row.nonce, int(row.begun_at), row.access_token)


def discard(enrolment: Enrolment) -> None:
    """It can not be completed any more; harmless if it is gone."""
    row_of(enrolment).delete()


def enrolled(enrolment: Enrolment, at: int, entry: Entry) -> None:
    """Use it up: from that moment on there is a factor. Together with the audit entry."""
    write = transaction()
    write.delete(row_of(enrolment))
    write.save(FactorRow(keys.person(enrolment.person_id), factor_keys.SECOND_FACTOR, enrolled_at=at))
    write.save(audit.entry_row(entry))
    commit(write)


def discount(person_id: str) -> None:
    """What counted so far counts no more; harmless if nothing did."""
    FactorRow(keys.person(person_id), factor_keys.SECOND_FACTOR).delete()


def forget(person_id: str, entry: Entry) -> None:
    """There is no factor any more, if there was one; together with the audit entry."""
    write = transaction()
    write.delete(FactorRow(keys.person(person_id), factor_keys.SECOND_FACTOR))
    write.save(audit.entry_row(entry))
    commit(write)


def proof(person_id: str, session: str) -> Proof:
    """What is kept of a person's factor and of one of their sessions; one round trip."""
    factor_key, session_key = (
        (keys.person(person_id), factor_keys.SECOND_FACTOR),
        (keys.person(person_id), keys.session(session)),
    )
    rows = get_all([factor_key, session_key])
    factor, seen = rows.get(factor_key), rows.get(session_key)
    return Proof(
        enrolled_at=int(factor.enrolled_at) if isinstance(factor, FactorRow) else None,
        proven_at=int(seen.proven_at) if isinstance(seen, SessionRow) and seen.proven_at else None,
    )


def confirm(person_id: str, session: str, now: int) -> None:
    """The pool has said that the factor is on, in this session."""
    until_settled(partial(confirm_one, SessionRow(keys.person(person_id), keys.session(session)), now))


def confirm_one(row: SessionRow, now: int) -> None:
    """Note it, or raise `Overtaken` if the session asks for a ticket at this moment."""
    try:
        row.update(
            actions=[
                SessionRow.type.set(SessionRow),
                SessionRow.proven_at.set(now),
                SessionRow.ttl.set(SessionRow.ttl | now + LONGEST),
            ]
        )
    except UpdateError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise
