"""Going to a visit: waiting, starting, joining, being late, ending; and what is kept and written down of it."""

from collections import Counter

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Clinic
from tests.unit.visits import (
    END,
    JOIN,
    LATE,
    START,
    VISIT,
    at,
    audited,
    change,
    history,
    kept_call,
    moment,
    open_calls,
    started,
)
from tests.unit.wire import Wire


def refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, str(answer["code"])


def test_a_visit_from_the_waiting_room_to_its_end(clinic: Clinic) -> None:
    with at("09:20"):
        waiting = clinic.ada.post(JOIN)
    with at("09:29"):
        late = clinic.nora.post(LATE, {"minutes": 5})
    with at("09:33"):
        live = clinic.nora.post(START)
    with at("09:34"):
        joined = clinic.ada.post(JOIN)
    with at("09:50"):
        ended = clinic.nora.post(END)
        again = clinic.nora.post(END)

    assert (waiting.status, waiting["state"], "session" in waiting.body) == (202, "waiting", False)
    assert waiting["appointment"]["call"]["patientWaitingSince"] == moment("09:20")
    assert late["appointment"]["call"]["lateUntil"] == moment("09:34")
    assert (live["state"], live["expiresAt"]) == ("live", moment("09:48"))
    assert live["appointment"]["call"]["startedAt"] == moment("09:33")
    assert joined["callId"] == live["callId"]
    assert joined["session"] == {"provider": "p2p", "side": "patient", "iceServers": [], "iceTransportPolicy": "all"}
    assert ended.body == {"state": "ended", "appointment": ended["appointment"]}
    assert ended["appointment"]["call"]["endedAt"] == again["appointment"]["call"]["endedAt"] == moment("09:50")
    told = [("join", "ada"), ("late", "nora"), ("start", "nora"), ("end", "nora")]
    assert history() == told
    assert [(line["act"], line["person"]["id"]) for line in clinic.ada.get(VISIT)["history"]] == told
    assert Counter(audited()[:6]) == Counter(
        {
            **{("ada", "call.join", "done"): 2, ("nora", "call.late", "done"): 1},
            **{("nora", "call.start", "done"): 1, ("nora", "call.end", "done"): 2},
        }
    )
    assert {entry for entry in tables.entries("patientId")} == {"ada"}


def test_revisions_only_ever_grow(clinic: Clinic) -> None:
    seen = []
    for time, person, path in (("09:20", clinic.ada, JOIN), ("09:30", clinic.nora, START), ("09:40", clinic.nora, END)):
        with at(time):
            seen.append(person.post(path)["appointment"]["call"]["revision"])
    change(clinic, title="Long checkup")
    seen.append(clinic.ada.get(VISIT)["call"]["revision"])

    assert seen == sorted(set(seen))


def test_a_start_that_is_asked_for_again_gives_a_fresh_session_of_the_same_call(clinic: Clinic) -> None:
    first, second = started(clinic, "09:30"), started(clinic, "09:44")

    assert second["callId"] == first["callId"]
    assert (first["expiresAt"], second["expiresAt"]) == (moment("09:45"), moment("09:59"))
    assert second["appointment"]["call"]["startedAt"] == moment("09:30")
    assert history() == [("start", "nora")]


def test_two_starts_at_once_make_one_call(clinic: Clinic, wire: Wire) -> None:
    others: list[Answer] = []
    wire.before("TransactWriteItems", lambda: others.append(clinic.nora.post(START)) if not others else None)

    mine = started(clinic)

    assert [other["callId"] for other in others] == [mine["callId"]]
    assert (history(), open_calls()) == ([("start", "nora")], ["checkup"])


def test_a_start_loses_against_a_cancellation_that_comes_first(clinic: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: change(clinic, status="cancelled"))

    with at("09:30"):
        assert refusal(clinic.nora.post(START)) == (409, "CALL_CANCELLED")

    assert (history(), open_calls()) == ([], [])
    assert ("nora", "call.start", "refused") in audited()


def test_a_join_loses_against_an_end_that_comes_first(clinic: Clinic, wire: Wire) -> None:
    started(clinic)
    wire.before("TransactWriteItems", lambda: clinic.nora.post(END))

    with at("09:31"):
        assert refusal(clinic.ada.post(JOIN)) == (409, "CALL_ENDED")

    assert kept_call()["rights"] == {}


def test_everybody_is_refused_after_the_end(clinic: Clinic) -> None:
    started(clinic)
    with at("09:40"):
        clinic.nora.post(END)
        for person, path in ((clinic.ada, JOIN), (clinic.nora, JOIN), (clinic.nora, START)):
            assert refusal(person.post(path)) == (409, "CALL_ENDED")
        assert refusal(clinic.nora.post(LATE, {"minutes": 5})) == (409, "CALL_ENDED")
    assert open_calls() == []


def test_the_provider_must_start_before_they_join_or_end(clinic: Clinic) -> None:
    with at("09:30"):
        assert refusal(clinic.nora.post(JOIN)) == refusal(clinic.nora.post(END)) == (409, "NOT_STARTED")
        started(clinic)
        assert refusal(clinic.nora.post(LATE, {"minutes": 5})) == (409, "ALREADY_STARTED")


