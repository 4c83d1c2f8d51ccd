"""Conversations: who they join, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.case import Case
from chalicelib.domain.message import Act, Message, Type
from chalicelib.domain.person import Author

TOPIC_LENGTH = 120
DAYS_COUNTED = 14
"""How many days back a conversation knows its messages of each day."""


class Kind(StrEnum):
    """`direct`: one patient and one provider. `topic`: a patient and whoever works in a care team today.

    `case`: the requester and the provider of a case, about a patient who is no member.
    """

    DIRECT = "direct"
    TOPIC = "topic"
    CASE = "case"


class Status(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    ARCHIVED = "archived"


STATUS_AFTER = {Act.RESOLVED: Status.RESOLVED, Act.REOPENED: Status.OPEN, Act.ARCHIVED: Status.ARCHIVED}


@dataclass(frozen=True, slots=True)
class LastMessage:
    """The newest text, as far as an inbox row shows it. `attachments`: how many. `card`: of what type, if any."""

    seq: int
    sender: Author
    sent_at: str
    preview: str
    sensitive: bool
    attachments: int = 0
    card: str | None = None

    @classmethod
    def of(cls, text: Message) -> "LastMessage":
        card = text.card.type.value if text.card else None
        return cls(text.seq, text.sender, text.sent_at, text.preview, text.sensitive, len(text.attachments), card)


@dataclass(frozen=True, slots=True)
class Conversation:
    """`last_seq`: number of entries. `texts`: how many of them people wrote; `sent`: how many each person did.

    `waiting_since`: since when the patient has waited for an answer; `claimed_by`: the colleague who will give it.
    `is_closed`: its case is over, so nobody may write. `days`: texts of each of the last days (`2026-11-21`).
    `since`: when those came who were not there from the start, in a case. `revision` grows with every change.
    `archived_at`: since when it is archived, if it is. `opened_at`: when somebody took it out of the archive, until the
    next text. `last_activity_at` is no earlier than any text, even if clocks differ.
    """

    id: str
    kind: Kind
    topic: str
    patient_id: str
    created_at: str
    last_activity_at: str
    care_team_id: str | None = None
    provider_id: str | None = None
    requester_id: str | None = None
    case_id: str | None = None
    is_closed: bool = False
    team_serves_all: bool = False
    status: Status = Status.OPEN
    last_seq: int = 0
    texts: int = 0
    sent: Mapping[str, int] = field(default_factory=dict)
    last_message: LastMessage | None = None
    waiting_since: str | None = None
    claimed_by: Author | None = None
    days: Mapping[str, int] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    archived_at: str | None = None
    opened_at: str | None = None

    @property
    def first_side_id(self) -> str:
        """The one person who stands alone on their side: the patient; in a case its requester."""
        return self.requester_id or self.patient_id

    @property
    def named_people(self) -> frozenset[str]:
        """Everybody whom the conversation itself names; whoever else belongs to it comes from its care team."""
        return frozenset(filter(None, (self.patient_id, self.provider_id, self.requester_id)))

    @property
    def named_members(self) -> frozenset[str]:
        """Those of them who are members: the patient of a case is not."""
        return self.named_people - {self.patient_id} if self.kind is Kind.CASE else self.named_people

    @property
    def is_archived(self) -> bool:
        return self.status is Status.ARCHIVED

    @property
    def quiet_since(self) -> str:
        """When somebody last wrote, or took it out of the archive by hand."""
        return max(self.last_activity_at, self.opened_at or "")

    def is_due(self, before: str) -> bool:
        """Whether it belongs into the archive: open or resolved, and quiet since before that moment."""
        return not self.is_archived and self.quiet_since < before

    def is_outdated(self, before: str) -> bool:
        """Whether it was archived before that moment, and still is."""
        return self.is_archived and (self.archived_at or self.last_activity_at) < before

    def is_other_side(self, one: str, other: str) -> bool:
        """Whether what the one writes is meant for the other."""
        return (one == self.first_side_id) is not (other == self.first_side_id)

    def sent_by(self, person_id: str) -> int:
        """How many texts of this conversation that person wrote."""
        return self.sent.get(person_id, 0)

    def followed_by(self, entry: Message) -> "Conversation":
        """This conversation after its next entry. Where that leaves out places, as many revisions are left out."""
        moved_on = replace(self, last_seq=entry.seq, revision=self.revision + entry.seq - self.last_seq)
        return moved_on.with_text(entry) if entry.type is Type.TEXT else moved_on.with_act(entry)

    def with_text(self, text: Message) -> "Conversation":
        """Somebody wrote: open again, and an answer or a question."""
        waits = text.sender.id == self.patient_id
        return replace(
            self,
            status=Status.OPEN,
            last_activity_at=max(self.last_activity_at, text.sent_at),
            texts=text.texts,
            sent={**self.sent, text.sender.id: self.sent_by(text.sender.id) + 1},
            last_message=LastMessage.of(text),
            waiting_since=(self.waiting_since or text.sent_at) if waits else None,
            claimed_by=self.claimed_by if waits else None,
            days=recent({**self.days, text.day: self.days.get(text.day, 0) + 1}),
            archived_at=None,
            opened_at=None,
        )

    def with_act(self, entry: Message) -> "Conversation":
        """Something happened that nobody wrote; once resolved, nobody waits any more."""
        status = STATUS_AFTER.get(entry.act, self.status) if entry.act else self.status
        changed = replace(self, status=status, archived_at=self.archived_at if status is Status.ARCHIVED else None)
        if entry.act is Act.ARCHIVED:
            return replace(changed, archived_at=entry.sent_at, opened_at=None)
        if entry.act is Act.REOPENED and self.is_archived:
            return replace(changed, opened_at=entry.sent_at)
        return changed.answered() if status is Status.RESOLVED else changed

    def about(self, case: Case, now: str) -> "Conversation":
        """This conversation as its case is now."""
        return replace(
            self,
            topic=case.title,
            requester_id=case.requester_id,
            provider_id=case.provider_id,
            is_closed=not case.active,
            since={**self.since, **{person_id: now for person_id in case.staff_ids - self.named_members}},
            revision=self.revision + 1,
        )

    def with_team(self, team: CareTeam) -> "Conversation":
        """This conversation as its care team is now."""
        return replace(self, team_serves_all=team.serves_all, revision=self.revision + 1)

    def recounted(self, days: Mapping[str, int]) -> "Conversation":
        """This conversation with the texts of the last days as they were counted anew."""
        return replace(self, days=days, revision=self.revision + 1)

    def claimed(self, by: Author | None) -> "Conversation":
        """This conversation claimed by a colleague, or (None) by nobody."""
        return replace(self, claimed_by=by, revision=self.revision + 1)

    def answered(self) -> "Conversation":
        """This conversation with nobody waiting."""
        return replace(self, waiting_since=None, claimed_by=None)


def recent(days: Mapping[str, int]) -> Mapping[str, int]:
    """The counts of the last days, up to the latest of them."""
    first = date.fromisoformat(max(days)) - timedelta(days=DAYS_COUNTED - 1)
    return {day: count for day, count in days.items() if day >= first.isoformat()}
