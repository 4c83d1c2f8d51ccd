"""The sure path: bring every seat of a conversation in line with its head, and tell those it concerns.

Everything is worked out anew from what is stored, so running it twice, late or out of order changes nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.adapters import audiences, audit, changes, jobs
from chalicelib.adapters.changes import (
    AppointmentChanged,
    CallChanged,
    FileChanged,
    HeadChanged,
    Meaning,
    MessageStored,
    PresenceChanged,
)
from chalicelib.domain.job import PatientChanged, StaffChanged, TeamChanged, jobs_after
from chalicelib.domain.message import Message
from chalicelib.usecases import call_changes, finding, keeping, presence, seating, settled, waking


class Batch:
    """Records that came together: each conversation is settled once, however many of them are about it."""

    def __init__(self) -> None:
        self.settled: set[str] = set()

    def follow(self, record: Mapping[str, Any]) -> None:
        """Do what one stream record asks for."""
        match changes.meaning(record):
            case HeadChanged(conversation_id, is_renamed):
                if is_renamed:
                    finding.index(conversation_id)
                if conversation_id not in self.settled:
                    settle(conversation_id)
                    self.settled.add(conversation_id)
            case None:
                pass
            case change:
                FOLLOWED[type(change)](change)


def settle(conversation_id: str) -> None:
    """Give each member of today a seat that has seen all of the conversation, and take away all other seats."""
    audience = audiences.gather(conversation_id)
    if audience is None:
        return
    moves = seating.settle_all(audience)
    settled.tell(audience, moves)
    waking.after_settling(audience, moves)


def note_sent(message: Message) -> None:
    """Write down that a message was sent, or what became of the conversation; once, however often this runs."""
    audit.record(
        audit.Entry(
            id=f"{message.conversation_id}.{message.seq}",
            at=message.sent_at,
            act=f"conversation.{message.act.value}" if message.act else "message.sent",
            person_id=message.sender.id,
            role=message.sender.role.value,
            session=message.origin.session,
            address=message.origin.address,
            request_id=message.origin.request_id,
            patient_id=message.patient_id,
            conversation_id=message.conversation_id,
            detail={"seq": message.seq},
        )
    )


def hand_over(change: TeamChanged | PatientChanged | StaffChanged) -> None:
    """Leave what concerns many conversations to the function that has the time for it."""
    jobs.put_all(jobs_after(change))


FOLLOWED: Mapping[type[Meaning], Callable[[Any], None]] = {
    PresenceChanged: presence.follow,
    FileChanged: keeping.follow,
    MessageStored: lambda change: note_sent(change.message),
    CallChanged: call_changes.follow,
    AppointmentChanged: call_changes.follow_directory,
    TeamChanged: hand_over,
    PatientChanged: hand_over,
    StaffChanged: hand_over,
}
"""Who follows what the stream says, but for heads: of those each conversation is settled once in a batch."""
