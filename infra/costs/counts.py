"""What each act takes: calls, and DynamoDB's units with those of the indexes and of the audit.

The numbers are counted by `tests/unit/test_units.py`, on tables in memory and by DynamoDB's own rules, unless `source`
says otherwise: that test fails where the code has come to cost anything else.
"""

import json
from dataclasses import dataclass

from infra.local.settings import ROOT

COUNTED = "tests/unit/test_units.py"
MODEL = "docs/data-model.md"
MEMORY = {
    name: stated["lambda_memory_size"]
    for name, stated in json.loads((ROOT / ".chalice" / "config.json").read_text())["stages"]["clinic"][
        "lambda_functions"
    ].items()
}
"""Megabytes of each function."""
ONE_PROCESSOR = 1769
"""Megabytes at which a function has one whole processor; below, so much less of it (AWS's documentation of Lambda)."""
PROCESSOR_MS = 1.3
"""Of a whole processor, for each call to AWS that an act makes: 7.8 ms of a send over its six (docs/speed.md)."""
ROUND_TRIP_MS = 8.0
"""Waiting for a call to a service of the same region. Assumed: the emulator says nothing about it."""
START_MS = 255
"""Of a whole processor, to start a function (docs/speed.md)."""
STARTED = 0.02
"""How many calls meet a function that has to start first. Assumed."""


@dataclass(frozen=True)
class Act:
    """`calls`: to AWS, in all. `rounds`: those of them that wait for one another. `entries`: added to the audit.

    `own_seconds`: of a whole processor, for work that is no call.
    """

    name: str
    function: str
    calls: float
    rounds: float
    reads: float
    writes: float
    entries: float = 0
    source: str = COUNTED
    own_seconds: float = 0

    @property
    def gigabyte_seconds(self) -> float:
        """Of its function, waiting and now and then a start included."""
        share = max(1, ONE_PROCESSOR / MEMORY[self.function])
        milliseconds = (self.calls * PROCESSOR_MS + STARTED * START_MS) * share + self.rounds * ROUND_TRIP_MS
        return float((milliseconds / 1000 + self.own_seconds * share) * MEMORY[self.function] / 1024)


def send(staff: int, listening: float, first: float = 0) -> Act:
    """Store a text and show it to those who are there; `listening`: their open sockets, hence an entry of the audit.

    `first`: the share of texts that are the first of a day in their conversation, which moves in the list by activity.
    """
    told = min(1, listening)
    reads, writes = 6.5 + 1.3 * (staff + 1), 8 + 4 * told + 2 * first
    return Act("send a text", "api_handler", 4 + told + listening, 3 + told, reads, writes, told)


def settle(staff: int, listening: float) -> Act:
    """Bring the seats of all members up to date after a text, and tell those who are there.

    Written are its entry of the audit (4), the clinic's totals (2), the sender's seat and totals (6), and for each who
    has it unread now 10: the seat (2), its places in `inbox` (2), `reading`, `waiting` and `digest` (4), totals (2).
    """
    calls, reads = 4 + 2.5 * listening, 2.5 + 1.25 * (staff + 1) + listening
    return Act("settle a text", "settle", calls, 6, reads, 12 + 10 * staff, 1)


def mark(staff: int) -> Act:
    return Act("mark as read", "api_handler", 6, 5, 6.5 + 1.3 * (staff + 1), 9)


def typing(staff: int) -> Act:
    return Act("say that one is typing", "websocket_message", 5, 4, 4.5 + 1.05 * (staff + 1), 0)


PING = Act("sign of life of a socket", "websocket_message", 1, 1, 0, 0)
ME = Act("who am I", "api_handler", 2, 1, 2, 0)
BADGE = Act("count what is unread", "api_handler", 1, 1, 1, 0)
INBOX = Act("page of the inbox", "api_handler", 5, 3, 15.5, 6, 1, source="docs/speed.md")
THREAD = Act("page of a conversation", "api_handler", 4, 2, 11, 4, 1, source="docs/speed.md")
SEARCH = Act("search by a word", "api_handler", 7, 4, 58.5, 6, 1, source="docs/speed.md")
PROFILE = Act("profile of a patient", "api_handler", 4, 2, 4, 3, 1)
TICKET = Act("ticket for a socket", "api_handler", 1, 1, 0, 6)
CONNECT = Act("open a socket", "websocket_connect", 4, 3, 2, 7)
DISCONNECT = Act("close a socket", "websocket_disconnect", 3, 3, 1, 2)
PRESENCE = Act("tell that somebody came or went", "settle", 5, 5, 12, 2, source=MODEL)
BEGIN = Act("begin a conversation", "api_handler", 11, 8, 15, 26, 1)
LIST_WORDS = Act("settle a new conversation, list it for search", "settle", 11, 6, 9, 25, 1)
FILE = Act("declare and complete a file", "api_handler", 8, 6, 10, 14, 2, source=MODEL)
CHECK = Act("check a file", "check_file", 5, 5, 2, 6, source="docs/attachments.md", own_seconds=0.5)
FETCH = Act("link to a file", "api_handler", 2, 2, 4, 4, 1, source=MODEL)
MAIL = Act("mail somebody", "digest", 12, 8, 14, 20, 1, source=MODEL)
MAIL_EVENT = Act("hear what became of a mail", "on_mail", 2, 2, 2, 0, source=MODEL)
CHANGE = Act("take in a change of the EHR", "api_handler", 4, 4, 3, 9, 1, source=MODEL)
VISIT = Act("act of a video visit", "api_handler", 5, 4, 6, 14, 1, source=MODEL)
VISIT_TOLD = Act("tell what became of a visit", "settle", 4, 3, 5, 0, source=MODEL)
PUSH = Act("wake somebody by Web Push", "send_pushes", 5, 5, 6, 0, source=MODEL)
EVERY_MINUTE = Act("look for calls that are over", "end_calls", 1, 1, 1, 0, source=MODEL)
EVERY_FIVE_MINUTES = Act("look for who is to be mailed", "digest", 8, 8, 8, 0, source=MODEL)
NIGHT = Act("a run of the night", "archive", 8, 8, 4, 0, source="docs/speed.md")
ARCHIVED = Act("archive a conversation", "archive", 1, 1, 1, 14, 1, source=MODEL)
HOUR = Act("seal an hour of the audit", "seal_audit", 60, 60, 27, 0, source="docs/decisions/sealed-hours.md")
SEALED_ENTRY_READS = 1.5
"""Read units by which each entry is read again in the 26 hours after it (docs/decisions/sealed-hours.md)."""
ENTRY_BYTES = 600
"""Of an entry of the audit, in the table and again in its seal: 1.2 GB a year of two million (docs/speed.md)."""
TEXT_BYTES = 1_000
"""Of a text of 300 letters, and of its name."""
CONVERSATION_BYTES = 25_000
"""Of head, nine seats, their copies in the indexes, and words for search."""
LOG_BYTES = 1_100
"""Of a call: what Lambda, the gateway and the function itself write about it. Assumed."""
