"""The audit: entries are added, and never changed or removed. No words that people wrote stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError

from chalicelib.adapters import audit_keys
from chalicelib.adapters.table import AuditRecord


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to whose data, when, from where, with what outcome. `detail`: counts and numbers only."""

    id: str
    at: str
    act: str
    person_id: str
    role: str
    session: str
    address: str
    request_id: str
    outcome: str = "done"
    patient_id: str | None = None
    conversation_id: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


class EntryRow(AuditRecord):
    """An entry: found by patient (or by person, where no patient is concerned), person, conversation and hour."""

    at = UnicodeAttribute()
    act = UnicodeAttribute()
    person_id = UnicodeAttribute(attr_name="personId")
    role = UnicodeAttribute()
    session = UnicodeAttribute()
    address = UnicodeAttribute()
    request_id = UnicodeAttribute(attr_name="requestId")
    outcome = UnicodeAttribute()
    patient_id = UnicodeAttribute(null=True, attr_name="patientId")
    conversation_id = UnicodeAttribute(null=True, attr_name="conversationId")
    detail = JSONAttribute()
    person_pk = UnicodeAttribute(attr_name="personPK")
    conversation_pk = UnicodeAttribute(null=True, attr_name="conversationPK")
    hour_pk = UnicodeAttribute(attr_name="hourPK")

    def entry(self) -> Entry:
        return Entry(
            id=self.SK.partition("#")[2],
            at=self.at,
            act=self.act,
            person_id=self.person_id,
            role=self.role,
            session=self.session,
            address=self.address,
            request_id=self.request_id,
            outcome=self.outcome,
            patient_id=self.patient_id,
            conversation_id=self.conversation_id,
            detail=self.detail,
        )


def entry_row(entry: Entry) -> EntryRow:
    person = audit_keys.of_person(entry.person_id)
    return EntryRow(
        audit_keys.of_patient(entry.patient_id) if entry.patient_id else person,
        audit_keys.place(entry.at, entry.id),
        at=entry.at,
        act=entry.act,
        person_id=entry.person_id,
        role=entry.role,
        session=entry.session,
        address=entry.address,
        request_id=entry.request_id,
        outcome=entry.outcome,
        patient_id=entry.patient_id,
        conversation_id=entry.conversation_id,
        detail=dict(entry.detail),
        person_pk=person,
        conversation_pk=audit_keys.of_conversation(entry.conversation_id) if entry.conversation_id else None,
        hour_pk=audit_keys.hour(entry.at),
    )


def record(entry: Entry) -> None:
    """Add an entry. One with the same id and time is there already: nothing happens. Raises if it cannot be kept."""
    try:
        entry_row(entry).save(condition=EntryRow.PK.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
