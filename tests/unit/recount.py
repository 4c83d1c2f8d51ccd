"""Everything that is kept derived, counted again from the raw messages: inbox, badge and totals must agree with it."""

from datetime import datetime

from chalicelib import clock
from tests.unit import tables
from tests.unit.clinic import Api, Clinic


def unread_of(person_id: str, seat: dict, messages: list[dict]) -> int:
    """Messages of one conversation after a seat's marker that others sent, counted one by one."""
    return sum(
        message["PK"] == seat["PK"]
        and message["SK"] > f"MSG#{int(seat['readSeq']):012d}"
        and message["senderId"] != person_id
        for message in messages
    )


def assert_all_agrees(clinic: Clinic) -> None:
    """Inbox = badge = totals = tabs = statistics = recount, for everybody."""
    texts = [message for message in tables.rows("MSG#") if message["kind"] == "text"]
    seats = tables.rows("HEAD#SEAT#")
    for person_id in ("ada", "bo", "nora", "omar", "dana"):
        own = [row for row in seats if row["personId"] == person_id]
        counts = {row["PK"].removeprefix("CONV#"): unread_of(person_id, row, texts) for row in own}
        api: Api = getattr(clinic, person_id)
        assert [int(row["unread"]) for row in own] == list(counts.values()), person_id
        wanted = {"messages": sum(counts.values()), "conversations": sum(count > 0 for count in counts.values())}
        assert api.unread() == wanted, person_id
        assert {row["id"]: row["unreadCount"] for row in listed(api, "all") + listed(api, "archived")} == counts
        assert {row["id"] for row in listed(api, "unread")} == {it for it, count in counts.items() if count}
        archived = {row["id"] for row in listed(api, "archived")}
        read = {it for it, count in counts.items() if not count}
        assert {row["id"] for row in listed(api, "read")} == read - archived
        assert_statistics_agree(api, own, texts, wanted["messages"])


def assert_statistics_agree(api: Api, seats: list[dict], texts: list[dict], unread: int) -> None:
    """The four numbers and the chart, against the seats and the messages in their conversations."""
    places = {seat["PK"] for seat in seats}
    seen = [message for message in texts if message["PK"] in places]
    stats = api.get("/stats").body
    assert stats.pop("messagesPerDay")[-1]["messages"] == sum(day_of(it) == clock.day() for it in seen)
    assert stats == {
        "totalConversations": len(seats),
        "unreadMessages": unread,
        "uniquePatients": len({seat["patientId"] for seat in seats}),
        "totalMessages": len(seen),
    }


def day_of(message: dict) -> str:
    """The clinic's day, which 0.1.0 did not keep."""
    return message.get("day") or clock.day(datetime.fromisoformat(message["sentAt"]))


def listed(api: Api, tab: str) -> list[dict]:
    rows: list[dict] = api.get(f"/conversations?filter={tab}&limit=100")["items"]
    return rows
