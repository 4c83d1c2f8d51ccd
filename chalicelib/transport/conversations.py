"""The inbox, and single conversations."""

from chalice.app import Blueprint, Response

from chalicelib.domain.conversation import Kind
from chalicelib.domain.errors import Invalid
from chalicelib.domain.message import Draft
from chalicelib.transport.bodies import NewConversation
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, body, listing, page_size, query, speaks_http
from chalicelib.transport.identifiers import cursor, known_form, place
from chalicelib.usecases import beginnings, conversations
from chalicelib.usecases.beginnings import Start

routes = Blueprint(__name__)
FILTERS = ("all",)
INBOX_PLACE = r"(?a:[01]#\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[A-Za-z0-9._-]{1,64})"


@routes.route("/conversations", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_conversations() -> Response:
    who = caller("inbox.read")
    if (query("filter") or "all") not in FILTERS:
        raise Invalid(errors=[("filter", f"must be one of: {', '.join(FILTERS)}")])
    page, following = conversations.inbox(who, before=place(query("cursor"), INBOX_PLACE), limit=page_size())
    return listing(page, cursor(following))


@routes.route("/conversations", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_conversation() -> Response:
    who = caller("conversation.start")
    new = body(NewConversation)
    wanted = Start(
        kind=Kind(new.kind),
        message=Draft(new.message.clientMessageId, new.message.text),
        topic=new.topic,
        patient_id=new.patientId,
        care_team_id=new.careTeamId,
        provider_id=new.providerId,
    )
    conversation, is_new = beginnings.start(who, wanted)
    return answer(conversation, status=201 if is_new else 200)


@routes.route("/conversations/{conversation_id}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_conversation(conversation_id: str) -> Response:
    who, where = caller("conversation.read"), known_form(conversation_id)
    return answer(conversations.open_one(who, where))
