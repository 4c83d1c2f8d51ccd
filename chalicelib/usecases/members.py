"""Who belongs to a conversation today."""

from chalicelib import together
from chalicelib.adapters import audiences, people, sockets
from chalicelib.adapters.audiences import Audience
from chalicelib.domain import showing
from chalicelib.domain.errors import NotFound
from chalicelib.domain.person import Author, Caller, Person
from chalicelib.domain.shapes import MemberShape
from chalicelib.usecases import access


def of(caller: Caller, conversation_id: str) -> list[MemberShape]:
    """The members of today, the patient first and then by name: how far each has come, and who is online."""
    visit = access.enter(caller, conversation_id, "members.read")
    entry = access.being_read(visit, "members.read")
    audience = audiences.gather(conversation_id)
    if audience is None:
        raise NotFound
    known = together.start(people.find, audience.member_ids)
    newcomers = sockets.open_sockets(audience.member_ids - audience.seats.keys())
    online = audience.sockets.keys() | newcomers.keys()
    entry.result()
    return [member(who, audience, is_online=who.id in online) for who in in_order(audience, known.result())]


def in_order(audience: Audience, known: dict[str, Person]) -> list[Author]:
    """Everybody who belongs here, those included whom the directory does not hold (any more)."""
    everybody = [known.get(person_id) or showing.unknown_person(person_id) for person_id in audience.member_ids]
    patient_id = audience.conversation.patient_id
    return sorted(everybody, key=lambda who: (who.id != patient_id, who.name, who.id))


def member(who: Author, audience: Audience, *, is_online: bool) -> MemberShape:
    """A member; nothing has reached somebody who has no seat yet."""
    seat = audience.seats.get(who.id)
    return {
        "person": showing.person(who),
        "joinedAt": seat.joined_at if seat else audience.joined_at(who.id),
        "deliveredSeq": seat.delivered_seq if seat else 0,
        "readSeq": seat.read_seq if seat else 0,
        "online": is_online,
    }
