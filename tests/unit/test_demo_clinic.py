"""The demo clinic as data."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.card import CardType
from chalicelib.domain.message import Draft
from chalicelib.domain.person import Role
from infra.demo.clinic import Clinic, clinic
from infra.demo.people import everybody
from infra.demo.sign_ins import sign_ins
from infra.demo.thread import Thread

NOW = datetime(2026, 3, 18, 15, 20, tzinfo=UTC)
WELL_KNOWN = {"barack obama", "angela merkel", "taylor swift", "lionel messi", "marie curie", "john smith", "jane doe"}


@pytest.fixture(scope="module")
def demo() -> Clinic:
    return clinic(NOW)


def reaches(thread: Thread) -> timedelta:
    return NOW - thread.lines[0].at


def test_the_same_moment_gives_the_same_clinic(demo: Clinic) -> None:
    assert clinic(NOW) == demo


def test_the_same_words_are_written_at_any_moment(demo: Clinic) -> None:
    def words(it: Clinic) -> dict[str, list[str]]:
        return {thread.name: [line.text for line in thread.lines] for thread in it.threads}

    assert words(clinic(NOW + timedelta(days=101, hours=7))) == words(demo)


def test_it_has_the_people_that_were_asked_for(demo: Clinic) -> None:
    people = demo.people
    care_teams = [team for team in people.teams if not team.serves_all]
    assert len(people.patients) >= 40
    assert len(people.staff) == 8
    assert {person.role for person in people.staff} == {Role.PROVIDER, Role.FRONT_DESK}
    assert len(care_teams) == 3
    assert {person_id for team in care_teams for person_id in team.joined} == {person.id for person in people.staff}
    assert [team.name for team in people.teams if team.serves_all] == ["Front desk"]
    assert people.administrator.role is Role.ADMIN


def test_some_patients_cannot_be_written_to(demo: Clinic) -> None:
    patients = [person for person in demo.people.today() if person.is_patient]
    assert sum(not patient.portal_account for patient in patients) >= 4
    assert sum(not patient.chat_opt_in for patient in patients) >= 3


def test_everybody_has_an_id_and_a_name_of_their_own(demo: Clinic) -> None:
    everyone = demo.people.today()
    assert len({person.id for person in everyone}) == len({person.name for person in everyone}) == len(everyone)


def test_nobody_bears_a_well_known_name(demo: Clinic) -> None:
    assert not WELL_KNOWN & {person.name.casefold() for person in demo.people.today()}


def test_addresses_reach_nobody(demo: Clinic) -> None:
    assert all((person.email or "").endswith(".example") for person in demo.people.today())


def test_conversations_are_many_and_of_both_kinds(demo: Clinic) -> None:
    kinds = Counter("topic" if thread.team_id else "direct" for thread in demo.threads)
    assert kinds["topic"] >= 90
    assert kinds["direct"] >= 20
    assert kinds.total() >= 120


def test_each_conversation_is_its_own(demo: Clinic) -> None:
    pairs = [(thread.patient_id, thread.provider_id) for thread in demo.threads if thread.provider_id]
    assert len({thread.name for thread in demo.threads}) == len(demo.threads)
    assert len(set(pairs)) == len(pairs)


def test_threads_have_two_to_thirty_messages_and_two_are_long(demo: Clinic) -> None:
    lengths = sorted(len(thread.lines) for thread in demo.threads)
    assert lengths[0] >= 2
    assert lengths[-3] <= 30
    assert lengths[-2] >= 150


def test_histories_reach_back_eighteen_months_and_up_to_now(demo: Clinic) -> None:
    assert timedelta(days=500) < max(map(reaches, demo.threads)) < timedelta(days=600)
    assert sum(NOW - thread.lines[-1].at < timedelta(days=1) for thread in demo.threads) >= 12
    assert all(thread.lines[-1].at < NOW for thread in demo.threads)


def test_lines_follow_each_other_in_time(demo: Clinic) -> None:
    for thread in demo.threads:
        times = [line.at for line in thread.lines]
        assert times == sorted(set(times)), thread.name


def test_staff_write_only_while_they_are_members(demo: Clinic) -> None:
    teams = {team.id: team for team in demo.people.teams}
    for thread in demo.threads:
        for line in thread.lines:
            days = (NOW - line.at) / timedelta(days=1)
            staff = teams[thread.team_id].members(days) if thread.team_id else [thread.provider_id]
            assert line.sender_id in (thread.patient_id, *staff), thread.name


def test_no_blank_is_left_open(demo: Clinic) -> None:
    for thread in demo.threads:
        for line in thread.lines:
            assert not {"{", "}"} & set(thread.topic + line.text)
            Draft("name", line.text)


@pytest.mark.parametrize("is_patient", [True, False])
def test_both_sides_have_something_left_to_read(demo: Clinic, is_patient: bool) -> None:
    readers = [
        (thread, reader)
        for thread in demo.threads
        for reader in {thread.patient_id} | {line.sender_id for line in thread.lines}
        if (reader == thread.patient_id) is is_patient
    ]
    read = {(thread.name, seen.person_id): seen.seq for thread in demo.threads for seen in thread.readings}
    behind = [reader for thread, reader in readers if read.get((thread.name, reader), 0) < len(thread.lines)]
    assert 3 <= len(behind) <= len(demo.threads) / 4


def test_some_patients_wait_for_an_answer(demo: Clinic) -> None:
    assert 8 <= sum(thread.lines[-1].sender_id == thread.patient_id for thread in demo.threads) <= 30


def test_everybody_with_an_account_has_a_sign_in_the_best_known_first() -> None:
    people = everybody()
    usernames = [each["username"] for each in sign_ins(people)]
    assert usernames[:8] == list(people.shown_first)
    assert set(usernames) == {person.id for person in people.today() if person.portal_account}


def test_those_who_write_have_appointments_around_today_and_something_of_each_kind(demo: Clinic) -> None:
    kinds = {(item.patient_id, item.type) for item in demo.items}
    assert kinds == {(patient.id, kind) for patient in demo.people.writing() for kind in CardType}
    days = {item.date[:10] for item in demo.items if item.status == "booked"}
    assert {str((NOW + timedelta(days=day)).date()) for day in (0, 1, 2, 3)} <= days
    references = [item.reference for item in demo.items]
    assert len(references) == len(set(references))


def test_some_recent_messages_of_the_staff_show_an_item_of_their_patient(demo: Clinic) -> None:
    owners = {item.reference: item.patient_id for item in demo.items}
    lines = [(thread, line) for thread in demo.threads for line in thread.lines if line.card]
    assert {line.card.type for _, line in lines if line.card} == set(CardType)
    for thread, line in lines:
        assert line.card
        assert owners[line.card] == thread.patient_id != line.sender_id
