"""Who answers the patient: claiming, giving back, done; each with its audit entry in the same transaction."""

from collections.abc import Callable

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.gateway import Gateway
from tests.unit.problems import assert_problem
from tests.unit.recount import assert_all_agrees
from tests.unit.wire import Wire, cancelled, failure


@pytest.fixture
def team(talk: Clinic) -> Clinic:
    """Nora and Omar work in `meds`; Ada waits in the topic."""
    talk.change_team("meds", members=["nora", "omar"])
    talk.settle()
    tables.replace_contents({**tables.contents(), "Audit": []})
    return talk


def claim(who: Api, clinic: Clinic) -> Answer:
    return who.put(f"{clinic.topic_path}/claim", None)


def release(who: Api, clinic: Clinic) -> Answer:
    return who.delete(f"{clinic.topic_path}/claim")


def done(who: Api, clinic: Clinic) -> Answer:
    return who.post(f"{clinic.topic_path}/done")


def answerer(clinic: Clinic) -> str | None:
    """Who has claimed it, as a colleague sees it; `nobody` while it is free, None if nobody waits."""
    waits = clinic.omar.get(clinic.topic_path)["needsReply"]
    return waits and (waits["claimedBy"] or {"id": "nobody"})["id"]


def test_a_claim_names_the_colleague_and_keeps_since_when_the_patient_waits(team: Clinic) -> None:
    since = team.nora.get(team.topic_path)["needsReply"]["since"]

    claimed = claim(team.nora, team)

    assert claimed.status == 200
    assert claimed["needsReply"]["since"] == since == claimed["lastMessage"]["sentAt"]
    assert claimed["needsReply"]["claimedBy"]["name"] == "Nora Quill"
    assert answerer(team) == "nora"
    assert team.ada.get(team.topic_path)["needsReply"] is None, "not for patients"


def test_a_second_claim_is_refused_with_the_name_of_the_first_and_ones_own_is_not(team: Clinic) -> None:
    claim(team.nora, team)

    refused = claim(team.omar, team)

    assert_problem(refused, 409, "CLAIMED")
    assert "Nora Quill" in refused["detail"]
    assert claim(team.nora, team).status == 200
    assert answerer(team) == "nora"


def test_any_colleague_gives_it_back_and_it_can_be_claimed_anew(team: Clinic) -> None:
    claim(team.nora, team)

    assert release(team.omar, team)["needsReply"]["claimedBy"] is None
    assert release(team.omar, team).status == 200
    assert claim(team.omar, team)["needsReply"]["claimedBy"]["id"] == "omar"


def test_done_ends_the_waiting_without_an_answer(team: Clinic) -> None:
    claim(team.nora, team)

    assert done(team.omar, team)["needsReply"] is None
    assert done(team.omar, team).status == 200
    assert_problem(claim(team.nora, team), 409, "NOT_WAITING")
    team.settle()
    assert team.nora.get("/me/unread")["needsReply"] == 1, "the direct conversation still waits"
    assert_all_agrees(team)


def test_a_question_during_a_claim_keeps_it_and_an_answer_ends_it(team: Clinic) -> None:
    since = claim(team.nora, team)["needsReply"]["since"]
    team.ada.post(f"{team.topic_path}/messages", new_message("And with milk?"))

    waits = team.omar.get(team.topic_path)["needsReply"]
    assert (waits["since"], waits["claimedBy"]["id"]) == (since, "nora")

    team.omar.post(f"{team.topic_path}/messages", new_message("Yes."))
    assert answerer(team) is None
    team.ada.post(f"{team.topic_path}/messages", new_message("Thanks! And tea?"))
    assert answerer(team) == "nobody"


ACTS: dict[str, tuple[Callable[[Api, Clinic], Answer], str]] = {
    "claim": (claim, "conversation.claimed"),
    "release": (release, "conversation.released"),
    "done": (done, "conversation.done"),
}


@pytest.mark.parametrize(("act", "name"), ACTS.values(), ids=ACTS)
def test_each_is_audited_once_and_a_repetition_that_changes_nothing_not_at_all(
    team: Clinic, act: Callable[[Api, Clinic], Answer], name: str
) -> None:
    if act is release:
        claim(team.nora, team)

    act(team.nora, team)
    act(team.nora, team)
    team.settle()

    assert tables.entries("act", "personId", "outcome", "patientId").count((name, "nora", "done", "ada")) == 1


@pytest.mark.parametrize("act", [claim, done], ids=["claim", "done"])
def test_what_cannot_be_audited_does_not_happen(team: Clinic, wire: Wire, act: Callable[[Api, Clinic], Answer]) -> None:
    before = tables.contents()
    wire.before("TransactWriteItems", lambda: failure("AccessDeniedException"), times=9)

    assert act(team.nora, team).status == 500
    assert tables.contents() == before


def test_the_audit_entry_is_part_of_the_same_transaction(team: Clinic, wire: Wire) -> None:
    wire.calls.clear()

    claim(team.nora, team)

    [transaction] = wire.made("TransactWriteItems")
    [entry, head] = transaction.content["TransactItems"]
    assert (entry["Put"]["TableName"], head["Update"]["TableName"]) == ("Audit", "Records")


def test_of_two_who_claim_at_once_one_is_told_who_was_first(team: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: claim(team.omar, team))

    refused = claim(team.nora, team)

    assert_problem(refused, 409, "CLAIMED")
    assert "Omar Reed" in refused["detail"]
    assert tables.entries("act").count("conversation.claimed") == 1


def test_who_claims_while_a_colleague_answers_comes_too_late(team: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: team.omar.post(f"{team.topic_path}/messages", new_message("Yes.")))

    assert_problem(claim(team.nora, team), 409, "NOT_WAITING")


def test_a_question_while_somebody_calls_it_done_waits_no_more_than_the_rest(team: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: team.ada.post(f"{team.topic_path}/messages", new_message("Still?")))

    assert done(team.nora, team)["lastSeq"] == 2
    assert answerer(team) is None


def test_a_transaction_in_the_way_is_waited_for(team: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: cancelled("None", "TransactionConflict"), times=2)

    assert claim(team.nora, team).status == 200
    assert tables.entries("act").count("conversation.claimed") == 1


def test_colleagues_windows_are_told_and_the_patients_sees_no_claim(talk: Clinic, gateway: Gateway) -> None:
    claim(talk.nora, talk)

    assert gateway.last("noras", "conversation.updated")["conversation"]["needsReply"]["claimedBy"]["id"] == "nora"
    assert gateway.last("adas", "conversation.updated")["conversation"]["needsReply"] is None


def test_windows_that_missed_that_it_is_done_hear_it_by_the_stream(talk: Clinic, gateway: Gateway) -> None:
    done(talk.nora, talk)
    gateway.begin_anew()

    talk.settle()

    told = gateway.last("noras", "conversation.updated")["conversation"]
    assert (told["needsReply"], told["revision"]) == (None, talk.nora.get(talk.topic_path)["revision"])


def test_in_a_case_nobody_waits(talk: Clinic) -> None:
    started = talk.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})
    path = f"/conversations/{started['id']}"

    assert_problem(talk.omar.put(f"{path}/claim", None), 409, "NOT_WAITING")
    assert (talk.omar.post(f"{path}/done").status, talk.omar.delete(f"{path}/claim").status) == (200, 200)
