"""Cases, and for each person concerned a pointer to theirs."""

from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib import clock
from chalicelib.adapters import conversations, keys
from chalicelib.adapters.table import Record, commit, get_all, get_one, transaction
from chalicelib.domain.case import Case


class CaseRow(Record, discriminator="case"):
    """A case; `version` keeps two changes at once from mixing."""

    title = UnicodeAttribute()
    patient_id = UnicodeAttribute(attr_name="patientId")
    requester_id = UnicodeAttribute(attr_name="requesterId")
    provider_id = UnicodeAttribute(attr_name="providerId")
    conversation_id = UnicodeAttribute(null=True, attr_name="conversationId")
    active = BooleanAttribute()
    version = NumberAttribute()

    def case(self) -> Case:
        return Case(
            id=self.PK.partition("#")[2],
            title=self.title,
            patient_id=self.patient_id,
            requester_id=self.requester_id,
            provider_id=self.provider_id,
            conversation_id=self.conversation_id,
            active=self.active,
        )


class PersonCaseRow(Record, discriminator="person-case"):
    """Points from a person to a case of theirs."""


def key(case_id: str) -> tuple[str, str]:
    return keys.case(case_id), keys.CASE


def find(case_ids: Iterable[str]) -> dict[str, Case]:
    """The cases with these ids that exist."""
    rows = get_all([key(case_id) for case_id in case_ids])
    cases = (row.case() for row in rows.values() if isinstance(row, CaseRow))
    return {case.id: case for case in cases}


def read(case_id: str) -> tuple[Case | None, int]:
    """A case and the version of its row; (None, 0) if there is none."""
    row = get_one(key(case_id))
    return (row.case(), int(row.version)) if isinstance(row, CaseRow) else (None, 0)


def of_person(person_id: str, after: str | None, limit: int) -> tuple[list[str], str | None]:
    """Ids of a person's cases, closed ones too, after that id and in the order of ids; and where to go on, if any."""
    beginning = keys.case(after) + "\0" if after else keys.CASE_PREFIX
    within = PersonCaseRow.SK.between(beginning, keys.CASE_PREFIX + "\U0010ffff")
    rows = PersonCaseRow.query(keys.person(person_id), within, limit=limit + 1, consistent_read=True)
    ids = [row.SK.partition("#")[2] for row in rows]
    return ids[:limit], ids[limit - 1] if len(ids) > limit else None


def replace(old: Case | None, version: int, new: Case) -> None:
    """Put `new` in the place of `old`, with a pointer for everybody concerned; the chat about it follows.

    Raises `Overtaken` if `old` changed, or if somebody wrote in the chat meanwhile.
    """
    write = transaction()
    chat = conversations.find([new.conversation_id]).get(new.conversation_id) if new.conversation_id else None
    if chat:
        conversations.put_change(write, chat, chat.about(new, clock.timestamp()))
    before = old.person_ids if old else frozenset()
    for person_id in sorted(before - new.person_ids):
        write.delete(pointer(person_id, new.id))
    write.save(case_row(new, version + 1), condition=is_version(version))
    for person_id in sorted(new.person_ids - before):
        write.save(pointer(person_id, new.id))
    commit(write)


def open_chat(write: TransactWrite, case: Case, version: int, conversation_id: str) -> None:
    """Let a transaction note where the two of a case talk, on condition that the case is still at that version."""
    row = CaseRow(*key(case.id))
    write.update(
        row,
        actions=[CaseRow.conversation_id.set(conversation_id), CaseRow.version.set(version + 1)],
        condition=is_version(version),
    )


def is_version(version: int) -> Condition:
    """That a case's row is at this version (0: that there is none)."""
    return CaseRow.version == version if version else CaseRow.PK.does_not_exist()


def pointer(person_id: str, case_id: str) -> PersonCaseRow:
    return PersonCaseRow(keys.person(person_id), keys.case(case_id))


def case_row(case: Case, version: int) -> CaseRow:
    return CaseRow(
        *key(case.id),
        title=case.title,
        patient_id=case.patient_id,
        requester_id=case.requester_id,
        provider_id=case.provider_id,
        conversation_id=case.conversation_id,
        active=case.active,
        version=version,
    )
