"""Sending while others do, while the table is busy, or while parts of the clinic are out of reach."""

from collections.abc import Callable

import pytest

from chalicelib.adapters import table
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.test_sending import QUESTION, thread_of
from tests.unit.wire import Wire, cancelled, failure


def test_who_was_overtaken_takes_the_next_place(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.before("TransactWriteItems", lambda: talk.ada.post(path, new_message("faster")))

    sent = talk.nora.post(path, new_message("slower"))

    assert (sent.status, sent["seq"]) == (201, 3)
    assert thread_of(talk, path) == [(1, QUESTION), (2, "faster"), (3, "slower")]


def test_who_was_overtaken_learns_where_the_conversation_stands_from_the_refusal(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.calls.clear()
    wire.before("TransactWriteItems", lambda: talk.ada.post(path, new_message("faster")))

    talk.nora.post(path, new_message("slower"))

    asked = [call.operation for call in wire.calls if call.on_main_thread]
    assert (asked.count("BatchGetItem"), asked.count("TransactWriteItems")) == (2, 3)


def test_two_tries_of_one_message_at_once_store_it_once(talk: Clinic, wire: Wire) -> None:
    path, message = f"{talk.topic_path}/messages", new_message("two")
    wire.before("TransactWriteItems", lambda: talk.nora.post(path, message))

    sent = talk.nora.post(path, message)

    assert (sent.status, sent["seq"]) == (200, 2)
    assert thread_of(talk, path) == [(1, QUESTION), (2, "two")]


@pytest.mark.parametrize(
    "in_the_way",
    [
        lambda: cancelled("None", "TransactionConflict", "None", "TransactionConflict"),
        lambda: cancelled("None", "None", "None", "ThrottlingError"),
        lambda: cancelled("TransactionConflict", "None", "None", "ConditionalCheckFailed"),
        lambda: failure("TransactionConflictException"),
        lambda: failure("TransactionInProgressException"),
    ],
)
def test_a_transaction_in_the_way_is_waited_for(talk: Clinic, wire: Wire, in_the_way: Callable[[], object]) -> None:
    path = f"{talk.topic_path}/messages"
    wire.before("TransactWriteItems", in_the_way)

    sent = talk.nora.post(path, new_message())

    assert (sent.status, sent["seq"]) == (201, 2)
    assert len(wire.made("TransactWriteItems")) == 2


def test_throttling_is_waited_for(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.before("TransactWriteItems", lambda: failure("ThrottlingException"), times=1)

    assert talk.nora.post(path, new_message()).status == 201


def test_a_read_that_is_throttled_to_the_end_asks_for_patience(talk: Clinic, wire: Wire) -> None:
    wire.before("BatchGetItem", lambda: failure("ProvisionedThroughputExceededException"), times=9)

    busy = talk.nora.get(f"{talk.topic_path}/messages")

    assert (busy.status, busy["code"], busy.headers["Retry-After"]) == (503, "BUSY", "1")


def test_each_try_reads_again_and_never_insists_on_an_old_number(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    talk.settle()
    wire.calls.clear()
    wire.before("TransactWriteItems", lambda: cancelled("None", "None", "None", "TransactionConflict"), times=2)

    talk.nora.post(path, new_message())

    asked = [call.operation for call in wire.calls if call.on_main_thread]
    assert asked[:6] == ["BatchGetItem", "TransactWriteItems"] * 3


def test_when_patience_ends_the_sender_is_told_to_try_again_and_nothing_is_stored(
    talk: Clinic, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{talk.topic_path}/messages"
    monkeypatch.setattr(table, "PATIENCE", 0.05)
    before = tables.contents()
    wire.before("TransactWriteItems", lambda: cancelled("None", "None", "None", "TransactionConflict"), times=1000)

    busy = talk.nora.post(path, new_message())

    assert (busy.status, busy["code"], busy.headers["Retry-After"]) == (503, "BUSY", "1")
    assert tables.contents() == before


def test_a_transaction_that_fails_for_its_own_fault_is_not_tried_again(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.calls.clear()
    wire.before("TransactWriteItems", lambda: cancelled("None", "ValidationError", "None", "None"), times=9)

    assert talk.nora.post(path, new_message()).status == 500
    assert len(wire.made("TransactWriteItems")) == 1


def test_a_message_that_is_stored_is_acknowledged_although_nobody_could_be_told(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.before("Query", lambda: failure("InternalServerError", status=500), times=20)

    sent = talk.nora.post(path, new_message())

    assert (sent.status, sent["seq"]) == (201, 2)


def test_who_killed_the_function_after_its_commit_gets_the_message_at_the_next_try(talk: Clinic, wire: Wire) -> None:
    path, message = f"{talk.topic_path}/messages", new_message("Once.")
    talk.nora.post(path, message)
    before = tables.contents()["Records"]

    assert talk.nora.post(path, message).status == 200
    assert tables.contents()["Records"] == before
