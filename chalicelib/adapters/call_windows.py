"""Which windows are at a call: changed in its row alone, by those who may change nothing else of it."""

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.adapters import calls
from chalicelib.adapters.calls import CallRow
from chalicelib.adapters.table import Overtaken, get_one, is_conflict
from chalicelib.domain.call import Actor, Call


def read(appointment_id: str) -> Call | None:
    """The call as it is kept; None if nobody ever came to it."""
    row = get_one(calls.key(appointment_id))
    return row.call() if isinstance(row, CallRow) else None


def keep(old: Call, new: Call) -> None:
    """Keep who is at the call now. Raises `Overtaken` if it is not what was read any more."""
    actions: list[Action] = [
        CallRow.patient_here.set(dict(new.here.get(Actor.PATIENT, {}))),
        CallRow.provider_here.set(dict(new.here.get(Actor.PROVIDER, {}))),
        CallRow.empty_since.set(new.empty_since) if new.empty_since else CallRow.empty_since.remove(),
        CallRow.version.set(old.version + 1),
    ]
    try:
        row(old).update(actions=actions, condition=CallRow.version == old.version)
    except UpdateError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise


def renew(call: Call, side: Actor, window: str, until: str) -> None:
    """Keep that a window is still there, which changes the call for nobody. Raises `Overtaken` if it went."""
    place = (CallRow.patient_here if side is Actor.PATIENT else CallRow.provider_here)[window]
    try:
        row(call).update(actions=[place.set(until)], condition=place.exists())
    except UpdateError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise


def row(call: Call) -> CallRow:
    return CallRow(*calls.key(call.appointment_id))
