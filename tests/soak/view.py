"""What one window knows, merged as a portal does: by id and seq, the latest view wins, totals by their time."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]


def now() -> str:
    """The present as the server writes times."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class View:
    """`rows`: the inbox by id, with the time since when each is known so. `threads`: entries by seq, without a gap."""

    rows: dict[str, Json] = field(default_factory=dict)
    known_at: dict[str, str] = field(default_factory=dict)
    threads: dict[str, dict[int, Json]] = field(default_factory=dict)
    unread: Json = field(default_factory=dict)
    unread_at: str = ""

    def take_row(self, row: Json, at: str) -> None:
        """A view of a conversation as it was at that time; an older one than is known is passed over."""
        known = self.rows.get(row["id"])
        if known and (row["lastSeq"] < known["lastSeq"] or at < self.known_at[row["id"]]):
            return
        self.rows[row["id"]], self.known_at[row["id"]] = row, at

    def take_unread(self, unread: Json, at: str) -> None:
        if at >= self.unread_at:
            self.unread, self.unread_at = {name: unread.get(name) for name in COUNTS}, at

    def take_messages(self, conversation_id: str, messages: list[Json]) -> None:
        thread = self.threads.setdefault(conversation_id, {})
        for message in messages:
            if message["text"] is not None or message["seq"] not in thread:
                thread[message["seq"]] = message

    def complete_up_to(self, conversation_id: str) -> int:
        """The last entry before the first gap, counted from the first entry that is known."""
        thread = self.threads[conversation_id]
        seq = min(thread, default=0)
        while seq + 1 in thread:
            seq += 1
        return seq

    def has_gap(self, conversation_id: str) -> bool:
        thread = self.threads.get(conversation_id)
        if thread is None:
            return False
        last: int = self.rows.get(conversation_id, {}).get("lastSeq", 0)
        return self.complete_up_to(conversation_id) < max(last, *thread, 0)

    def forget(self, conversation_id: str) -> None:
        for known in (self.rows, self.known_at, self.threads):
            known.pop(conversation_id, None)


COUNTS = ("messages", "conversations", "caseMessages", "needsReply")
