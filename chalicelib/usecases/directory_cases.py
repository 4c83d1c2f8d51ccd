"""The cases of the directory: the clinic's EHR keeps them current; doing it twice is doing it once."""

from dataclasses import replace

from chalicelib.adapters import cases, people
from chalicelib.adapters.table import until_settled
from chalicelib.domain.case import Case
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.person import Caller
from chalicelib.usecases import access, directory


def put_case(caller: Caller, case: Case) -> tuple[Case, bool]:
    """Add or change a case; the flag is False if it was known. What was said about it stays with it.

    Raises `Invalid` for another patient than before, and for people who are not in the directory as what they are
    named for.
    """

    def attempt() -> tuple[Case, bool]:
        old, version = cases.read(case.id)
        if old and old.patient_id != case.patient_id:
            raise Invalid("A case keeps its patient.", [("patientId", f"is {old.patient_id} already")])
        new = replace(case, conversation_id=old.conversation_id if old else None)
        check_parties(new)
        if new != old:
            cases.replace(old, version, new)
        return new, old is None

    stored, is_new = until_settled(attempt)
    write_down(caller, "directory.case.put", stored)
    return stored, is_new


def check_parties(case: Case) -> None:
    if case.requester_id == case.provider_id:
        raise Invalid("A case is between two people.", [("providerId", "is the requester already")])
    known = people.find(case.person_ids)
    patient, staff = known.get(case.patient_id), (known.get(case.requester_id), known.get(case.provider_id))
    faults = [] if patient and patient.is_patient and patient.active else [("patientId", "is no patient")]
    for field, person in zip(("requesterId", "providerId"), staff, strict=True):
        if person is None or not directory.is_of_the_staff(person):
            faults.append((field, "is no member of the staff"))
    if faults:
        raise Invalid("Add the people first.", faults)


def write_down(caller: Caller, act: str, case: Case) -> None:
    """Add an audit entry about a change of a case."""
    detail = {"caseId": case.id, "requesterId": case.requester_id, "providerId": case.provider_id}
    access.write_down(caller, act, patient_id=case.patient_id, detail=detail)


def known_case(case_id: str) -> tuple[Case, int]:
    """A case of the directory and the version of its row, or `NotFound`."""
    case, version = cases.read(case_id)
    if case is None:
        raise NotFound
    return case, version


def get_case(case_id: str) -> Case:
    """A case of the directory, or `NotFound`."""
    return known_case(case_id)[0]
