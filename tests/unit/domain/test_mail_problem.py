"""Who may be mailed, and what stands against it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.mail_problem import troubled
from chalicelib.domain.person import MailProblem, MailTrouble, Person, Role
from chalicelib.domain.preferences import Choices, carried_over, chosen

ADA = Person("ada", Role.PATIENT, "Ada Brook", email="ada@example.org", portal_account=True)
BOUNCED = MailProblem(MailTrouble.BOUNCED, "ada@example.org", "2026-12-03T08:00:00.000Z")


def test_whoever_can_sign_in_has_an_address_and_wants_mails_may_be_mailed() -> None:
    assert ADA.may_be_mailed


@pytest.mark.parametrize(
    "change", [{"active": False}, {"portal_account": False}, {"email": None}, {"email": ""}, {"notify_email": False}]
)
def test_nobody_else_may(change: dict[str, object]) -> None:
    assert not replace(ADA, **change).may_be_mailed


@pytest.mark.parametrize("kind", MailTrouble)
def test_an_address_with_a_problem_is_not_written_to(kind: MailTrouble) -> None:
    assert not replace(ADA, mail_problem=replace(BOUNCED, kind=kind)).may_be_mailed


def test_a_problem_goes_with_the_address_it_is_about() -> None:
    troubled = replace(ADA, mail_problem=BOUNCED)

    assert carried_over(ADA, troubled) == troubled
    assert carried_over(replace(ADA, email="ada@example.net"), troubled).mail_problem is None


COMPLAINED = MailProblem(MailTrouble.COMPLAINED, "ada@example.org", "2026-12-04T08:00:00.000Z")
LATER = replace(BOUNCED, at="2026-12-05T08:00:00.000Z")


@given(st.permutations([BOUNCED, LATER, COMPLAINED, BOUNCED, COMPLAINED]))
def test_in_whatever_order_and_however_often_it_is_told_it_comes_to_the_same(told: list[MailProblem]) -> None:
    person = ADA
    for problem in told:
        person = troubled(person, problem)

    assert person == replace(ADA, mail_problem=COMPLAINED, notify_email=False)


def test_mail_that_came_back_leaves_what_the_person_chose() -> None:
    assert troubled(troubled(ADA, LATER), BOUNCED) == replace(ADA, mail_problem=BOUNCED)


@pytest.mark.parametrize("other", ["ada@example.net", "Ada@example.org", "", "ada"])
def test_what_is_told_of_another_address_changes_nothing(other: str) -> None:
    assert troubled(ADA, replace(COMPLAINED, address=other)) == ADA


def test_a_domain_is_the_same_in_any_case() -> None:
    assert troubled(ADA, replace(BOUNCED, address="ada@EXAMPLE.org")).mail_problem == BOUNCED
    assert troubled(replace(ADA, email="a,b@EXAMPLE.org"), replace(BOUNCED, address='"a,b"@example.org')).mail_problem


@pytest.mark.parametrize("problem", [BOUNCED, COMPLAINED])
def test_turning_mails_on_again_puts_an_end_to_it_and_what_was_before_stays_over(problem: MailProblem) -> None:
    off = chosen(troubled(ADA, problem), Choices(notify_email=False), "2026-12-06T08:00:00.000Z")
    on = chosen(off, Choices(notify_email=True), "2026-12-07T08:00:00.000Z")

    assert off.mail_problem == problem
    assert on.may_be_mailed
    assert troubled(on, LATER) == on
    assert troubled(on, replace(problem, at="2026-12-08T08:00:00.000Z")).mail_problem


def test_any_other_choice_leaves_the_problem_as_it_is() -> None:
    troubled_one = troubled(ADA, BOUNCED)

    assert chosen(troubled_one, Choices(locale="es", notify_email=True), "2026-12-07T08:00:00.000Z").mail_problem
