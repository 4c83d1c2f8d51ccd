"""Conversations on their way out: a row for each takes the place of its head, and is the last of it to go.

Whatever removes an entry or a file does so on condition that the patient is under no legal hold at that very moment.
"""

from collections.abc import Sequence

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import archive_keys, audit, holds
from chalicelib.adapters.conversations import HeadRow, head_row
from chalicelib.adapters.table import Key, Record, commit, transaction
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.purge import Purge


class PurgeRow(Record, discriminator="purge"):
    """A conversation whose removal has begun."""

    kind = UnicodeAttribute()
    patient_id = UnicodeAttribute(attr_name="patientId")
    care_team_id = UnicodeAttribute(null=True, attr_name="careTeamId")
    provider_id = UnicodeAttribute(null=True, attr_name="providerId")
    case_id = UnicodeAttribute(null=True, attr_name="caseId")
    begun_at = UnicodeAttribute(attr_name="begunAt")
    entries = NumberAttribute(default=0)
    files = NumberAttribute(default=0)
    objects = NumberAttribute(default=0)
    emptied_at = UnicodeAttribute(null=True, attr_name="emptiedAt")

    def purge(self) -> Purge:
        return Purge(
            conversation_id=self.SK,
            kind=Kind(self.kind),
            patient_id=self.patient_id,
            care_team_id=self.care_team_id,
            provider_id=self.provider_id,
            case_id=self.case_id,
            begun_at=self.begun_at,
            entries=int(self.entries),
            files=int(self.files),
            objects=int(self.objects),
            emptied_at=self.emptied_at,
        )


def key(conversation_id: str) -> Key:
    return archive_keys.PURGES, conversation_id


def begun(after: str, limit: int) -> Sequence[Purge]:
    """The next conversations after that id whose removal has begun."""
    rows = PurgeRow.query(
        archive_keys.PURGES, PurgeRow.SK.between(after + "\0", "\U0010ffff"), consistent_read=True, limit=limit
    )
    return [row.purge() for row in rows]


def begin(it: Conversation, purge: Purge, entry: audit.Entry) -> None:
    """Let a conversation be no more: from now on it opens to nobody, and nobody writes in it.

    Raises `Overtaken` if it does not stand so any more, or if its patient is under a legal hold.
    """
    write = transaction()
    holds.none_on(write, it.patient_id)
    write.delete(head_row(it), condition=HeadRow.revision == it.revision)
    write.save(purge_row(purge), condition=PurgeRow.PK.does_not_exist())
    write.save(audit.entry_row(entry))
    commit(write)


def remove(purge: Purge, rows: Sequence[Record], *, entries: int = 0, files: int = 0) -> None:
    """Remove these rows, and count them. Raises `Overtaken` if the patient is under a legal hold."""
    write = transaction()
    holds.none_on(write, purge.patient_id)
    for row in rows:
        write.delete(row)
    add(write, purge, entries=entries, files=files)
    commit(write)


def note_objects(purge: Purge, number: int) -> None:
    """Count what the bucket no longer holds."""
    write = transaction()
    add(write, purge, objects=number)
    commit(write)


def add(write: TransactWrite, purge: Purge, *, entries: int = 0, files: int = 0, objects: int = 0) -> None:
    counts = (PurgeRow.entries.add(entries), PurgeRow.files.add(files), PurgeRow.objects.add(objects))
    row = PurgeRow(*key(purge.conversation_id))
    write.update(row, actions=list(counts), condition=PurgeRow.PK.exists())


def note_empty(purge: Purge, now: str) -> None:
    """Note that a run found nothing left."""
    row = PurgeRow(*key(purge.conversation_id))
    row.update(actions=[PurgeRow.emptied_at.set(now)], condition=PurgeRow.PK.exists())


def close(purge: Purge, entry: audit.Entry) -> None:
    """End a removal, with its audit entry. Raises `Overtaken` if another run did."""
    write = transaction()
    write.delete(PurgeRow(*key(purge.conversation_id)), condition=PurgeRow.PK.exists())
    write.save(audit.entry_row(entry))
    commit(write)


def purge_row(it: Purge) -> PurgeRow:
    return PurgeRow(
        *key(it.conversation_id),
        kind=it.kind.value,
        patient_id=it.patient_id,
        care_team_id=it.care_team_id,
        provider_id=it.provider_id,
        case_id=it.case_id,
        begun_at=it.begun_at,
    )
