"""Seeing who should be woken: people with more unread than before, or a patient waiting, and no window open.

Only a job is put down here, so that the sure path is not slowed; whoever does it looks whether it is still so.
"""

from collections.abc import Sequence

from chalicelib import together
from chalicelib.adapters import push_jobs
from chalicelib.adapters.audiences import Audience
from chalicelib.domain.person import Person
from chalicelib.domain.push_job import PushJob
from chalicelib.settings import settings
from chalicelib.usecases import telling
from chalicelib.usecases.settled import Move


def after_settling(audience: Audience, moves: Sequence[Move]) -> None:
    """Have those woken in whose seats more is unread now. Best effort: the next message makes up for it."""
    if not settings().push.is_on:
        return
    sleepers = [move.new.person_id for move in moves if move.new and wakes(move, audience)]
    put([PushJob(person_id, conversation_id=audience.conversation.id) for person_id in sleepers])


def wakes(move: Move, audience: Audience) -> bool:
    """Whether a change of a seat is news to somebody who may not know. Who prefers quiet is asked where it is known."""
    old, new = move.old, move.new
    if new is None or new.muted or new.person_id in audience.sockets:
        return False
    return new.unread > (old.unread if old else 0) and wants(audience.people.get(new.person_id))


def wants(person: Person | None) -> bool:
    return person is None or person.notify_web


def for_waiting_patient(appointment_id: str, provider_id: str | None, *, has_window: bool) -> None:
    """Have a provider woken, in whose waiting room somebody is now."""
    if settings().push.is_on and provider_id and not has_window:
        put([PushJob(provider_id, appointment_id=appointment_id)])


def put(jobs: Sequence[PushJob]) -> None:
    for call in [together.start(push_jobs.put, job) for job in jobs]:
        telling.best_effort(call.result)
