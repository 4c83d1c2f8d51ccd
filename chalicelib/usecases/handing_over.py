"""Many conversations after one change: seats for who joined a care team, none for who left, news for who looks on.

Each conversation is worked out anew from what is stored, so a job that comes twice, late or in the middle changes
nothing more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from chalicelib.adapters import audiences, jobs, people, walks
from chalicelib.adapters.walks import Stop
from chalicelib.domain.conversation import Status
from chalicelib.domain.job import Job, Source
from chalicelib.domain.message import Act, Message
from chalicelib.observability import count, logger
from chalicelib.usecases import access, entries, finding, serving, settling, telling

BATCH = 25
"""Conversations that one job attends to before it leaves the rest to the next."""


def carry_out(body: str, has_time: Callable[[], bool]) -> None:
    """Do the next part of a job, at least one conversation, and put what remains back on the queue."""
    job = jobs.read(body)
    stops = WALKS[job.source](job.id, job.after, BATCH + 1)
    for number, (place, conversation_id) in enumerate(stops, 1):
        if conversation_id:
            attend(job, conversation_id)
        if number < len(stops) and (number == BATCH or not has_time()):
            jobs.put(replace(job, after=place))
            return


def attend(job: Job, conversation_id: str) -> None:
    """Do the job in one conversation. If it fails there, that becomes a job by itself, and keeps no other waiting."""
    try:
        ACTS[job.source](conversation_id, job)
    except Exception as error:
        if job.source is Source.CONVERSATION:
            raise
        logger.warning("conversation put off", error=type(error).__name__, conversation_id=conversation_id)
        jobs.put(Job(Source.CONVERSATION, conversation_id, job.joined))
    else:
        count("ConversationsHandedOver")


def hand_over(conversation_id: str, job: Job) -> None:
    """Seats, inboxes and totals for the care team's members of today and nobody else; the thread says who joined.

    Staff may write to whom the team serves today.
    """
    serving.bring_in_line(conversation_id)
    note_joined(conversation_id, job.joined)
    settling.settle(conversation_id)


def note_joined(conversation_id: str, joined: Mapping[str, str]) -> None:
    """Let the thread say who joined since it began, once each; archived ones are left alone."""
    audience = audiences.gather(conversation_id) if joined else None
    if audience is None or audience.conversation.status is Status.ARCHIVED:
        return
    began, members = audience.conversation.created_at, audience.care_team.members if audience.care_team else {}
    here_since = {who: at for who, at in joined.items() if at > began and members.get(who) == at}
    for who, person in sorted(people.find(here_since).items()):
        name = f"{Act.MEMBER_JOINED.value}:{who}:{here_since[who]}"
        entry = entries.note(conversation_id, Act.MEMBER_JOINED, person.author, name)
        if entry:
            telling.best_effort(partial(announce, conversation_id, entry))


def announce(conversation_id: str, entry: Message) -> None:
    """Show an entry to whoever has a window open."""
    audience = audiences.gather(conversation_id)
    if audience:
        telling.message_created(access.ITSELF, audience, audience.conversation, entry)


def show_anew(conversation_id: str, job: Job) -> None:
    """Show a conversation again to everybody who has it open: its people changed."""
    audience = audiences.gather(conversation_id)
    if audience:
        listeners = audience.listeners()
        telling.best_effort(lambda: telling.conversation_updated(access.ITSELF, audience, listeners))


def find_anew(conversation_id: str, job: Job) -> None:
    """Let a conversation be found by the name that its patient has now, and show it again."""
    finding.index(conversation_id)
    show_anew(conversation_id, job)


def do_all(conversation_id: str, job: Job) -> None:
    """Whatever any job asks for."""
    hand_over(conversation_id, job)
    find_anew(conversation_id, job)


WALKS: Mapping[Source, Callable[[str, str, int], Sequence[Stop]]] = {
    Source.TEAM: walks.of_team,
    Source.LATEST: walks.of_latest,
    Source.INBOX: walks.of_inbox,
    Source.ARCHIVE: walks.of_archive,
    Source.PAIRS: walks.of_pairs,
    Source.CASES: walks.of_cases,
    Source.CONVERSATION: walks.of_one,
}
ACTS: Mapping[Source, Callable[[str, Job], None]] = {
    Source.TEAM: hand_over,
    Source.LATEST: show_anew,
    Source.INBOX: find_anew,
    Source.ARCHIVE: find_anew,
    Source.PAIRS: show_anew,
    Source.CASES: find_anew,
    Source.CONVERSATION: do_all,
}
