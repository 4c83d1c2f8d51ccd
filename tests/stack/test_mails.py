"""What becomes of mails, over the real topic and the open door."""

from collections.abc import Iterator

import pytest

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.mails import comes_back, mail_problem, mailed, new_patient, record, tell, unsubscribe_token
from tests.stack_fixture.person import Person, nobody

AT = "2026-12-03T08:00:00.000Z"


@pytest.fixture(scope="module")
def mia(stack: Stack, clinic: Clinic) -> Iterator[Person]:
    with new_patient(stack, clinic, "Mia Sorrel") as patient:
        yield patient


def test_mail_that_comes_back_is_told_until_the_ehr_brings_another_address(
    stack: Stack, clinic: Clinic, mia: Person
) -> None:
    tell(stack, {"eventType": "Bounce"})
    comes_back(stack, mailed(stack, mia.id), f"{mia.id}@mail.example", AT)

    assert mail_problem(clinic.nora, mia.id) == {"kind": "BOUNCED", "at": AT}
    assert mia.http.get("/me").json()["mailProblem"] == {"kind": "BOUNCED", "at": AT}
    other = record(mia.id, mia.name, "elsewhere.example")
    clinic.ehr.http.put(f"/directory/people/{mia.id}", json=other).raise_for_status()
    assert clinic.nora.http.get(f"/patients/{mia.id}").json()["mailProblem"] is None


def test_one_click_turns_mails_off_without_a_sign_in_and_unknown_links_say_so(stack: Stack, mia: Person) -> None:
    token, click = unsubscribe_token(stack, mia.id), {"List-Unsubscribe": "One-Click"}
    with nobody(stack) as mail_program:
        answers = [mail_program.post(f"/unsubscribe/{token}", data=click) for _first_and_again in range(2)]
        unknown = mail_program.post(f"/unsubscribe/{token[::-1]}", data=click)
        looked_at = mail_program.get(f"/unsubscribe/{token}")

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {"unsubscribed": True})] * 2
    assert (unknown.status_code, unknown.json()["code"]) == (404, "NOT_FOUND")
    assert not looked_at.is_success
    assert mia.http.get("/me").json()["preferences"]["notify"]["email"] is False
