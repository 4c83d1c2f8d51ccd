"""Everything that is kept derived, counted again from the raw messages: inbox, badge and totals must agree with it."""

from tests.unit import tables
from tests.unit.clinic import Clinic


def unread_of(person_id: str, seat: dict, messages: list[dict]) -> int:
    """Messages of one conversation after a seat's marker that others sent, counted one by one."""
    return sum(
        message["PK"] == seat["PK"]
        and message["SK"] > f"MSG#{int(seat['readSeq']):012d}"
        and message["senderId"] != person_id
        for message in messages
    )


def assert_all_agrees(clinic: Clinic) -> None:
    """Inbox = badge = totals = unread index = recount, for everybody."""
    messages = tables.rows("MSG#")
    tallies = {row["PK"]: row for row in tables.rows("TALLY")}
    for person_id in ("ada", "bo", "nora", "omar", "dana"):
        seats = [row for row in tables.rows("HEAD#SEAT#") if row["personId"] == person_id]
        counts = [unread_of(person_id, seat, messages) for seat in seats]
        api = getattr(clinic, person_id)
        assert [int(seat["unread"]) for seat in seats] == counts, person_id
        assert ["unreadPK" in seat for seat in seats] == [count > 0 for count in counts], person_id
        wanted = {"messages": sum(counts), "conversations": sum(count > 0 for count in counts)}
        assert api.get("/me/unread").body == wanted, person_id
        rows = api.get("/conversations?limit=100")["items"]
        assert sum(row["unreadCount"] for row in rows) == sum(counts), person_id
        tally = tallies.get(f"PERSON#{person_id}", {})
        assert int(tally.get("conversations", 0)) == len(seats), person_id
        texts = sum(message["PK"] in {seat["PK"] for seat in seats} for message in messages)
        assert int(tally.get("messages", 0)) == texts, person_id
