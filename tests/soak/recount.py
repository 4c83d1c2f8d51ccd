"""Promise 7: every number and every list counted again from the stored messages and markers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx

from chalicelib import clock
from chalicelib.domain.names import searchable_words
from infra.local.settings import CLINIC_ZONE
from tests.soak.evidence import Broken
from tests.soak.population import TOPICS, Population
from tests.soak.records import Records, Row
from tests.stack_fixture.person import Person

Json = dict[str, Any]


class Recount:
    """What one person should be shown."""

    def __init__(self, records: Records, person_id: str) -> None:
        self.records, self.person_id = records, person_id
        self.conversations = records.conversations_of(person_id)
        self.is_staff = records.people[person_id]["role"] != "patient"

    def texts(self, conversation_id: str) -> list[Row]:
        return [row for row in self.records.threads[conversation_id].values() if row["kind"] == "text"]

    def read_seq(self, conversation_id: str) -> int:
        seat = self.records.seats.get((conversation_id, self.person_id), {})
        return int(seat.get("readSeq", 0))

    def unread(self, conversation_id: str) -> int:
        """Texts by others after the marker, one by one."""
        after = f"MSG#{self.read_seq(conversation_id):012d}"
        texts = self.texts(conversation_id)
        return sum(row["SK"] > after and row["senderId"] != self.person_id for row in texts)

    def row(self, conversation_id: str) -> Json:
        """What the inbox should say of a conversation."""
        head = self.records.heads[conversation_id]
        seat = self.records.seats.get((conversation_id, self.person_id), {})
        return {
            "lastSeq": int(head["lastSeq"]),
            "messageCount": len(self.texts(conversation_id)),
            "unreadCount": self.unread(conversation_id),
            "readSeq": self.read_seq(conversation_id),
            "status": head["status"],
            "pinned": bool(seat.get("pinned")),
            "muted": bool(seat.get("muted")),
            "waits": self.waits(conversation_id),
        }

    def rows(self) -> dict[str, Json]:
        return {each: self.row(each) for each in self.conversations}

    def waits(self, conversation_id: str) -> bool:
        head = self.records.heads[conversation_id]
        return self.is_staff and head["kind"] != "case" and "waitingSince" in head

    def badge(self) -> Json:
        counts = {each: self.unread(each) for each in self.conversations}
        cases = [each for each in counts if self.records.heads[each]["kind"] == "case"]
        return {
            "messages": sum(counts.values()),
            "conversations": sum(count > 0 for count in counts.values()),
            "caseMessages": sum(counts[each] for each in cases),
            "needsReply": sum(self.waits(each) for each in counts) if self.is_staff else None,
        }

    def shown(self, conversation_id: str, stored: Row, text: str | None) -> str | None:
        """The text as far as it must be known: what is sensitive is unlocked to its patient for a while alone."""
        is_locked = stored.get("sensitive") and self.records.heads[conversation_id]["patientId"] == self.person_id
        return None if is_locked else text

    def statistics(self) -> Json:
        return statistics(self.records, self.conversations, self.badge()["messages"])

    def words(self, conversation_id: str) -> set[str]:
        head = self.records.heads[conversation_id]
        patient = self.records.people[head["patientId"]]
        return searchable_words(f"{head.get('topic', '')} {patient['name']} {head['patientId']}")

    def found(self, query: str) -> set[str]:
        """What a search for these words should find."""
        asked = searchable_words(query)
        return {
            each
            for each in self.conversations
            if all(any(word.startswith(one) for word in self.words(each)) for one in asked)
        }


def statistics(records: Records, conversations: set[str], unread: int) -> Json:
    texts = [row for each in conversations for row in records.threads[each].values() if row["kind"] == "text"]
    return {
        "totalConversations": len(conversations),
        "unreadMessages": unread,
        "uniquePatients": len({records.heads[each]["patientId"] for each in conversations}),
        "totalMessages": len(texts),
        "today": sum(day_of(row) == today() for row in texts),
    }


def day_of(text: Row) -> str:
    """The clinic's day of a text, which 0.1.0 did not keep."""
    return str(text.get("day") or clinics_day(datetime.fromisoformat(text["sentAt"])))


