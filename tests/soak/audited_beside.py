"""What the audit holds beside entries of requests: of stored entries, pushes and frames; and what all entries say."""

import json
from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from tests.soak.evidence import Broken, Evidence
from tests.soak.population import ITEM_TITLE, TOPICS
from tests.soak.records import Row
from tests.soak.turn import MARK, WORDS

FRAMES = ("typing", "call.here", "call.signal")
"""What is refused to who says it over a socket."""
LEFT = "call.leave"
"""Of a patient whose windows are gone from the waiting room: no request asks for it, the clock sees it."""
UNDER_WAY = 5
"""Seconds for which a push may follow somebody who has left, see `docs/promises.md`."""


def all_of_it(evidence: Evidence) -> Broken:
    return [
        *pushes_without_entry(evidence),
        *pushes_to_strangers(evidence),
        *texts_without_entry(evidence),
        *texts_of_other_requests(evidence),
        *refusals_without_frame(evidence),
        *leavings_without_coming(evidence),
        *entries_of_others(evidence),
        *entries_with_words(evidence),
    ]


def detail_of(row: Row) -> Row:
    found: Row = json.loads(row["detail"])
    return found


def moment(row: Row) -> float:
    """When an entry was written, in seconds since 1970."""
    return datetime.fromisoformat(row["at"]).timestamp()


def is_of_stored(row: Row) -> bool:
    """Whether it was written of an entry of a thread, once that was stored."""
    conversation_id, _, seq = row["SK"].rpartition("#")[2].rpartition(".")
    return conversation_id == row.get("conversationId") and seq.isdigit()


def pushes_without_entry(evidence: Evidence) -> Broken:
    """Every entry that was pushed has its `message.pushed` to that person; every conversation one of both kinds."""
    messages, conversations = defaultdict[Any, set[str]](set), defaultdict[Any, set[str]](set)
    for row in evidence.records.audit:
        detail = detail_of(row)
        if row["act"] == "message.pushed":
            messages[row["conversationId"], int(detail["seq"])] |= set(detail["to"])
        if row["act"] in ("message.pushed", "conversation.pushed"):
            conversations[row["conversationId"]] |= set(detail["to"])
    broken = []
    for push in evidence.ledger.pushes:
        unnamed: list[object] = [place for place in push.content.entries if push.person_id not in messages[place]]
        unnamed += [it for it in push.content.conversations if push.person_id not in conversations[it]]
        broken += [f"{push.person_id} heard {push.event} of {it} without an entry" for it in unnamed]
    return broken


def pushes_to_strangers(evidence: Evidence) -> Broken:
    """Nobody is written down as having been shown what they certainly could not be."""
    own = evidence.own_threads()
    return [
        f"{person_id} is written down though no member: {row}"
        for row in evidence.records.audit
        if row["act"].endswith(".pushed") and row["conversationId"] in own
        for person_id in detail_of(row)["to"]
        if evidence.is_member(person_id, row["conversationId"], moment(row) - UNDER_WAY, moment(row)) is False
    ]


def texts_without_entry(evidence: Evidence) -> Broken:
    """Every stored entry has exactly one audit entry that says who wrote or did it."""
    found = defaultdict[str, list[str]](list)
    for row in evidence.records.audit:
        found[row["SK"].rpartition("#")[2]].append(row["personId"])
    broken = []
    for conversation_id, thread in evidence.own_threads().items():
        for seq, stored in thread.items():
            who = found[f"{conversation_id}.{seq}"]
            if who != [stored["senderId"]]:
                broken.append(f"{conversation_id}.{seq} by {stored['senderId']} has audit entries of {who}")
    return broken


def texts_of_other_requests(evidence: Evidence) -> Broken:
    """The entry of a text is that of the request which stored it, and of nothing that is not stored."""
    rows = {row["SK"].rpartition("#")[2]: row for row in evidence.records.audit if is_of_stored(row)}
    threads = evidence.own_threads()
    broken = [
        f"{place} is written down and not stored"
        for place, row in rows.items()
        if row["conversationId"] in threads and int(place.rpartition(".")[2]) not in threads[row["conversationId"]]
    ]
    for answer in evidence.ledger.answers:
        if answer.method == "POST" and answer.status == 201 and answer.path.endswith("/messages"):
            for conversation_id, seq in answer.content.entries:
                row = rows.get(f"{conversation_id}.{seq}", {})
                if (row.get("requestId"), row.get("session")) != (answer.request_id, answer.session):
                    broken.append(f"{conversation_id}.{seq} was stored by {answer}, written down is {row}")
    return broken


def refusals_without_frame(evidence: Evidence) -> Broken:
    """Nothing is refused over sockets that nobody said there."""
    said = Counter((person_id, frame.get("conversationId")) for person_id, frame in evidence.ledger.frames)
    people = {person.id for person in evidence.population.everybody}
    rows = [row for row in evidence.records.audit if row["act"] in FRAMES and row["personId"] in people]
    written = Counter((row["personId"], row.get("conversationId")) for row in rows)
    return [
        *(f"is no refusal: {row}" for row in rows if row["outcome"] != "refused"),
        *(f"{what} was refused {count} times" for what, count in written.items() if count > said[what]),
    ]


def leavings_without_coming(evidence: Evidence) -> Broken:
    """Who is written down as having left a waiting room is its patient, and came into it as often."""
    asked = [it for it in evidence.ledger.answers if it.path.endswith("/call/join") and not 400 <= it.status < 500]
    came = Counter((it.person_id, it.path.split("/")[2]) for it in asked)
    people = {person.id for person in evidence.population.everybody}
    rows = [row for row in evidence.records.audit if row["act"] == LEFT and row["personId"] in people]
    left = Counter((row["personId"], detail_of(row)["appointmentId"]) for row in rows)
    return [
        *(f"is nobody's leaving: {row}" for row in rows if said_of(row) != ("done", row["personId"], "")),
        *(f"{what} was left {count} times" for what, count in left.items() if count > came[what]),
    ]


def said_of(row: Row) -> tuple[str, str | None, str]:
    return row["outcome"], row.get("patientId"), row["requestId"]


def entries_of_others(evidence: Evidence) -> Broken:
    """Every entry is filed under the patient of its conversation, and says the role of who acted."""
    roles = {person.id: evidence.records.people[person.id]["role"] for person in evidence.population.everybody}
    heads = evidence.records.heads
    return [
        f"another's patient or role: {row}"
        for row in evidence.records.audit
        if roles.get(row["personId"], row["role"]) != row["role"]
        or (row.get("conversationId") in heads and not is_filed_right(row, heads[row["conversationId"]]))
    ]


def is_filed_right(row: Row, head: Row) -> bool:
    """What an administrator looks up by conversation alone is filed under nobody."""
    return row.get("patientId") == head["patientId"] or row["act"] == "audit.read"


def entries_with_words(evidence: Evidence) -> Broken:
    """No entry holds a word that somebody wrote: not a text, not a topic, not the name of a file or a title."""
    titles = [case["title"] for case in evidence.population.cases.values()]
    words = [*WORDS, *TOPICS, *titles, ITEM_TITLE, "Knee "]
    own = {person.id for person in (*evidence.population.everybody, evidence.population.admin)}
    broken = []
    for row in evidence.records.audit:
        if not {row["personId"], row.get("patientId")} & own:
            continue  # of somebody else's clinic
        said = json.dumps({**row, "detail": detail_of(row)}, ensure_ascii=False, default=str)
        if MARK.search(said) or any(word in said for word in words):
            broken.append(f"holds words: {said}")
    return broken
