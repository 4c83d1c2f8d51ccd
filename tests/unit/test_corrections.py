"""Corrections: a later message of the same sender that names an earlier one; both stay as they are."""

from collections.abc import Callable

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.problems import assert_problem


def correct(who: Api, path: str, seq: object) -> Answer:
    return who.post(f"{path}/messages", {**new_message("I meant three."), "correctionOf": seq})


def test_a_correction_names_the_earlier_text_and_both_stay(talk: Clinic) -> None:
    first = talk.nora.post(f"{talk.topic_path}/messages", new_message("Take two."))
    before = talk.ada.get(f"{talk.topic_path}/messages/{first['seq']}").body

    corrected = talk.nora.post(f"{talk.topic_path}/messages", {**new_message("Take three."), "correctionOf": 2})

    assert (corrected.status, corrected["seq"], corrected["correctionOf"]) == (201, 3, 2)
    seen = talk.ada.get(f"{talk.topic_path}/messages")["items"]
    assert [(it["text"], it["correctionOf"]) for it in seen[1:]] == [("Take two.", None), ("Take three.", 2)]
    assert talk.ada.get(f"{talk.topic_path}/messages/2").body == before


def test_a_correction_can_be_corrected(talk: Clinic) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", {**new_message("At noon."), "correctionOf": 1})

    again = talk.ada.post(f"{talk.topic_path}/messages", {**new_message("At one."), "correctionOf": 2})

    assert (again.status, again["correctionOf"]) == (201, 2)


def resolve(clinic: Clinic) -> None:
    clinic.nora.call("PATCH", clinic.topic_path, {"status": "resolved"})


def nothing(clinic: Clinic) -> None:
    """Leave the topic with its one message, Ada's."""


WRONG: dict[str, tuple[Callable[[Clinic], None], str, object]] = {
    "somebody else's": (nothing, "nora", 1),
    "a system entry about oneself": (resolve, "nora", 2),
    "one to come": (nothing, "ada", 2),
    "one far away": (nothing, "ada", 999_999_999_999),
    "zero": (nothing, "ada", 0),
    "less than zero": (nothing, "ada", -1),
    "beyond all numbers": (nothing, "ada", 10**12),
    "no number": (nothing, "ada", "one"),
    "a text that looks like a number": (nothing, "ada", "1"),
    "half a number": (nothing, "ada", 1.5),
    "true": (nothing, "ada", True),
}


@pytest.mark.parametrize(("prepare", "who", "seq"), WRONG.values(), ids=WRONG)
def test_anything_but_an_earlier_text_of_ones_own_is_refused(
    talk: Clinic, prepare: Callable[[Clinic], None], who: str, seq: object
) -> None:
    prepare(talk)
    before = tables.contents()["Records"]

    refused = correct(getattr(talk, who), talk.topic_path, seq)

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["correctionOf"]
    assert tables.contents()["Records"] == before


def test_a_text_of_ones_own_in_another_conversation_is_none_here(talk: Clinic) -> None:
    talk.ada.post(f"{talk.direct_path}/messages", new_message("Two?"))

    assert_problem(correct(talk.ada, talk.topic_path, 2), 400, "INVALID")


def test_repeating_a_correction_gives_the_first_and_stores_nothing(talk: Clinic) -> None:
    correction = {**new_message("At noon."), "correctionOf": 1}
    first = talk.ada.post(f"{talk.topic_path}/messages", correction)
    before = tables.contents()["Records"]

    again = talk.ada.post(f"{talk.topic_path}/messages", correction)

    assert (again.status, again["seq"], again["correctionOf"]) == (200, first["seq"], 1)
    assert tables.contents()["Records"] == before


@pytest.mark.parametrize("other", [{}, {"correctionOf": 2}])
def test_the_same_name_for_a_correction_of_something_else_is_refused(talk: Clinic, other: dict[str, int]) -> None:
    message = new_message("At noon.")
    talk.ada.post(f"{talk.topic_path}/messages", {**message, "correctionOf": 1})

    assert_problem(talk.ada.post(f"{talk.topic_path}/messages", {**message, **other}), 409, "ID_REUSED")


def test_the_first_message_of_a_conversation_corrects_nothing(clinic: Clinic) -> None:
    wanted = {"kind": "topic", "topic": "Sleep", "careTeamId": "meds", "message": {**new_message(), "correctionOf": 1}}

    assert_problem(clinic.ada.post("/conversations", wanted), 400, "INVALID")


def test_a_correction_opens_a_resolved_conversation_again(talk: Clinic) -> None:
    resolve(talk)

    corrected = correct(talk.ada, talk.topic_path, 1)

    assert (corrected.status, corrected["seq"]) == (201, 4)
