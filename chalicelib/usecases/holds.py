"""Legal holds on patients, for administrators; each change is written down with it, or does not happen."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.adapters import holds, people
from chalicelib.adapters.table import until_settled
from chalicelib.domain import showing
from chalicelib.domain.archive_shapes import HoldShape
from chalicelib.domain.errors import NotFound
from chalicelib.domain.hold import Ground, Hold
from chalicelib.domain.person import Author, Caller
from chalicelib.usecases import access


def read(caller: Caller, patient_id: str) -> HoldShape | None:
    """The hold that a patient is under; None: under none. Raises `NotFound` if there is no such patient."""
    known_patient(patient_id, caller)
    found = holds.find(patient_id)
    access.write_down(caller, "hold.read", patient_id=patient_id)
    return shape(found) if found else None


def put(caller: Caller, patient_id: str, ground: Ground) -> tuple[HoldShape, bool]:
    """Set a hold; the flag is False if there was one. One on the same ground stays as it was set first."""
    administrator = known_patient(patient_id, caller)

    def attempt() -> tuple[Hold, bool]:
        old = holds.find(patient_id)
        if old and old.ground is ground:
            return old, False
        new = Hold(patient_id, ground, administrator, clock.timestamp())
        entry = replace(access.entry_by(caller, "hold.set"), patient_id=patient_id, detail={"ground": ground.value})
        holds.put(new, entry)
        return new, old is None

    stored, is_new = until_settled(attempt)
    return shape(stored), is_new


def lift(caller: Caller, patient_id: str) -> None:
    """Lift a hold; where there is none, nothing happens."""
    known_patient(patient_id, caller)

    def attempt() -> None:
        if holds.find(patient_id):
            holds.lift(patient_id, replace(access.entry_by(caller, "hold.lifted"), patient_id=patient_id))

    until_settled(attempt)


def known_patient(patient_id: str, caller: Caller) -> Author:
    """Make sure that there is such a patient, active or not; gives the caller as the hold names them."""
    found = people.find([patient_id, caller.person_id])
    if patient_id not in found or not found[patient_id].is_patient:
        raise NotFound
    somebody = found.get(caller.person_id)
    return somebody.author if somebody else Author(caller.person_id, caller.role, caller.person_id)


def shape(it: Hold) -> HoldShape:
    return {"ground": it.ground.value, "by": showing.person(it.by), "at": it.at}
