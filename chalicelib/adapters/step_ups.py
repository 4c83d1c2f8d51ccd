"""Fresh sign-ins that people began, and until when which session of theirs sees what is sensitive."""

from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters import audit, keys, sessions
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.table import Record, commit, get_one, transaction
from chalicelib.domain.step_up import StepUp


class StepUpRow(Record, discriminator="step-up"):
    """A fresh sign-in that was begun and not completed yet."""

    session = UnicodeAttribute()
    verifier = UnicodeAttribute()
    nonce = UnicodeAttribute()
    begun_at = NumberAttribute(attr_name="begunAt")

    def step_up(self) -> StepUp:
        return StepUp(
            id=self.SK.removeprefix(keys.STEP_UP_PREFIX),
            person_id=self.PK.partition("#")[2],
            session=self.session,
            verifier=self.verifier,
            nonce=self.nonce,
            begun_at=int(self.begun_at),
        )


class UnlockedRow(Record, discriminator="unlocked"):
    """One session sees what is sensitive until then (seconds since 1970)."""

    until = NumberAttribute()


def row_of(step_up: StepUp) -> StepUpRow:
    return StepUpRow(
        keys.person(step_up.person_id),
        keys.step_up(step_up.id),
        session=step_up.session,
        verifier=step_up.verifier,
        nonce=step_up.nonce,
        begun_at=step_up.begun_at,
        ttl=step_up.expires_at,
    )


def begin(step_up: StepUp, entry: Entry) -> None:
    """Keep it, together with its audit entry."""
    write = transaction()
    write.save(row_of(step_up))
    write.save(audit.entry_row(entry))
    commit(write)


def find(person_id: str, step_up_id: str) -> StepUp | None:
    """What that person began under this id and has not completed; late ones too."""
    row = get_one((keys.person(person_id), keys.step_up(step_up_id)))
    return row.step_up() if isinstance(row, StepUpRow) else None


def complete(step_up: StepUp, until: int, entry: Entry) -> bool:
    """Use it up and unlock its session, together with the audit entry; False if it was used up before.

    Raises `Overtaken` if another completes it at this moment, `Unauthenticated` if its session has ended since.
    """
    if find(step_up.person_id, step_up.id) is None:
        return False
    pk = keys.person(step_up.person_id)
    write = transaction()
    sessions.require_open(write, step_up.person_id, step_up.session)
    sessions.require_no_sign_out_since(write, step_up.person_id, step_up.begun_at)
    write.delete(row_of(step_up), condition=StepUpRow.PK.exists())
    write.save(UnlockedRow(pk, keys.unlocked(step_up.session), until=until, ttl=until))
    write.save(audit.entry_row(entry))
    sessions.commit_in_session(write, checks=2)
    return True


def discard(step_up: StepUp) -> None:
    """It can not be completed any more; harmless if it is gone."""
    row_of(step_up).delete()


def unlocked_until(person_id: str, session: str) -> int:
    """Until when this session sees what is sensitive; 0 if it does not."""
    row = get_one((keys.person(person_id), keys.unlocked(session)))
    return int(row.until) if isinstance(row, UnlockedRow) else 0


def lock_all(person_id: str) -> None:
    """Take back what any session of a person sees, and whatever fresh sign-in is under way."""
    for prefix in (keys.UNLOCKED_PREFIX, keys.STEP_UP_PREFIX):
        for row in Record.query(keys.person(person_id), Record.SK.startswith(prefix), consistent_read=True):
            row.delete()


def lock(person_id: str, sessions: Iterable[str]) -> None:
    """Take back what these sessions of a person see; harmless where it is nothing."""
    for session in sessions:
        UnlockedRow(keys.person(person_id), keys.unlocked(session)).delete()
