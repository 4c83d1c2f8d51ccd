"""Rows as 0.1.0 kept them, made from those of today: without what it knew nothing of."""

from tests.unit import tables
from tests.unit.tables import Item

OF_HEADS = {"revision", "days", "activityPK", "activitySK", "claimedBy", "archivedAt", "openedAt", "since"}
OF_SEATS = {
    *OF_HEADS,
    *("readingPK", "readingSK", "waitingPK", "waitingSK", "digestPK", "digestSK"),
    *("mailedSeq", "mailedTexts", "mailedSent", "unmailedSince"),
}
UNKNOWN = {"head": OF_HEADS, "seat": OF_SEATS, "message": {"day", "act", "attachments", "card"}}
"""Attributes that it did not write, by kind of row."""
MADE_SINCE = {"tally", "patient-of", "words", "word", "topic", "left", "online", "session"}
"""Kinds of rows that it did not write, or wrote under other keys."""


def set_back() -> None:
    """Let the tables hold what they would if 0.1.0 had written it."""
    now = tables.contents()
    kept = [earlier(item) for item in now["Records"] if item["type"]["S"] not in MADE_SINCE]
    tables.replace_contents({**now, "Records": kept})


def earlier(item: Item) -> Item:
    unknown = UNKNOWN.get(item["type"]["S"], set())
    kept = {name: value for name, value in item.items() if name not in unknown}
    if item["type"]["S"] == "seat":
        kept["version"] = {"N": str(int(float(item["version"]["N"])))}
    return kept
