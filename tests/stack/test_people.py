"""What people choose and whom they may know, through the real gateway, table and policies."""

from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import new_message


def test_a_patients_choice_holds_at_once(clinic: Clinic) -> None:
    thread = f"/conversations/{clinic.topic()['id']}/messages"
    answers = []
    for opted_in in (False, True):
        chosen = clinic.ada.http.patch("/me", json={"preferences": {"chatOptIn": opted_in}})
        answers.append((chosen.json()["preferences"]["chatOptIn"], clinic.nora.http.post(thread, json=new_message())))

    assert [(opted_in, sent.status_code) for opted_in, sent in answers] == [(False, 409), (True, 201)]


def test_a_profile_is_shown_to_related_staff_alone(clinic: Clinic) -> None:
    answers = [who.http.get("/patients/ada").status_code for who in (clinic.nora, clinic.ada, clinic.pia)]

    assert answers == [200, 200, 404]
