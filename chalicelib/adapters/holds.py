"""Legal holds: a row below the patient, beside nothing else of theirs."""

from collections.abc import Iterable
from dataclasses import asdict

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import archive_keys, audit, keys
from chalicelib.adapters.conversations import author
from chalicelib.adapters.table import Key, Record, commit, get_all, get_one, transaction
from chalicelib.domain.hold import Ground, Hold


class HoldRow(Record, discriminator="hold"):
    """A patient is under legal hold for as long as this row is there."""

    ground = UnicodeAttribute()
    set_by = JSONAttribute(attr_name="setBy")
    set_at = UnicodeAttribute(attr_name="setAt")

    def hold(self) -> Hold:
        return Hold(self.PK.partition("#")[2], Ground(self.ground), author(self.set_by), self.set_at)


def key(patient_id: str) -> Key:
    return keys.person(patient_id), archive_keys.HOLD


def find(patient_id: str) -> Hold | None:
    row = get_one(key(patient_id))
    return row.hold() if isinstance(row, HoldRow) else None


def held(patient_ids: Iterable[str]) -> frozenset[str]:
    """Which of these patients are under legal hold."""
    rows = get_all(map(key, patient_ids))
    return frozenset(row.hold().patient_id for row in rows.values() if isinstance(row, HoldRow))


def under(patient_ids: Iterable[str]) -> frozenset[str]:
    """The same, without reading why or by whom."""
    rows = get_all(map(key, patient_ids), only=("PK", "SK", "type"))
    return frozenset(pk.partition("#")[2] for pk, _ in rows)


def put(hold: Hold, entry: audit.Entry) -> None:
    """Set a hold, or another in its place, with its audit entry."""
    write = transaction()
    write.save(audit.entry_row(entry))
    write.save(HoldRow(*key(hold.patient_id), ground=hold.ground.value, set_by=asdict(hold.by), set_at=hold.at))
    commit(write)


def lift(patient_id: str, entry: audit.Entry) -> None:
    """Take a hold away, with its audit entry."""
    write = transaction()
    write.delete(HoldRow(*key(patient_id)))
    write.save(audit.entry_row(entry))
    commit(write)


def none_on(write: TransactWrite, patient_id: str) -> None:
    """Let a transaction happen only if that patient is under no hold."""
    write.condition_check(HoldRow, *key(patient_id), condition=HoldRow.PK.does_not_exist())
