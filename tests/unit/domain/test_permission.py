"""Who may read, and why somebody may not write: membership decides, and reasons come in the contract's order."""

from dataclasses import replace
from itertools import product

import pytest

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.errors import REASONS
from chalicelib.domain.permission import (
    hears_of,
    is_related,
    may_hold_direct,
    may_read,
    reason_against_chat,
    reason_against_writing,
)
from chalicelib.domain.person import Person, Role
from tests.unit.domain.threads import ADA, DIRECT, NORA, TOPIC

MEDS = CareTeam("meds", "Medication questions", members={"nora": ""})
BO = replace(ADA, id="bo")
OMAR = replace(NORA, id="omar", care_team_ids=frozenset({"tests"}))
DANA = replace(NORA, id="dana", role=Role.FRONT_DESK, care_team_ids=frozenset({"desk"}), serves_all=True)
ROOT = Person("root", Role.ADMIN, "Ines Vale", care_team_ids=frozenset({"meds"}))


@pytest.mark.parametrize(
    ("person", "of_topic", "of_direct"),
    [
        (ADA, True, True),
        (NORA, True, True),
        (BO, False, False),
        (OMAR, False, False),
        (DANA, False, False),
        (ROOT, False, False),
        (replace(ADA, active=False), False, False),
        (replace(NORA, active=False), False, False),
        (replace(NORA, care_team_ids=frozenset()), False, True),
        (replace(OMAR, care_team_ids=frozenset({"meds"})), True, False),
        (replace(BO, care_team_ids=frozenset({"meds"})), False, False),
        (replace(ADA, care_team_ids=frozenset()), True, True),
    ],
)
def test_members_alone_read(person: Person, of_topic: bool, of_direct: bool) -> None:
    assert (may_read(person, TOPIC), may_read(person, DIRECT)) == (of_topic, of_direct)


@pytest.mark.parametrize("state", list(product((True, False), repeat=4)))
def test_relationship_comes_before_portal_account_before_opt_in(state: tuple[bool, bool, bool, bool]) -> None:
    active, related, account, opted_in = state
    patient = replace(ADA, active=active, portal_account=account, chat_opt_in=opted_in)

    reason = reason_against_chat(patient, is_related=related)

    if not (active and related):
        assert reason == "NO_RELATIONSHIP"
    elif not account:
        assert reason == "NO_PORTAL_ACCOUNT"
    else:
        assert reason == (None if opted_in else "OPTED_OUT")


def test_every_reason_is_an_error_of_that_code_with_the_next_step_in_words() -> None:
    assert set(REASONS) == {"NO_RELATIONSHIP", "NO_PORTAL_ACCOUNT", "OPTED_OUT", "CASE_CLOSED"}
    assert all(error().code == code and error().detail.count(".") >= 1 for code, error in REASONS.items())


def test_a_topic_needs_a_team_that_serves_the_patient_or_everybody() -> None:
    stranger = replace(ADA, care_team_ids=frozenset({"tests"}))

    assert reason_against_writing(TOPIC, {"ada": ADA}, MEDS) is None
    assert reason_against_writing(TOPIC, {"ada": stranger}, MEDS) == "NO_RELATIONSHIP"
    assert reason_against_writing(TOPIC, {"ada": stranger}, replace(MEDS, serves_all=True)) is None


def test_a_topic_needs_a_team_in_which_somebody_reads() -> None:
    for team in (None, replace(MEDS, active=False), replace(MEDS, members={})):
        assert reason_against_writing(TOPIC, {"ada": ADA}, team) == "NO_RELATIONSHIP"


def test_a_direct_conversation_needs_a_provider_who_is_there_and_related() -> None:
    assert reason_against_writing(DIRECT, {"ada": ADA, "nora": NORA}, None) is None
    assert reason_against_writing(DIRECT, {"ada": ADA, "nora": replace(OMAR, id="nora")}, None) == "NO_RELATIONSHIP"
    assert reason_against_writing(DIRECT, {"ada": ADA, "nora": replace(NORA, active=False)}, None) == "NO_RELATIONSHIP"
    assert reason_against_writing(DIRECT, {"ada": ADA}, None) == "NO_RELATIONSHIP"


def test_a_team_relates_patients_and_staff_and_the_front_desk_serves_all() -> None:
    assert is_related(ADA, NORA)
    assert not is_related(ADA, OMAR)
    assert is_related(BO, DANA)


def test_direct_conversations_are_held_by_active_providers_only() -> None:
    assert may_hold_direct(NORA)
    assert not any(may_hold_direct(person) for person in (DANA, ADA, ROOT, replace(NORA, active=False)))


def test_who_hears_of_coming_and_going_colleagues_and_who_is_joined_by_a_team() -> None:
    everybody = (ADA, BO, NORA, OMAR, DANA, ROOT)

    heard = {(listener.id, other.id) for listener in everybody for other in everybody if hears_of(listener, other)}

    with_ada = {("nora", "ada"), ("dana", "ada")}
    with_bo = {("nora", "bo"), ("dana", "bo")}
    assert heard == {pair for one in with_ada | with_bo for pair in (one, one[::-1])}
    assert hears_of(NORA, replace(OMAR, care_team_ids=NORA.care_team_ids))
    assert not hears_of(replace(NORA, active=False), ADA)
