"""What acts cost in DynamoDB's units, counted here: `infra.costs` reckons a month by these numbers."""

import json
from collections.abc import Callable

import pytest

from infra.costs import counts
from infra.costs.counts import Act
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.events import stream_records
from tests.unit.gateway import Gateway, event, open_socket, ticket
from tests.unit.units import Units, metered

TEXT = "Please keep taking the tablets until Tuesday, and write to us if you feel any worse than today. " * 3
ABOUT = 0.1
"""How far what is counted may lie from what is reckoned with: rows grow with names and numbers."""


def counted(act: Callable[[], object]) -> Units:
    from chalicelib.adapters.table import CONNECTION

    with metered(CONNECTION.client) as units:
        act()
    return units


def fits(units: Units, act: Act) -> None:
    assert (units.reads, units.writes) == pytest.approx((act.reads, act.writes), rel=ABOUT, abs=1), act.name
    assert units.entries == act.entries


def settle_what_is_new(talk: Clinic, before: list[tables.Item]) -> None:
    import app

    old = {(item["PK"]["S"], item["SK"]["S"]): item for item in before}
    new = [record for record in stream_records() if record["dynamodb"]["NewImage"] not in before]
    for record in new:
        place = record["dynamodb"]["Keys"]
        if image := old.get((place["PK"]["S"], place["SK"]["S"])):
            record["dynamodb"]["OldImage"] = image
    assert app.settle({"Records": new}, None) == {"batchItemFailures": []}


def enlarge(clinic: Clinic, staff: int) -> None:
    """Give the care team of the topic more members."""
    for number in range(staff - 1):
        colleague = {"role": "provider", "name": f"Colleague Number {number}", "title": "Nurse"}
        assert clinic.ehr.put(f"/directory/people/colleague-{number}", colleague).status == 201
    clinic.change_team("meds", members=["nora", *(f"colleague-{number}" for number in range(staff - 1))])


def test_a_text_to_five_staff_of_whom_nobody_listens_costs_what_is_reckoned(clinic: Clinic) -> None:
    enlarge(clinic, 5)
    path = f"/conversations/{clinic.topic(TEXT)['id']}"
    before = tables.contents()["Records"]

    fits(counted(lambda: clinic.ada.post(f"{path}/messages", new_message(TEXT))), counts.send(5, 0))
    fits(counted(lambda: settle_what_is_new(clinic, before)), counts.settle(5, 0))


def test_a_text_that_both_listen_to_costs_what_is_reckoned(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message(TEXT))  # the first of a day costs more
    talk.settle()
    before = tables.contents()["Records"]

    fits(counted(lambda: talk.ada.post(f"{talk.topic_path}/messages", new_message(TEXT))), counts.send(1, 2))
    fits(counted(lambda: settle_what_is_new(talk, before)), counts.settle(1, 2))


SENT = {"head": 2, "message": 2, "name": 2, "message.pushed": 1}
SETTLED = {"seat": 4, "seat: inbox": 4, "seat: reading": 1, "seat: waiting": 1, "seat: digest": 1, "tally": 6}


def of_audit(act: str) -> dict[str, int]:
    return {act: 1, **{f"{act}: {index}": 1 for index in ("person", "conversation", "hour")}}


@pytest.mark.parametrize(("who", "checked"), [("ada", "care-team"), ("nora", "person")])
def test_each_unit_of_a_text_between_two_who_read_at_once_is_known(
    talk: Clinic, gateway: Gateway, who: str, checked: str
) -> None:
    """What `docs/cost.md` shows: change both or neither."""
    talk.nora.post(f"{talk.topic_path}/messages", new_message(TEXT))
    if who == "nora":
        talk.ada.post(f"{talk.topic_path}/messages", new_message(TEXT))
    talk.settle()
    for reader in (talk.ada, talk.nora):
        reader.put(f"{talk.topic_path}/read-marker", {"seq": 2 + (who == "nora")})
    before = tables.contents()["Records"]

    sent = counted(lambda: getattr(talk, who).post(f"{talk.topic_path}/messages", new_message(TEXT)))
    settled = counted(lambda: settle_what_is_new(talk, before))

    assert sent.parts == {**SENT, **of_audit("message.pushed"), checked: 2}
    assert settled.parts == {**SETTLED, **of_audit("message.sent")}
    assert (sent.writes, settled.writes) == (12, 21)


def test_reading_on_costs_what_is_reckoned(talk: Clinic) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message(TEXT))
    talk.settle()

    fits(counted(lambda: talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 2})), counts.mark(1))
    fits(counted(lambda: talk.nora.get("/me")), counts.ME)
    fits(counted(lambda: talk.nora.get("/me/unread")), counts.BADGE)
    fits(counted(lambda: talk.nora.get("/patients/ada")), counts.PROFILE)


def test_coming_going_and_typing_cost_what_is_reckoned(talk: Clinic, gateway: Gateway) -> None:
    import app

    def say(frame: dict[str, object]) -> None:
        app.frame(event("adas", body=json.dumps(frame)), None)

    fits(counted(lambda: say({"action": "ping"})), counts.PING)
    fits(counted(lambda: say({"action": "typing", "conversationId": talk.topic_id, "on": True})), counts.typing(1))
    fits(counted(lambda: ticket(talk.nora)), counts.TICKET)
    both = counted(lambda: open_socket(talk.nora, "phone"))
    assert both.writes == pytest.approx(counts.TICKET.writes + counts.CONNECT.writes, abs=1)
    fits(counted(lambda: app.disconnect(event("phone"), None)), counts.DISCONNECT)


def test_beginning_a_conversation_costs_what_is_reckoned(talk: Clinic) -> None:
    first = {"kind": "topic", "topic": "Another question", "careTeamId": "meds", "message": new_message(TEXT)}
    before = tables.contents()["Records"]
    fits(counted(lambda: talk.ada.post("/conversations", first)), counts.BEGIN)
    fits(counted(lambda: settle_what_is_new(talk, before)), counts.LIST_WORDS)
