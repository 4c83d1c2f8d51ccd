"""The sure path: seats and totals follow what was written, however the stream delivers it."""

import random

from botocore.awsrequest import AWSResponse

import app
from chalicelib.adapters.totals import of_clinic
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.events import stream_records
from tests.unit.recount import assert_all_agrees
from tests.unit.wire import Wire, failure


def deliver(records: list[dict]) -> list[str]:
    """What the stream's function names as failed."""
    answer = app.settle({"Records": records}, None)
    return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


def where_all_stands() -> list[object]:
    """Every row; of the clinic's totals, which fall on rows by chance, the sum."""
    rows = [row for row in tables.records() if row["PK"] != "CLINIC" or row["type"] != "tally"]
    return [*rows, of_clinic()]


def chat(talk: Clinic) -> None:
    """A few more words in both conversations."""
    for sender, path in (
        (talk.nora, talk.topic_path),
        (talk.ada, talk.topic_path),
        (talk.ada, talk.direct_path),
        (talk.ada, talk.topic_path),
    ):
        assert sender.post(f"{path}/messages", new_message()).status == 201


def test_everybodys_numbers_equal_a_recount(talk: Clinic) -> None:
    chat(talk)
    talk.settle()
    assert_all_agrees(talk)

    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 3})
    talk.ada.put(f"{talk.topic_path}/read-marker", {"seq": 4})
    chat(talk)
    talk.settle()
    assert_all_agrees(talk)

    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1, "force": True})
    assert_all_agrees(talk)


def test_settling_again_changes_nothing_at_all(talk: Clinic) -> None:
    chat(talk)
    talk.settle()
    before = tables.contents()

    talk.settle()
    talk.settle()

    assert tables.contents() == before


def test_records_out_of_order_and_repeated_end_in_the_same_place(talk: Clinic) -> None:
    chat(talk)
    records = stream_records()
    snapshot = tables.contents()
    assert deliver(records) == []
    wanted = where_all_stands()

    for seed in range(3):
        tables.replace_contents(snapshot)
        mixed = random.Random(seed).choices(records, k=len(records)) + records[::-1]
        for record in mixed:
            assert deliver([record]) == []

        assert where_all_stands() == wanted


def test_lost_records_are_made_up_for_by_the_next(talk: Clinic) -> None:
    chat(talk)
    head = next(
        record
        for record in stream_records()
        if record["dynamodb"]["Keys"]["PK"]["S"].endswith(talk.topic_id)
        and record["dynamodb"]["Keys"]["SK"]["S"] == "HEAD"
    )

    assert deliver([head]) == []

    [row] = [row for row in talk.nora.get("/conversations")["items"] if row["id"] == talk.topic_id]
    assert (row["unreadCount"], row["lastSeq"]) == (3, 4)


def test_a_poison_record_is_named_and_what_comes_before_it_is_done(talk: Clinic) -> None:
    chat(talk)
    good = stream_records()
    poison = {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "poison", "Keys": {"PK": {"S": "CONV#x"}}}}
    worse = {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "worse", "Keys": {"SK": {"S": "HEAD"}}}}

    assert deliver([*good, poison, worse]) == ["poison"]
    assert_all_agrees(talk)


def test_a_message_record_without_its_words_is_named_too(talk: Clinic) -> None:
    keys = {"PK": {"S": f"CONV#{talk.topic_id}"}, "SK": {"S": "MSG#000000000009"}}
    cut = {"dynamodb": {"SequenceNumber": "7", "Keys": keys, "NewImage": {**keys, "type": {"S": "message"}}}}

    assert deliver([cut]) == ["7"]
    assert tables.entries() == []


def test_records_of_no_concern_and_of_what_is_gone_pass(talk: Clinic) -> None:
    before = tables.contents()
    gone = {"PK": {"S": "CONV#gone"}, "SK": {"S": "HEAD"}}
    other = {"PK": {"S": "PERSON#ada"}, "SK": {"S": "PERSON"}}

    assert deliver([{"dynamodb": {"SequenceNumber": "1", "Keys": keys}} for keys in (gone, other)]) == []
    assert tables.contents() == before


def test_a_table_out_of_reach_fails_the_record_and_the_next_delivery_mends_it(talk: Clinic, wire: Wire) -> None:
    chat(talk)
    records = stream_records()
    heads = [record for record in records if record["dynamodb"]["Keys"]["SK"]["S"] == "HEAD"]
    wire.before("TransactWriteItems", lambda: out_of_reach(), times=1)

    assert deliver(heads[:1]) == [heads[0]["dynamodb"]["SequenceNumber"]]
    assert deliver(records) == []
    assert_all_agrees(talk)


def out_of_reach() -> AWSResponse:
    return failure("AccessDeniedException", "The key is not available.")


def test_a_reader_who_moves_on_while_settling_keeps_their_marker(talk: Clinic, wire: Wire) -> None:
    chat(talk)
    wire.before("TransactWriteItems", lambda: talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 4}))

    talk.settle()

    assert talk.nora.get(talk.topic_path)["readSeq"] == 4
    assert_all_agrees(talk)


def test_a_message_that_comes_while_settling_is_not_forgotten(talk: Clinic, wire: Wire) -> None:
    chat(talk)
    wire.before("TransactWriteItems", lambda: talk.ada.post(f"{talk.topic_path}/messages", new_message("meanwhile")))

    talk.settle()
    talk.settle()

    assert_all_agrees(talk)


def test_who_joins_the_team_sees_the_history_as_read_and_the_next_message_as_new(talk: Clinic) -> None:
    chat(talk)
    talk.change_team("meds", members=["nora", "omar"])
    talk.ada.post(f"{talk.topic_path}/messages", new_message("for both"))
    talk.settle()

    [row] = talk.omar.get("/conversations")["items"]

    assert (row["unreadCount"], row["readSeq"], row["lastSeq"]) == (1, 4, 5)
    assert len(talk.omar.get(f"{talk.topic_path}/messages")["items"]) == 5
    assert_all_agrees(talk)


def test_who_joins_the_team_has_not_read_for_it_what_was_said_before(talk: Clinic) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Is anybody there?"))
    talk.change_team("meds", members=["nora", "omar"])
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Hello?"))
    talk.settle()

    assert {message["status"] for message in talk.ada.get(f"{talk.topic_path}/messages")["items"]} == {"delivered"}
    talk.omar.put(f"{talk.topic_path}/read-marker", {"seq": 3})
    assert {message["status"] for message in talk.ada.get(f"{talk.topic_path}/messages")["items"]} == {"read"}


def test_who_leaves_the_team_loses_the_conversation_at_once_and_their_seat_with_the_next_message(talk: Clinic) -> None:
    talk.change_team("meds", members=["omar"])

    assert talk.nora.get(talk.topic_path).status == 404
    assert [row["id"] for row in talk.nora.get("/conversations")["items"]] == [talk.direct_id]

    talk.ada.post(f"{talk.topic_path}/messages", new_message("Who is there?"))
    talk.settle()

    assert talk.nora.unread() == {"messages": 1, "conversations": 1}
    assert [row["id"] for row in talk.omar.get("/conversations")["items"]] == [talk.topic_id]
    assert_all_agrees(talk)
