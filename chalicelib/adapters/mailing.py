"""Changes of whether somebody is mailed, each together with its audit entry."""

from chalicelib.adapters import audit
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.people import PersonRow, person_row
from chalicelib.adapters.table import commit, transaction
from chalicelib.domain.person import Person


def keep(person: Person, version: int, entry: Entry) -> None:
    """Keep a person as they are now, together with the audit entry about it. Raises `Overtaken` if they changed."""
    write = transaction()
    write.save(person_row(person, version + 1), condition=PersonRow.version == version)
    write.save(audit.entry_row(entry))
    commit(write)
