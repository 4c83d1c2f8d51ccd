"""What administrators and patients are shown of the audit."""

from collections.abc import Mapping

from chalicelib.domain.audit_shapes import ActorShape, AuditPatientShape
from chalicelib.domain.person import Person, Role

PROGRAMS = {"integration": "The clinic's records system", "#": "The messaging system"}
"""Who acts without being anybody: the EHR, and what follows from a change of the directory."""


def actor(person_id: str, role: str, known: Mapping[str, Person]) -> ActorShape:
    """Somebody as they were when it happened: in the role they had, by the name that they have now.

    Programs go by a plain name, and whom the directory does not hold by their id.
    """
    somebody = known.get(person_id)
    name = somebody.name if somebody else PROGRAMS.get(person_id, person_id)
    shape: ActorShape = {"id": person_id, "role": role, "name": name}
    if somebody and somebody.title:
        shape["title"] = somebody.title
    return shape


def reader(person_id: str, known: Mapping[str, Person]) -> ActorShape:
    """Somebody who was shown something, in the role that they have now."""
    role = known[person_id].role if person_id in known else Role.INTEGRATION
    return actor(person_id, role.value, known)


def patient(patient_id: str, known: Mapping[str, Person]) -> AuditPatientShape:
    return {"id": patient_id, "name": known[patient_id].name if patient_id in known else patient_id}
