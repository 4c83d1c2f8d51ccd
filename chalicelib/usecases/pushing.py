"""Waking people who have the portal closed. Everything is read again first: a job may be late, or come twice."""

from chalicelib import clock
from chalicelib.adapters import calls, doorway, push_jobs, push_services, push_subscriptions, sockets
from chalicelib.adapters.push_services import Outcome
from chalicelib.domain import push
from chalicelib.domain.call import CallState, as_of
from chalicelib.domain.languages import language
from chalicelib.domain.permission import may_read
from chalicelib.domain.person import Person
from chalicelib.domain.push import Push, Subscription
from chalicelib.domain.push_job import PushJob
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import telling

FIRST_PAUSE, LONGEST_PAUSE = 30, 600
"""Seconds after which a job that failed comes again, twice as long each time."""
Due = Push | str
"""What is to be said, or why nothing is."""


class ServicesBusy(Exception):
    """Some push service did not take it: the job is to come again. Whoever gets it twice sees one notice."""


def carry_out(body: str) -> None:
    """Wake a person in all their browsers, unless there is no reason any more. Raises `ServicesBusy`."""
    job = push_jobs.read(body)
    due = about_conversation(job) if job.conversation_id else about_visit(job)
    if isinstance(due, str):
        logger.debug("nobody woken", reason=due)
        return
    outcomes = [send(subscription, due) for subscription in push_subscriptions.find(job.person_id)]
    count("PushesSent", outcomes.count(Outcome.SENT))
    if Outcome.BUSY in outcomes:
        raise ServicesBusy


def put_off(receipt: str, attempts: int) -> None:
    """Let a job that failed come again later each time. Best effort: else it comes once the queue shows it again."""
    seconds = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    telling.best_effort(lambda: push_jobs.put_off(receipt, seconds))


def send(subscription: Subscription, due: Push) -> Outcome:
    """To one browser; one that is no more is forgotten."""
    outcome = push_services.send(subscription, due)
    if outcome is Outcome.GONE:
        push_subscriptions.remove(subscription.person_id, subscription.id)
    if outcome is Outcome.REFUSED:
        count("PushesRefused")
    return outcome


def about_conversation(job: PushJob) -> Due:
    """As it stands now: whoever has left since, reads elsewhere or has read it is left in peace."""
    found = doorway.look(job.conversation_id or "", job.person_id)
    person, it = found.person, found.conversation
    reason = against(person)
    if reason or person is None or it is None:
        return reason or "NO_MEMBER"
    seat = found.seat.settled(it) if found.seat else None
    return push.due_in(seat, language_of(person), is_member=may_read(person, it))


def about_visit(job: PushJob) -> Due:
    """As it stands now: whoever's patient has left, or is another provider's, is left in peace."""
    kept, known = calls.look(job.appointment_id or "", job.person_id)
    person = known.get(job.person_id)
    reason = against(person)
    if reason or person is None or kept is None or kept.item.provider_id != job.person_id:
        return reason or "NOT_THEIRS"
    is_waiting = as_of(kept.call, kept.item, clock.timestamp()).state is CallState.WAITING
    return push.of_visit(kept.item.id, language_of(person)) if is_waiting else "NOBODY_WAITS"


def language_of(person: Person) -> str:
    return language(person.locale, settings().languages)


def against(person: Person | None) -> str | None:
    is_online = person is not None and bool(sockets.open_sockets([person.id]))
    return push.reason_against(person, is_online=is_online)