def clinics_day(moment: datetime) -> str:
    return moment.astimezone(clock.zone(CLINIC_ZONE)).date().isoformat()


def today() -> str:
    """The day of the local clinic's calendar."""
    return clinics_day(clock.now())


TABS: dict[str, Callable[[Json], bool]] = {
    "all": lambda row: row["status"] != "archived",
    "archived": lambda row: row["status"] == "archived",
    "unread": lambda row: row["unreadCount"] > 0,
    "read": lambda row: row["unreadCount"] == 0 and row["status"] != "archived",
    "needs_reply": lambda row: row["waits"],
}


def badge_is_inbox_is_statistics(records: Records, population: Population) -> Broken:
    """Compare what REST says to everybody with the recount; the administrator's totals are those of the clinic."""
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda person: compared(records, population, person), population.everybody)
        broken = [each for one in found for each in one]
    unread = sum(Recount(records, person_id).unread(it) for it, person_id in records.seats if it in records.heads)
    wanted = statistics(records, set(records.heads), unread)
    return broken + different("the clinic's statistics", wanted, as_statistics(population.admin))


def compared(records: Records, population: Population, person: Person) -> Broken:
    recount = Recount(records, person.id)
    wanted, who = recount.rows(), person.id
    broken = different(f"badge of {who}", recount.badge(), badge_of(person))
    broken += different(f"statistics of {who}", recount.statistics(), as_statistics(person))
    for tab, belongs in TABS.items():
        if tab == "needs_reply" and not recount.is_staff:
            continue
        rows = listed(person, f"filter={tab}")
        broken += different(f"{tab} of {who}", {it: row for it, row in wanted.items() if belongs(row)}, as_rows(rows))
        if rows != sorted(rows, key=place, reverse=True):
            broken.append(f"{tab} of {who} is out of order")
    for query in (TOPICS[0], population.tag, "alder", "bir kn", "results tue"):
        found = {row["id"] for row in listed(person, f"q={query}")}
        broken += different(f"{who} searching {query!r}", recount.found(query), found)
    seats = {it for it, person_id in records.seats if person_id == who}
    return broken + different(f"seats of {who}", recount.conversations, seats)


def place(row: Json) -> tuple[bool, str, str]:
    return row["pinned"], row["lastActivityAt"], row["id"]


def listed(person: Person, query: str) -> list[Json]:
    rows: list[Json] = []
    more: str | None = ""
    while more is not None:
        page = asked(person, f"/conversations?{query}&limit=100" + (f"&cursor={more}" if more else ""))
        rows, more = rows + page["items"], page["next"]
    return rows


def asked(person: Person, path: str) -> Json:
    """The answer, however often it takes: a worker that died before may cost the first try."""
    for _try in range(5):
        answer: httpx.Response = person.http.get(path)
        if answer.is_success:
            break
    body: Json = answer.raise_for_status().json()
    return body


def badge_of(person: Person) -> Json:
    answer = asked(person, "/me/unread")
    return {name: answer.get(name) for name in ("messages", "conversations", "caseMessages", "needsReply")}


def as_statistics(person: Person) -> Json:
    answer = asked(person, "/stats")
    days = answer.pop("messagesPerDay")
    return {**answer, "today": days[-1]["messages"]}


def as_row(row: Json) -> Json:
    names = ("lastSeq", "messageCount", "unreadCount", "readSeq", "status", "pinned", "muted")
    return {**{name: row[name] for name in names}, "waits": row["needsReply"] is not None}


def as_rows(rows: list[Json]) -> dict[str, Json]:
    return {row["id"]: as_row(row) for row in rows}


def different(what: str, wanted: Any, found: Any) -> Broken:
    """A sentence for each part that is not as it should be."""
    if wanted == found:
        return []
    if isinstance(wanted, dict) and isinstance(found, dict):
        names = sorted(wanted.keys() | found.keys())
        return [each for name in names for each in different(f"{what}: {name}", wanted.get(name), found.get(name))]
    return [f"{what}: recounted {wanted}, told {found}"]