@pytest.mark.parametrize("path", [START, END])
def test_the_patient_neither_starts_nor_ends(clinic: Clinic, path: str) -> None:
    with at("09:30"):
        assert refusal(clinic.ada.post(path)) == (403, "FORBIDDEN")


def test_nothing_is_given_before_its_time_or_after(clinic: Clinic) -> None:
    for time, code in (("09:14:59.999", "TOO_EARLY"), ("10:00", "CALL_OVER")):
        with at(time):
            assert refusal(clinic.ada.post(JOIN)) == refusal(clinic.nora.post(START)) == (409, code)
    with at("09:14"):
        assert moment("09:15") in clinic.ada.post(JOIN)["detail"]
    assert tables.rows("CALL") == []


def test_a_visit_that_is_live_goes_on_until_its_grace_is_over(clinic: Clinic) -> None:
    started(clinic, "09:59")
    with at("10:10"):
        assert clinic.ada.post(JOIN)["expiresAt"] == moment("10:15")
    with at("10:15"):
        assert refusal(clinic.ada.post(JOIN)) == (409, "CALL_OVER")
        assert clinic.nora.post(END).status == 200


def test_a_visit_that_is_given_to_another_provider_waits_for_them(clinic: Clinic) -> None:
    first = started(clinic)
    change(clinic, providerId="omar")

    with at("09:35"):
        assert (clinic.nora.post(JOIN).status, clinic.nora.post(START).status) == (404, 404)
        assert clinic.ada.post(JOIN).status == 202
        second = clinic.omar.post(START)
    assert (second.status, second["callId"] == first["callId"]) == (200, False)
    assert set(kept_call()["rights"]) == {"omar"}


def test_a_visit_that_is_moved_while_it_is_live_goes_on(clinic: Clinic) -> None:
    call_id = started(clinic)["callId"]
    change(clinic, startsAt=moment("13:00"), endsAt=moment("13:30"))

    with at("09:35"):
        assert clinic.ada.post(JOIN)["callId"] == call_id
        assert clinic.nora.post(END).status == 200
    with at("13:00"):
        assert refusal(clinic.ada.post(JOIN)) == (409, "CALL_ENDED")


def test_an_ended_visit_that_is_booked_for_another_time_is_held_anew(clinic: Clinic) -> None:
    first = started(clinic)["callId"]
    with at("09:40"):
        clinic.nora.post(END)
    change(clinic, startsAt=moment("13:00"), endsAt=moment("13:30"))

    assert clinic.ada.get(VISIT)["call"]["state"] == "none"
    with at("12:50"):
        assert clinic.ada.post(JOIN).status == 202
    assert started(clinic, "13:00")["callId"] != first


def test_a_cancelled_visit_that_is_booked_again_is_held(clinic: Clinic) -> None:
    with at("09:20"):
        clinic.ada.post(JOIN)
        change(clinic, status="cancelled")
        assert refusal(clinic.ada.post(JOIN)) == (409, "CALL_CANCELLED")
        change(clinic, status="booked")
        assert clinic.ada.post(JOIN).status == 202


def test_who_left_the_clinic_has_no_way_into_a_live_visit(clinic: Clinic) -> None:
    started(clinic)
    clinic.ehr.delete("/directory/people/nora")

    with at("09:31"):
        for path in (JOIN, START, END):
            assert clinic.nora.post(path).status == 404


@pytest.mark.parametrize("content", [{}, {"minutes": 0}, {"minutes": 61}, {"minutes": "5"}, {"minutes": 5, "why": "-"}])
def test_a_delay_has_from_one_to_sixty_minutes(clinic: Clinic, content: dict) -> None:
    with at("09:20"):
        assert refusal(clinic.nora.post(LATE, content)) == (400, "INVALID")
    assert tables.rows("CALL") == []


def test_a_delay_ends_with_the_start(clinic: Clinic) -> None:
    with at("09:20"):
        clinic.nora.post(LATE, {"minutes": 60})
        assert clinic.ada.post(JOIN)["appointment"]["call"]["lateUntil"] == moment("10:20")

    assert started(clinic)["appointment"]["call"]["lateUntil"] is None


def test_coming_to_a_visit_costs_a_read_a_transaction_and_the_names(clinic: Clinic, wire: Wire) -> None:
    for time, person, path in (("09:20", clinic.ada, JOIN), ("09:30", clinic.nora, START), ("09:31", clinic.ada, JOIN)):
        wire.calls.clear()
        with at(time):
            assert person.post(path).status < 300
        made = Counter(call.operation for call in wire.calls)
        assert made == {"BatchGetItem": 2, "TransactWriteItems": 1}


def test_the_clinic_says_how_long_before_and_beyond(clinic: Clinic) -> None:
    assert clinic.ada.get("/me")["call"] == {"joinMinutesBefore": 15, "graceMinutes": 15}
