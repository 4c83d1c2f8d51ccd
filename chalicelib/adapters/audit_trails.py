"""Reading the audit, newest first: along one patient, one person, one conversation, or hour by hour."""

from chalicelib.adapters import audit_keys
from chalicelib.adapters.audit import Entry, EntryRow

Found = tuple[str, Entry]
"""An entry after its place in the order of time."""
Trail = tuple[str | None, str]
"""An index (None: the table itself), and the part of it that holds the entries."""
STRETCH = 200
"""How many entries are read at once where most of them may not be wanted."""


def of_patient(patient_id: str) -> Trail:
    return None, audit_keys.of_patient(patient_id)


def of_person(person_id: str) -> Trail:
    return "person", audit_keys.of_person(person_id)


def of_conversation(conversation_id: str) -> Trail:
    return "conversation", audit_keys.of_conversation(conversation_id)


def of_hour(moment: str) -> Trail:
    """The hour that holds this moment."""
    return "hour", audit_keys.hour(moment)


def back(trail: Trail, moments: tuple[str, str], before: str | None, limit: int) -> list[Found]:
    """The last entries of a trail between two moments, both included, and before that place if one is given."""
    (index, partition), (first, last) = trail, moments
    end = min(before or last + audit_keys.LAST, last + audit_keys.LAST)
    if end < first:
        return []
    within = EntryRow.SK.between(first, end)
    rows = EntryRow.query(
        partition,
        within,
        index_name=index,
        consistent_read=index is None,
        scan_index_forward=False,
        limit=limit + 1,
    )
    return [(row.SK, row.entry()) for row in rows if before != row.SK][:limit]
