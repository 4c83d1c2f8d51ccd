"""Fills the tables directly: conversations as they would stand after years, without living through them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.dynamodb.models.dynamo_type import DynamoType, Item

from chalicelib import clock
from chalicelib.adapters import keys, messages, people, search, seats, totals
from chalicelib.adapters.conversations import head_row
from chalicelib.adapters.table import Record
from chalicelib.domain.conversation import Conversation, Kind, Status
from chalicelib.domain.message import Message, Origin, Type
from chalicelib.domain.person import Author, Person, Role
from chalicelib.domain.search import audiences_of, words_of
from chalicelib.domain.seat import Seat, marker_at
from chalicelib.domain.tally import Tally, change, scope
from tests.unit import tables

MESSAGES, LONG_THREAD = 20, 60
BEGIN = datetime(2025, 1, 6, 9, tzinfo=UTC)
TEXT = (
    "I took both tablets this morning with a glass of water, and I feel better than I did yesterday. Is that all right?"
)
NORA = Author("nora", Role.PROVIDER, "Nora Quill", "Nurse")
TEAM = "meds"


class Loader:
    """Adds conversations of one care team, twenty messages each; the first one has sixty."""

    def __init__(self) -> None:
        self.conversations = 0
        self.first_id = ""
        self.tallies: dict[tuple[str, str], Tally] = {}
        self.patients: set[str] = set()

    def grow_to(self, count: int) -> str:
        """Add conversations until there are so many; gives the id of the long thread."""
        for number in range(self.conversations, count):
            self.add(number)
        self.conversations = count
        for (person_id, name), tally in self.tallies.items():
            self.put_totals(keys.person(person_id), keys.tally(name), totals.numbers(tally))
        patients = {"patients": len(self.patients)}
        self.put_totals(keys.person(NORA.id), keys.patients_in({f"TEAM#{TEAM}"}), patients)
        return self.first_id

    def add(self, number: int) -> None:
        patient = self.patient(number // 10)
        with clock.standing_at(BEGIN + timedelta(minutes=17 * number)):
            conversation_id = clock.new_id()
        self.first_id = self.first_id or conversation_id
        begun = clock.timestamp(BEGIN + timedelta(minutes=17 * number))
        it = Conversation(
            conversation_id, Kind.TOPIC, f"Tablets in week {number % 50}", patient.id, begun, begun, care_team_id=TEAM
        )
        thread: list[Message] = []
        for seq in range(1, (LONG_THREAD if number == 0 else MESSAGES) + 1):
            thread.append(self.message(it, patient, seq, number))
            it = it.followed_by(thread[-1])
        if number % 3 == 2:
            it = replace(it, status=Status.ARCHIVED, waiting_since=None)
        put(head_row(it))
        self.put_thread(thread)
        self.sit(it, patient, thread, number)
        words = words_of(it, patient)
        put(*(search.word_row(audience, word, it.id, words) for audience in audiences_of(it) for word in words))

    def put_thread(self, thread: list[Message]) -> None:
        """All rows as the functions write them, but for one side only the first is made: the others differ little."""
        kinds = {each.sender.id: messages.message_row(each).to_dynamodb_dict() for each in thread[:2]}
        for each in thread:
            own = {"SK": keys.message(each.seq), "sentAt": each.sent_at, "clientMessageId": each.client_message_id}
            numbers = {"texts": {"N": str(each.texts)}}
            keep(kinds[each.sender.id] | {name: {"S": value} for name, value in own.items()} | numbers)

    def message(self, it: Conversation, patient: Person, seq: int, number: int) -> Message:
        by_patient = (seq + number) % 2 == 0
        at = BEGIN + timedelta(minutes=17 * number + 3 * seq)
        return Message(
            conversation_id=it.id,
            seq=seq,
            client_message_id=f"{number}-{seq}",
            type=Type.TEXT,
            sender=patient.author if by_patient else NORA,
            sent_at=clock.timestamp(at),
            text=TEXT,
            texts=seq,
            patient_id=patient.id,
            fingerprint="-" * 64,
            origin=Origin("session", "192.0.2.1", "request"),
            day=at.date().isoformat(),
        )

    def sit(self, it: Conversation, patient: Person, thread: list[Message], number: int) -> None:
        """The seats of both sides: a third of the conversations have something unread."""
        for person_id in (patient.id, NORA.id):
            seq = it.last_seq - (2 if number % 3 == 0 else 0)
            marker = marker_at(it, person_id, seq, thread[seq:])
            seat = Seat(person_id, it, it.created_at, marker)
            put(seats.seat_row(seat))
            place = person_id, scope(seat)
            moved = change(None, seat, since=totals.first_day())
            self.tallies[place] = self.tallies.get(place, Tally()).plus(moved)

    def patient(self, number: int) -> Person:
        patient = Person(
            f"p{number:05d}",
            Role.PATIENT,
            f"Ada Brook {number}" if number % 4 == 0 else f"Bo Stone {number}",
            email=f"p{number}@mail.example",
            portal_account=True,
            chat_opt_in=True,
            care_team_ids=frozenset({TEAM}),
        )
        if patient.id not in self.patients:
            self.patients.add(patient.id)
            put(people.person_row(patient, 1))
        return patient

    def put_totals(self, pk: str, sk: str, values: dict[str, int]) -> None:
        item: dict[str, Any] = {"PK": {"S": pk}, "SK": {"S": sk}, "type": {"S": "tally"}}
        names = {name: attribute.attr_name for name, attribute in totals.TallyRow.get_attributes().items()}
        numbers = {names.get(name, name): {"N": str(value)} for name, value in values.items() if value}
        keep(item | numbers)


def put(*rows: Record) -> None:
    for row in rows:
        keep(row.to_dynamodb_dict())


def keep(item: dict[str, Any]) -> None:
    """Put an item into the table in memory, past the weighing that makes moto take a millisecond for each."""
    hash_key, range_key = DynamoType(item["PK"]), DynamoType(item["SK"])
    stored = Item(hash_key, range_key, {})
    for name, value in item.items():
        dict.__setitem__(stored.attrs, name, DynamoType(value))
    tables.stored("Records").items[hash_key][range_key] = stored
