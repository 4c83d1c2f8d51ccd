"""What says that a resource means something else than it looks like. Whatever of that is not understood is refused."""

from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.domain.item import Fault

NOT_UNDERSTOOD = "is not understood, and changes what the rest means"
NOT_ORDERED = ("proposal", "plan", "option")
Wrong = Callable[[Any], str | None]
"""What is wrong with the value of an element, if there is any."""


def whatever(value: Any) -> str | None:
    return NOT_UNDERSTOOD if value else None


def ended(active: bool | None) -> str | None:
    return "ends nobody here: DELETE /directory/people/{id} does" if active is False else None


def unordered(intent: str) -> str | None:
    return f"{intent} is not taken: nobody has ordered it" if intent in NOT_ORDERED else None


def not_at_work(status: str | None) -> str | None:
    return None if status in (None, "active") else f"{status} is not taken, only: active"


OF_ALL: dict[str, Wrong] = {"modifierExtension": whatever, "implicitRules": whatever}
MODIFIERS: dict[str, dict[str, Wrong]] = {
    "Patient": {"active": ended},
    "Practitioner": {"active": ended},
    "CareTeam": {"status": not_at_work},
    "MedicationRequest": {"doNotPerform": whatever, "intent": unordered},
}


def changed_in_meaning(kind: str, resource: Any, at: str) -> Iterator[Fault]:
    """The faults of a resource whose place in the bundle is `at`."""
    for name, wrong in {**OF_ALL, **MODIFIERS.get(kind, {})}.items():
        said = wrong(getattr(resource, name, None))
        if said:
            yield f"{at}.{name}", said
