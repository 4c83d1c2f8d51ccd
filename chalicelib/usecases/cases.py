"""The cases of a member of staff, with what the two write about each."""

from collections.abc import Sequence

from chalicelib import clock, together
from chalicelib.adapters import cases, conversations, people, seats
from chalicelib.domain import showing
from chalicelib.domain.case import Case
from chalicelib.domain.errors import NotFound
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import provisional
from chalicelib.domain.shapes import CaseShape
from chalicelib.usecases import access
from chalicelib.usecases.people import the_caller


def mine(caller: Caller, *, after: str | None, limit: int) -> tuple[list[CaseShape], str | None]:
    """A page of the cases of which the caller is one of the two, closed ones too, and where to go on, if any."""
    the_caller(caller)
    ids, following = cases.of_person(caller.person_id, after, limit)
    found = cases.find(ids)
    own = [found[case_id] for case_id in ids if case_id in found and caller.person_id in found[case_id].staff_ids]
    entry = access.list_being_read(caller, "cases.read", cases=[case.id for case in own])
    shown = present(caller, own)
    entry.result()
    return shown, following


def open_one(caller: Caller, case_id: str) -> CaseShape:
    """One case. For all but its two `NotFound`, with an audit entry."""
    the_caller(caller)
    case = cases.find([case_id]).get(case_id)
    if case is None or caller.person_id not in case.staff_ids:
        about = case.patient_id if case else None
        access.write_down(caller, "case.read", outcome="refused", patient_id=about, detail={"caseId": case_id})
        raise NotFound
    detail = {"caseId": case.id}
    access.write_down(
        caller, "case.read", patient_id=case.patient_id, conversation_id=case.conversation_id, detail=detail
    )
    return present(caller, [case])[0]


def present(caller: Caller, shown: Sequence[Case]) -> list[CaseShape]:
    """These cases, each with its conversation as the caller sees it."""
    known = together.start(people.find, {person_id for case in shown for person_id in case.person_ids})
    ids = [case.conversation_id for case in shown if case.conversation_id]
    kept = together.start(seats.find, caller.person_id, ids)
    heads, now = conversations.find(ids), clock.timestamp()
    their = {each: kept.result().get(each) or provisional(caller.person_id, head, now) for each, head in heads.items()}
    settled = {each: seat.settled(heads[each]) for each, seat in their.items()}
    return [showing.case(case, known.result(), settled.get(case.conversation_id or "")) for case in shown]
