"""Who opened a patient's messages and files, for the patient."""

from chalicelib.adapters import audit_trails, conversations, people
from chalicelib.adapters.audit import Entry
from chalicelib.domain import showing_audit
from chalicelib.domain.accesses import WORDS, Access, access_by, may_be_told, readers_of
from chalicelib.domain.audit_search import EARLIEST, LATEST
from chalicelib.domain.audit_shapes import AccessShape
from chalicelib.domain.person import Caller
from chalicelib.usecases import access, matching
from chalicelib.usecases.people import the_caller

Opening = tuple[Entry, Access, list[str]]
"""An entry, what was done by it, and who was shown something."""


def mine(caller: Caller, *, before: str | None, limit: int) -> tuple[list[AccessShape], str | None]:
    """A page of what others opened of the caller's, the latest first, and where to go on, if any.

    A page may hold fewer than `limit`, even none, and yet not be the last.
    """
    patient = the_caller(caller)
    trail = audit_trails.of_patient(patient.id)
    found, following = matching.some(
        lambda _word, place, size: audit_trails.back(trail, (EARLIEST, LATEST), place, max(size, audit_trails.STRETCH)),
        "",
        lambda match: opening(match[1], patient.id) is not None,
        before,
        limit,
    )
    openings = [each for _place, entry in found if (each := opening(entry, patient.id))]
    known = conversations.find({entry.conversation_id for entry, _, _ in openings if entry.conversation_id})
    told = [each for each in openings if may_be_told(patient, each[0].conversation_id, known)]
    topics = {each: conversation.topic for each, conversation in known.items()}
    access.write_down(caller, "access-log.read", patient_id=patient.id, detail={"entries": len(told)})
    return present(told, topics), following


def opening(entry: Entry, patient_id: str) -> Opening | None:
    """What an entry says to its patient; None if nothing was opened, or by the patient alone."""
    what = access_by(entry.act, entry.detail)
    readers = readers_of(entry.person_id, entry.detail, patient_id)
    return (entry, what, readers) if what and readers and entry.outcome == "done" else None


def present(openings: list[Opening], topics: dict[str, str]) -> list[AccessShape]:
    known = people.find({reader for _, _, readers in openings for reader in readers})
    return [
        {
            "id": entry.id,
            "at": entry.at,
            "what": what.value,
            "words": WORDS[what],
            "readers": [showing_audit.reader(each, known) for each in readers],
            "conversationId": entry.conversation_id,
            "topic": topics.get(entry.conversation_id or ""),
        }
        for entry, what, readers in openings
    ]
