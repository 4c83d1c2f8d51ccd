"""Cards: what a message shows of an item of its conversation's patient, and the items that can be shown."""

from chalicelib.adapters import cases, items, people
from chalicelib.domain import showing_entries
from chalicelib.domain.card import Card, CardType
from chalicelib.domain.errors import CardNotAvailable, NotFound
from chalicelib.domain.item import Item
from chalicelib.domain.message import Draft
from chalicelib.domain.permission import may_know
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.shapes import CardShape
from chalicelib.settings import settings
from chalicelib.usecases import access
from chalicelib.usecases.access import Visit

PAGE = 100


def shown(draft: Draft, item: Item | None, patient_id: str) -> Card | None:
    """The card that a message of that patient's conversation asks for; None if it asks for none.

    Raises `CardNotAvailable`, the same for an item that is unknown, another patient's, or ended.
    """
    if draft.card is None:
        return None
    if item is None or not item.active or item.patient_id != patient_id:
        raise CardNotAvailable
    return item.card


def of_visit(visit: Visit, draft: Draft) -> Card | None:
    """The same for a member who writes; a refusal is written down."""
    it = visit.conversation
    try:
        return shown(draft, visit.item, it.patient_id)
    except CardNotAvailable as error:
        detail = {"reason": error.code}
        access.write_down(
            visit.caller,
            "message.send",
            outcome="refused",
            patient_id=it.patient_id,
            conversation_id=it.id,
            detail=detail,
        )
        raise


def of_patient(
    caller: Caller, patient_id: str, kind: CardType, *, before: str | None, limit: int
) -> tuple[list[CardShape], str | None]:
    """A page of a patient's items of one kind, the latest first, and where to go on, if any.

    For the patient, the staff related to them, and the two of an open case about them. For all others `NotFound`,
    with an audit entry.
    """
    let_in(caller, patient_id)
    entry = access.list_being_read(caller, "patient.artifacts", patient_id, type=kind.value)
    references, following = items.of_person(patient_id, kind, before, limit)
    found = items.read_all(references)
    own = [item for item, _ in (found[each] for each in references if each in found)]
    entry.result()
    return [showing_entries.card(item.card, settings().card_url) for item in own], following


def let_in(caller: Caller, patient_id: str) -> None:
    known = people.find([caller.person_id, patient_id])
    reader, patient = known.get(caller.person_id), known.get(patient_id)
    is_let_in = reader and patient and (may_know(reader, patient) or settles_a_case_of(reader, patient))
    if not is_let_in:
        about = patient_id if patient and patient.is_patient else None
        detail = {"asked": patient_id}
        access.write_down(caller, "patient.artifacts", outcome="refused", patient_id=about, detail=detail)
        raise NotFound


def settles_a_case_of(reader: Person, patient: Person) -> bool:
    """Whether this member of staff is one of the two of an open case about that patient."""
    if not (reader.active and reader.is_staff and patient.active and patient.is_patient):
        return False
    after: str | None = None
    while True:
        ids, after = cases.of_person(patient.id, after, PAGE)
        if any(case.active and reader.id in case.staff_ids for case in cases.find(ids).values()):
            return True
        if after is None:
            return False
