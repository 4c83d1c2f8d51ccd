"""The seats of a conversation move in one write; whoever is overtaken keeps nobody else from theirs."""

from tests.unit.clinic import Clinic, new_message
from tests.unit.recount import assert_all_agrees
from tests.unit.test_units import enlarge
from tests.unit.units import key_of
from tests.unit.wire import Wire, cancelled

Written = list[list[tuple[str, str]]]


def settled(talk: Clinic, wire: Wire) -> Written:
    """The keys of all that each transaction of a settling writes."""
    wire.calls.clear()
    talk.settle()
    transactions = [call.content["TransactItems"] for call in wire.made("TransactWriteItems")]
    return [[key_of(part) for item in items for part in item.values()] for items in transactions]


def seats(transaction: list[tuple[str, str]]) -> list[str]:
    return sorted(sk.removeprefix("HEAD#SEAT#") for _, sk in transaction if sk.startswith("HEAD#SEAT#"))


def say(talk: Clinic) -> None:
    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201


def test_everybodys_seats_and_totals_move_in_one_write_with_one_row_of_the_clinics(talk: Clinic, wire: Wire) -> None:
    enlarge(talk, 4)
    talk.settle()
    say(talk)

    [transaction] = settled(talk, wire)

    assert seats(transaction) == ["ada", "colleague-0", "colleague-1", "colleague-2", "nora"]
    assert len([sk for pk, sk in transaction if pk.startswith("PERSON#")]) == 5
    assert len([sk for pk, sk in transaction if pk == "CLINIC"]) == 1
    assert_all_agrees(talk)


def test_a_care_team_that_no_write_holds_is_settled_in_several(talk: Clinic, wire: Wire) -> None:
    enlarge(talk, 41)
    talk.settle()
    say(talk)

    transactions = settled(talk, wire)

    assert sorted(len(seats(each)) for each in transactions) == [2, 40]
    assert_all_agrees(talk)


def test_who_is_overtaken_is_settled_anew_and_the_others_all_the_same(talk: Clinic, wire: Wire) -> None:
    enlarge(talk, 3)
    talk.settle()
    say(talk)
    wire.before("TransactWriteItems", lambda: talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 2}))

    together, of_nora, *alone = settled(talk, wire)

    assert seats(together) == ["ada", "colleague-0", "colleague-1", "nora"]
    assert seats(of_nora) == ["nora"]
    assert {who for each in alone for who in seats(each)} == {"ada", "colleague-0", "colleague-1", "nora"}
    assert {len(seats(each)) for each in alone} == {1}
    assert talk.nora.get(talk.topic_path)["readSeq"] == 2
    assert_all_agrees(talk)


def test_totals_that_others_move_at_that_moment_are_waited_for(talk: Clinic, wire: Wire) -> None:
    say(talk)
    wire.before("TransactWriteItems", lambda: cancelled("None", "None", "TransactionConflict", "None", "None"))

    transactions = settled(talk, wire)

    assert [seats(each) for each in transactions[:1]] == [["ada", "nora"]]
    assert sorted(seats(each)[0] for each in transactions[1:]) == ["ada", "nora"]
    assert_all_agrees(talk)


def test_who_joins_meanwhile_is_seated_beside_those_who_are_there(talk: Clinic, wire: Wire) -> None:
    talk.settle()
    talk.change_team("meds", members=["nora", "omar"])
    say(talk)

    transactions = settled(talk, wire)

    assert sorted(map(seats, transactions)) == [["ada", "nora"], ["omar"]]
    assert_all_agrees(talk)
