"""Messages of a conversation, and how far their readers have come."""

import re

from chalice.app import Blueprint, Response

from chalicelib.domain.card import CardReference, CardType
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.message import Draft
from chalicelib.transport.bodies import NewMessage, ReadMarker
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, body, listing, number, page_size, query, speaks_http
from chalicelib.transport.identifiers import cursor, known_form, place
from chalicelib.usecases import messages, reading

routes = Blueprint(__name__)
LAST = 10**12 - 1


@routes.route("/conversations/{conversation_id}/messages", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_messages(conversation_id: str) -> Response:
    who, where = caller("messages.read"), known_form(conversation_id)
    after, before = wanted_part()
    page, more = messages.read(who, where, after=after, before=before, limit=page_size())
    if not (more and page):
        return listing(page, None)
    following = f"after#{page[-1]['seq']}" if after is not None else f"before#{page[0]['seq']}"
    return listing(page, cursor(following))


def wanted_part() -> tuple[int | None, int | None]:
    """`?after=` or `?before=` a seq, or the same in a cursor."""
    after, before = number("after", 0, LAST), number("before", 1, LAST)
    given = place(query("cursor"), r"(after|before)#[1-9][0-9]{0,11}")
    if (after is not None) + (before is not None) + (given is not None) > 1:
        raise Invalid(errors=[("after", "give one of after, before and cursor")])
    if given is None:
        return after, before
    direction, _, seq = given.partition("#")
    return (int(seq), None) if direction == "after" else (None, int(seq))


@routes.route("/conversations/{conversation_id}/messages", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_message(conversation_id: str) -> Response:
    who, where = caller("message.send"), known_form(conversation_id)
    message, is_new = messages.send(who, where, draft_from(body(NewMessage)))
    return answer(message, status=201 if is_new else 200)


def draft_from(new: NewMessage) -> Draft:
    card = CardReference(CardType(new.card.type), new.card.id) if new.card else None
    attachment_ids = tuple(new.attachmentIds)
    return Draft(new.clientMessageId, new.text, new.correctionOf, new.sensitive, attachment_ids, card)


@routes.route("/conversations/{conversation_id}/messages/{seq}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_message(conversation_id: str, seq: str) -> Response:
    who, where = caller("messages.read"), known_form(conversation_id)
    return answer(messages.read_one(who, where, place_in_thread(seq)))


def place_in_thread(seq: str) -> int:
    """A message's number from a path. What no number looks like is `NotFound`, as any other unknown one."""
    if not re.fullmatch(r"[1-9][0-9]{0,11}", seq, re.ASCII):
        raise NotFound
    return int(seq)


@routes.route("/conversations/{conversation_id}/read-marker", methods=["PUT"], authorizer=PEOPLE)
@speaks_http
def put_read_marker(conversation_id: str) -> Response:
    who, where = caller("read-marker.move"), known_form(conversation_id)
    marker = body(ReadMarker)
    return answer(reading.mark(who, where, marker.seq, force=marker.force))
