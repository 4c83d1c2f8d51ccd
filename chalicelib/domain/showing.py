"""What a reader is shown of people, conversations and cases: the same over REST and sockets."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.case import Case
from chalicelib.domain.conversation import LastMessage
from chalicelib.domain.errors import next_step
from chalicelib.domain.permission import is_locked, reason_against_case, reason_against_writing
from chalicelib.domain.person import Author, Person, Role
from chalicelib.domain.preference_shapes import MailProblemShape
from chalicelib.domain.seat import Seat
from chalicelib.domain.shapes import (
    CareTeamShape,
    CaseShape,
    ConversationShape,
    LastMessageShape,
    NeedsReplyShape,
    PatientShape,
    PersonShape,
    UnreadShape,
)
from chalicelib.domain.tally import CASE, Totals, scopes_of


def person(author: Author) -> PersonShape:
    shape: PersonShape = {
        "id": author.id,
        "role": author.role.value,
        "name": author.name,
        "initials": author.initials,
    }
    if author.title:
        shape["title"] = author.title
    return shape


def unknown_person(person_id: str) -> Author:
    """Stands in for somebody whom the directory does not hold (any more)."""
    return Author(person_id, Role.PATIENT, person_id)


def care_team(team: CareTeam) -> CareTeamShape:
    return {"id": team.id, "name": team.name}


def patient(somebody: Person, teams: Iterable[CareTeam], reason: str | None, *, is_own: bool = False) -> PatientShape:
    """A patient, with why they may not be written to, or None. `is_own`: as shown to themself."""
    return {
        **person(somebody),
        "portalAccount": somebody.portal_account,
        "chatOptIn": somebody.chat_opt_in,
        "canMessage": reason is None,
        "reason": reason,
        "nextStep": next_step(reason, is_own=is_own),
        "careTeams": [care_team(team) for team in teams],
    }


def mail_problem(somebody: Person) -> MailProblemShape | None:
    """Why mails do not go to somebody's address, if they do not."""
    problem = somebody.mail_problem
    return {"kind": problem.kind.value, "at": problem.at} if problem else None


def last_message(last: LastMessage, reader_id: str, patient_id: str) -> LastMessageShape:
    locked = is_locked(last.sensitive, reader_id, patient_id)
    return {
        "seq": last.seq,
        "sender": person(last.sender),
        "sentAt": last.sent_at,
        "preview": None if locked else last.preview,
        "sensitive": last.sensitive,
        "attachments": 0 if locked else last.attachments,
        "card": None if locked else last.card,
    }


def conversation(seat: Seat, known: Mapping[str, Person], team: CareTeam | None) -> ConversationShape:
    """A conversation as the person of this seat sees it. `known`: the people whom the conversation names, by id."""
    it = seat.conversation
    last, reason = it.last_message, reason_against_writing(it, known, team)
    waits = seat.is_staffs and it.waiting_since
    shape: ConversationShape = {
        "id": it.id,
        "kind": it.kind.value,
        "topic": it.topic,
        "patient": person(known.get(it.patient_id) or unknown_person(it.patient_id)),
        "status": it.status.value,
        "createdAt": it.created_at,
        "lastActivityAt": it.last_activity_at,
        "messageCount": it.texts,
        "lastSeq": it.last_seq,
        "revision": it.revision,
        "lastMessage": last_message(last, seat.person_id, it.patient_id) if last else None,
        "unreadCount": seat.unread,
        "readSeq": seat.marker.seq,
        "pinned": seat.pinned,
        "muted": seat.muted,
        "seatRevision": int(seat.version),
        "needsReply": needs_reply(waits, it.claimed_by) if waits else None,
        "canReply": reason is None,
        "reason": reason,
        "nextStep": next_step(reason, is_own=seat.person_id == it.patient_id),
    }
    if team:
        shape["careTeam"] = care_team(team)
    if it.provider_id and it.provider_id in known:
        shape["provider"] = person(known[it.provider_id])
    if it.requester_id and it.requester_id in known:
        shape["requester"] = person(known[it.requester_id])
    if it.case_id:
        shape["caseId"] = it.case_id
    return shape


def case(it: Case, known: Mapping[str, Person], seat: Seat | None) -> CaseShape:
    """A case as one of its two sees it. `seat`: theirs in the conversation about it, once there is one."""
    pair = (known.get(it.requester_id), known.get(it.provider_id))
    reason = reason_against_case(pair, is_closed=not it.active)
    return {
        "id": it.id,
        "title": it.title,
        "status": it.status.value,
        "patient": person(known.get(it.patient_id) or unknown_person(it.patient_id)),
        "requester": person(pair[0] or unknown_person(it.requester_id)),
        "provider": person(pair[1] or unknown_person(it.provider_id)),
        "conversation": conversation(seat, known, None) if seat else None,
        "canMessage": reason is None,
        "reason": reason,
        "nextStep": next_step(reason),
    }


def needs_reply(since: str, claimed_by: Author | None) -> NeedsReplyShape:
    return {"since": since, "claimedBy": person(claimed_by) if claimed_by else None}


def unread(totals: Totals, reader: Person) -> UnreadShape:
    """What is unread over all that somebody may read; for staff also how many patients' conversations wait."""
    scopes = scopes_of(reader)
    total = totals.over(scopes)
    shape: UnreadShape = {
        "messages": total.unread_messages,
        "conversations": total.unread_conversations,
        "caseMessages": totals.over(scopes & {CASE}).unread_messages,
    }
    if reader.is_staff:
        shape["needsReply"] = total.waiting_conversations
    return shape
