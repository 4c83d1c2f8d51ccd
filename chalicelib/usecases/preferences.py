"""What people choose for themselves."""

from chalicelib import clock
from chalicelib.adapters import people
from chalicelib.adapters.table import until_settled
from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.preferences import Choices, chosen
from chalicelib.domain.shapes import MeShape
from chalicelib.usecases import access, second_factor
from chalicelib.usecases.people import in_directory, present_me

OF_PATIENTS = {"chat_opt_in": "preferences.chatOptIn", "email_snippet": "preferences.notify.emailSnippet"}
"""Choices that only patients have, by the field of the request that makes them."""


def change(caller: Caller, choices: Choices) -> MeShape:
    """Change the caller's preferences, from this moment on. Raises `Invalid` for choices that are not theirs."""

    def attempt() -> tuple[Person, Person]:
        old, version = people.read(caller.person_id)
        person = in_directory(old)
        if not person.is_patient:
            check_for_staff(choices)
        new = chosen(person, choices, clock.timestamp())
        if new != old:
            people.replace(old, version, new)
        return person, new

    before, person = until_settled(attempt)
    about = person.id if person.is_patient else None
    access.write_down(caller, "preferences.change", patient_id=about, detail={**choices.made, **over(before, person)})
    return present_me(person, second_factor.standing(caller))


def over(before: Person, after: Person) -> dict[str, str]:
    """The problem with mails that somebody has put an end to, if any, for the audit."""
    problem = before.mail_problem
    return {"mailProblemOver": problem.kind.value} if problem and after.mail_problem is None else {}


def check_for_staff(choices: Choices) -> None:
    wrong = [field for name, field in OF_PATIENTS.items() if name in choices.made]
    if wrong:
        raise Invalid("Leave this to patients.", [(field, "is for patients") for field in wrong])
