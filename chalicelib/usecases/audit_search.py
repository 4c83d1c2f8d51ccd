"""Reading the audit, for administrators. Whoever reads it is written down like everybody else."""

from collections.abc import Iterable

from chalicelib.adapters import audit_trails, people
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.audit_trails import Found, Trail
from chalicelib.domain import showing_audit
from chalicelib.domain.audit_search import AuditSearch
from chalicelib.domain.audit_shapes import AuditEntryShape
from chalicelib.domain.person import Caller
from chalicelib.usecases import access, matching


def find(
    caller: Caller, wanted: AuditSearch, *, before: str | None, limit: int
) -> tuple[list[AuditEntryShape], str | None]:
    """A page of the entries looked for, the latest first, and where to go on, if any.

    A page may hold fewer than `limit`, even none, and yet not be the last.
    """
    found, following = matching.some(
        lambda _word, place, size: look(wanted, place, size), "", lambda match: is_met(wanted, match[1]), before, limit
    )
    entries = [entry for _place, entry in found]
    shown = present(entries)
    write_down(caller, wanted, len(entries))
    return shown, following


def is_met(wanted: AuditSearch, entry: Entry) -> bool:
    return wanted.is_met_by(entry.patient_id, entry.person_id, entry.conversation_id)


def look(wanted: AuditSearch, before: str | None, limit: int) -> list[Found]:
    """The next so many entries, or more where not all of them may be wanted; fewer only if there are no more."""
    limit = max(limit, audit_trails.STRETCH) if wanted.names_several else limit
    found: list[Found] = []
    for trail in trails(wanted, before):
        found += audit_trails.back(trail, (wanted.first, wanted.last), before, limit - len(found))
        if len(found) == limit:
            break
    return found


def trails(wanted: AuditSearch, before: str | None) -> Iterable[Trail]:
    """Where they stand: the narrowest of what is named, or else hour after hour."""
    if wanted.conversation_id:
        return [audit_trails.of_conversation(wanted.conversation_id)]
    if wanted.patient_id:
        return [audit_trails.of_patient(wanted.patient_id)]
    if wanted.person_id:
        return [audit_trails.of_person(wanted.person_id)]
    return map(audit_trails.of_hour, wanted.hours(before))


def write_down(caller: Caller, wanted: AuditSearch, count: int) -> None:
    """Add that the audit was read, and which part; filed under whom it was about."""
    access.write_down(
        caller,
        "audit.read",
        patient_id=wanted.patient_id,
        conversation_id=wanted.conversation_id,
        detail={"personId": wanted.person_id, "from": wanted.first, "to": wanted.last, "entries": count},
    )


def present(entries: list[Entry]) -> list[AuditEntryShape]:
    known = people.find(
        person_id for entry in entries for person_id in (entry.person_id, entry.patient_id) if person_id
    )
    return [
        {
            "id": entry.id,
            "at": entry.at,
            "act": entry.act,
            "outcome": entry.outcome,
            "person": showing_audit.actor(entry.person_id, entry.role, known),
            "patient": showing_audit.patient(entry.patient_id, known) if entry.patient_id else None,
            "conversationId": entry.conversation_id,
            "address": entry.address,
            "session": entry.session,
            "requestId": entry.request_id,
            "detail": dict(entry.detail),
        }
        for entry in entries
    ]
