"""Mails about what waits: who is due, who is being written to, and what each mail tells. No words are kept of any."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, PutError

from chalicelib.adapters import digest_keys, digest_seats, keys, people, sockets
from chalicelib.adapters.audit import Entry, entry_row
from chalicelib.adapters.digest_seats import KEYS
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.seats import SeatRow
from chalicelib.adapters.sockets import PresenceRow
from chalicelib.adapters.table import CONNECTION, Record, commit, get_all, get_one, is_conflict, transaction
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Marker, Seat

KEPT_FOR = 90 * 24 * 3600
"""Seconds for which it is known whom a mail went to: as long as it may still come back."""


class ClaimRow(Record, discriminator="digest-claim"):
    """The mail to somebody that is being sent."""

    digest_id = UnicodeAttribute(attr_name="digestId")
    claimed_at = UnicodeAttribute(attr_name="claimedAt")


class DigestRow(Record, discriminator="digest"):
    """A mail: to whom, up to where it tells of which conversations, and which texts it shows the beginnings of."""

    person_id = UnicodeAttribute(attr_name="personId")
    patient_id = UnicodeAttribute(null=True, attr_name="patientId")
    made_at = UnicodeAttribute(attr_name="madeAt")
    markers = JSONAttribute()
    shown = JSONAttribute()


class Taken(Exception):
    """Another run is writing to this person."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write to somebody, which one mail has at a time."""

    person_id: str
    digest_id: str
    claimed_at: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be due: as they are in the directory, if they are, whether they are here, and any open claim."""

    person: Person | None
    is_online: bool
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a mail. `shown`: the places of texts whose beginnings are in it, by conversation."""

    id: str
    person_id: str
    patient_id: str | None
    made_at: str
    markers: Mapping[str, Marker]
    shown: Mapping[str, Sequence[int]]


def due(number: int, until: str, limit: int) -> list[tuple[str, str]]:
    """From one list: (person id, conversation id) of seats that have waited since `until` or longer, oldest first."""
    place = SeatRow.digest_sk <= until + "\U0010ffff"
    # Not by the model, which filters by the type of rows: this index holds their keys alone.
    answer = CONNECTION.query(
        Record.Meta.table_name, digest_keys.due(number), place, index_name=Record.digest.Meta.index_name, limit=limit
    )
    found = [(item["PK"]["S"].partition("#")[2], item["SK"]["S"]) for item in answer["Items"]]
    return [(place.removeprefix(keys.SEAT_PREFIX), conversation_id) for conversation_id, place in found]


OF_PEOPLE = tuple(attribute.attr_name for attribute in PersonRow.get_attributes().values())
OF_PRESENCE, OF_CLAIMS = ("connectionIds",), ("digestId", "claimedAt")
OF_DIGESTS = (*KEYS, "personId", "patientId", "madeAt", "markers", "shown")


def look(person_ids: Iterable[str], now: int) -> dict[str, Candidate]:
    """These people as of now: one round trip for each 33. `now`: in seconds; sockets not heard of since are gone."""
    asked = list(person_ids)
    places = (people.key, sockets.presence_key, digest_keys.claim)
    rows = get_all([place(each) for each in asked for place in places], only=(*OF_PEOPLE, *OF_PRESENCE, *OF_CLAIMS))
    found = {}
    for each in asked:
        row, presence, claim = (rows.get(place(each)) for place in places)
        found[each] = Candidate(
            person=row.person() if isinstance(row, PersonRow) else None,
            is_online=isinstance(presence, PresenceRow) and is_here(presence, now),
            claim=Claim(each, claim.digest_id, claim.claimed_at) if isinstance(claim, ClaimRow) else None,
        )
    return found


def is_here(presence: PresenceRow, now: int) -> bool:
    return bool(presence.connection_ids) and (presence.ttl is None or presence.ttl > now)


def claim(it: Claim) -> None:
    """Take the right to write to somebody. Raises `Taken` if it is taken."""
    row = ClaimRow(*digest_keys.claim(it.person_id), digest_id=it.digest_id, claimed_at=it.claimed_at)
    try:
        row.save(condition=ClaimRow.PK.does_not_exist())
    except PutError as error:
        if is_conflict(error):
            raise Taken from error
        raise


def give_back(person_id: str, digest_id: str) -> None:
    """Give that right back, if this mail (still) has it."""
    try:
        ClaimRow(*digest_keys.claim(person_id)).delete(condition=ClaimRow.digest_id == digest_id)
    except DeleteError as error:
        if not is_conflict(error):
            raise


def keep(it: Kept, now: int) -> None:
    """Keep what a mail tells, before it is sent: from then on it is known what became told, whoever learns of it."""
    DigestRow(
        *digest_keys.digest(it.id),
        person_id=it.person_id,
        patient_id=it.patient_id,
        made_at=it.made_at,
        markers={each: [marker.seq, marker.texts, marker.sent] for each, marker in it.markers.items()},
        shown={each: list(places) for each, places in it.shown.items()},
        ttl=now + KEPT_FOR,
    ).save()


def find(digest_id: str) -> Kept | None:
    """What is kept of a mail."""
    row = get_one(digest_keys.digest(digest_id), OF_DIGESTS)
    if not isinstance(row, DigestRow):
        return None
    markers = {each: Marker(*numbers) for each, numbers in row.markers.items()}
    return Kept(digest_id, row.person_id, row.patient_id, row.made_at, markers, row.shown)


def person_of(digest_id: str) -> str | None:
    """To whom a mail went."""
    kept = find(digest_id)
    return kept.person_id if kept else None


def finish(kept: Kept, moved: Iterable[tuple[Seat, Seat]], entry: Entry | None) -> bool:
    """Put seats in the places of others, end the mail's claim if it has one, and add to the audit: all or nothing.

    Gives whether anything was left to do. Raises `Overtaken` if a seat changed, or the claim ended, meanwhile.
    """
    changes, held = list(moved), get_one(digest_keys.claim(kept.person_id), (*KEYS, *OF_CLAIMS))
    if not changes and not holds(held, kept.id):
        return False
    write = transaction()
    if entry:
        write.save(entry_row(entry))
    if holds(held, kept.id):
        write.delete(ClaimRow(*digest_keys.claim(kept.person_id)), condition=ClaimRow.digest_id == kept.id)
    for old, new in changes:
        digest_seats.put_move(write, old, new)
    commit(write)
    return True


def holds(row: Record | None, digest_id: str) -> bool:
    return isinstance(row, ClaimRow) and row.digest_id == digest_id
