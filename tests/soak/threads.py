"""Threads as REST tells them in the end, against the stored entries: words, corrections, and how far each has come."""

from concurrent.futures import ThreadPoolExecutor

from tests.soak.evidence import Broken
from tests.soak.population import Population
from tests.soak.records import Records, Row, conversation_of
from tests.soak.recount import Json, Recount, asked, different
from tests.stack_fixture.person import Person

MOST = 10
"""Conversations of each person that are read."""


def threads_are_as_stored(records: Records, population: Population) -> Broken:
    wanted = [(who, it) for who in population.everybody for it in sorted(records.conversations_of(who.id))[-MOST:]]
    with ThreadPoolExecutor(4) as pool:
        return [each for broken in pool.map(lambda one: compared(records, *one), wanted) for each in broken]


def compared(records: Records, person: Person, conversation_id: str) -> Broken:
    page = asked(person, f"/conversations/{conversation_id}/messages?limit=50")["items"]
    stored = sorted(records.threads[conversation_id].items())[-50:]
    recount, rows = Recount(records, person.id), dict(stored)
    wanted = {seq: as_told(records, person.id, conversation_id, seq, row) for seq, row in stored}
    found = {entry["seq"]: {name: entry[name] for name in NAMES} for entry in page}
    for told in (wanted, found):
        for seq, entry in told.items():
            entry["text"] = recount.shown(conversation_id, rows.get(seq, {}), entry["text"])
    return different(f"{conversation_id} as told to {person.id}", wanted, found)


NAMES = ("clientMessageId", "type", "text", "correctionOf", "status")


def as_told(records: Records, person_id: str, conversation_id: str, seq: int, row: Row) -> Json:
    """What somebody should be told of an entry; of their own texts how far they have come."""
    is_own = row["kind"] == "text" and row["senderId"] == person_id
    return {
        "clientMessageId": row["clientMessageId"],
        "type": row["kind"],
        "text": row["text"],
        "correctionOf": row.get("correctionOf"),
        "status": reached(records, person_id, conversation_id, seq) if is_own else None,
    }


def reached(records: Records, sender_id: str, conversation_id: str, seq: int) -> str:
    """How far a text has come on the other side of its sender, those included who have left: read, or delivered."""
    head = records.heads[conversation_id]
    alone = head.get("requesterId") or head["patientId"]
    others = [
        row
        for row in (*records.seats.values(), *records.left)
        if conversation_of(row) == conversation_id and (row["personId"] == alone) is not (sender_id == alone)
    ]
    if any(row["readSeq"] >= seq and row["readSeq"] > row.get("joinedSeq", 0) for row in others):
        return "read"
    return "delivered" if any(row.get("lastSeq", row.get("deliveredSeq", 0)) >= seq for row in others) else "sent"
