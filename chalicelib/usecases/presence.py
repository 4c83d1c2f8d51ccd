"""Telling people that somebody related to them came or went.

Everything is decided by who has which sockets open at that moment, so running it twice, late or out of order ends
right.
"""

from chalicelib import clock
from chalicelib.adapters import online
from chalicelib.adapters.changes import PresenceChanged
from chalicelib.adapters.online import Present
from chalicelib.adapters.table import Overtaken, until_settled
from chalicelib.domain.permission import hears_of
from chalicelib.usecases import telling


def follow(change: PresenceChanged) -> None:
    """Somebody's sockets changed: nobody need know, unless the first was opened or the last one closed."""
    if change.was_online is not change.is_online:
        settle(change.person_id)


def settle(person_id: str) -> None:
    """Bring the list of who is online in line with a person's open sockets, and tell those it concerns."""
    looked_at = clock.timestamp()
    present = until_settled(lambda: enlisted(person_id))
    if present:
        telling.best_effort(lambda: tell(present, looked_at))


def enlisted(person_id: str) -> Present | None:
    """A person as they are on the list from now on, or off it; None if the directory does not hold them.

    Raises `Overtaken` if they came or went meanwhile: whoever writes last has then seen how it ended.
    """
    present = online.look([person_id]).get(person_id)
    if present and present.is_online:
        online.enlist(present.person)
    else:
        online.strike(person_id)
    now = online.look([person_id]).get(person_id)
    if bool(now and now.is_online) is not bool(present and present.is_online):
        raise Overtaken
    return present


def tell(present: Present, looked_at: str) -> None:
    """Tell everybody online who is related to them today: the list narrows down of whom to ask the directory."""
    related = [other.id for other in online.listed() if hears_of(other, present.person)]
    listening = {
        other.person.id: other.connection_ids
        for other in online.look(related).values()
        if hears_of(other.person, present.person)
    }
    content = {"personId": present.person.id, "online": present.is_online}
    telling.push_to_people(listening, [(listening, telling.frame("presence", content, looked_at))])
