"""The conversation about a case: between its requester and its provider, and nobody else."""

import pytest

from tests.unit.clinic import Answer, Clinic, new_message
from tests.unit.recount import assert_all_agrees
from tests.unit.test_statistics import numbers

PAIRS = {
    "another answers": ("nora", "dana"),
    "another asks": ("dana", "omar"),
    "who answered asks another": ("omar", "dana"),
    "another asks who asked": ("dana", "nora"),
    "the two trade places": ("omar", "nora"),
}
"""Who asks whom from now on, where Nora asked Omar."""


def begun(clinic: Clinic, who: str = "nora", text: str = "Could you look at this?") -> Answer:
    api = getattr(clinic, who)
    answer = api.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message(text)})
    clinic.settle()
    return answer


def test_the_requester_texts_the_provider_about_the_case(clinic: Clinic) -> None:
    started = begun(clinic)

    assert started.status == 201
    assert (started["kind"], started["caseId"], started["patient"]["id"]) == ("case", "refill", "ada")
    assert (started["requester"]["id"], started["provider"]["id"]) == ("nora", "omar")
    [case] = clinic.omar.get("/cases")["items"]
    assert (case["conversation"]["unreadCount"], case["canMessage"]) == (1, True)
    assert clinic.omar.get("/me/unread")["caseMessages"] == 1
    assert case["conversation"]["needsReply"] is None
    assert_all_agrees(clinic)


def test_either_side_begins_and_both_end_in_the_same_conversation(clinic: Clinic) -> None:
    first, second = begun(clinic, "omar"), begun(clinic, "nora")

    assert (first.status, second.status) == (201, 200)
    assert first["id"] == second["id"]
    assert second["messageCount"] == 2
    assert_all_agrees(clinic)


@pytest.mark.parametrize("who", ["ada", "bo", "dana"])
def test_nobody_else_sees_the_case_or_what_is_said_not_even_its_patient(clinic: Clinic, who: str) -> None:
    started, api = begun(clinic), getattr(clinic, who)

    assert api.get(f"/conversations/{started['id']}").status == 404
    assert api.get(f"/conversations/{started['id']}/messages").status == 404
    assert api.get("/conversations?q=refill")["items"] == []
    assert api.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()}).status == 404


def test_receipts_go_both_ways(clinic: Clinic) -> None:
    path = f"/conversations/{begun(clinic)['id']}"
    clinic.omar.put(f"{path}/read-marker", {"seq": 1})
    clinic.omar.post(f"{path}/messages", new_message("I will."))
    clinic.settle()

    assert [it["status"] for it in clinic.nora.get(f"{path}/messages")["items"]] == ["read", None]
    assert [it["status"] for it in clinic.omar.get(f"{path}/messages")["items"]] == [None, "delivered"]


def test_a_closed_case_is_read_and_not_written_to(clinic: Clinic) -> None:
    path = f"/conversations/{begun(clinic)['id']}"
    assert clinic.ehr.call("DELETE", "/directory/cases/refill").status == 200
    clinic.settle()

    refused = clinic.nora.post(f"{path}/messages", new_message())
    assert (refused.status, refused["code"]) == (409, "CASE_CLOSED")
    assert clinic.nora.get(path)["reason"] == "CASE_CLOSED"
    assert clinic.omar.get(f"{path}/messages")["items"][0]["text"] == "Could you look at this?"
    assert clinic.omar.get("/cases/refill")["status"] == "closed"

    clinic.change_case("refill", title="Refill")
    assert clinic.nora.post(f"{path}/messages", new_message()).status == 201


def test_a_case_that_changes_hands_takes_its_conversation_along(clinic: Clinic) -> None:
    path = f"/conversations/{begun(clinic)['id']}"
    clinic.change_case("refill", providerId="dana", title="Sleeping pills")
    clinic.settle()

    assert clinic.omar.get(path).status == 404
    assert clinic.omar.get("/conversations?q=sleeping")["items"] == []
    assert clinic.dana.get(f"{path}/messages")["items"][0]["text"] == "Could you look at this?"
    [found] = clinic.dana.get("/conversations?q=SLEEP")["items"]
    assert (found["topic"], found["unreadCount"]) == ("Sleeping pills", 0)
    assert_all_agrees(clinic)


def test_the_history_of_a_patient_is_what_the_reader_may_see_of_it(talk: Clinic) -> None:
    begun(talk)

    for who, wanted in (
        ("nora", {talk.topic_id, talk.direct_id}),
        ("dana", set()),
        ("ada", {talk.topic_id, talk.direct_id}),
    ):
        found: set[str] = set()
        cursor = ""
        while cursor is not None:
            page = getattr(talk, who).get(f"/patients/ada/conversations?limit=1{cursor and '&cursor=' + cursor}")
            found |= {row["id"] for row in page["items"]}
            cursor = page["next"]
        assert found == wanted, who
    assert talk.bo.get("/patients/ada/conversations").status == 404


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_the_clinic_counts_the_conversation_once_whoever_asks_and_answers(
    clinic: Clinic, pair: tuple[str, str]
) -> None:
    begun(clinic)
    for requester, provider in (pair, ("nora", "omar")):
        clinic.change_case("refill", requesterId=requester, providerId=provider)
        clinic.settle()

        conversations, unread, patients, messages = numbers(clinic.admin)
        assert (conversations, patients, messages) == (1, 1, 1)
        assert unread == sum(numbers(getattr(clinic, who))[1] for who in ("nora", "omar", "dana"))


def test_whoever_gave_a_case_away_sees_no_row_of_it_even_before_the_stream_came_by(clinic: Clinic) -> None:
    begun(clinic)
    clinic.change_case("refill", providerId="dana")

    for tab in ("all", "unread"):
        assert clinic.omar.get(f"/conversations?filter={tab}")["items"] == []
    assert clinic.omar.get("/conversations?q=ada")["items"] == []
