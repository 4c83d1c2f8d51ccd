"""The inbox, and single conversations."""

from chalice.app import Blueprint, Response

from chalicelib.domain.conversation import Kind, Status
from chalicelib.domain.errors import Invalid
from chalicelib.domain.names import searchable_words
from chalicelib.domain.person import Role
from chalicelib.domain.start import Start
from chalicelib.transport.bodies import ConversationChange, ConversationPreferences, NewConversation
from chalicelib.transport.callers import TALKERS, caller
from chalicelib.transport.http import PEOPLE, answer, body, listing, page_size, query, speaks_http
from chalicelib.transport.identifiers import INBOX_PLACE, cursor, known_form, place
from chalicelib.transport.messages import draft_from
from chalicelib.usecases import beginnings, conversations, finding, lifecycle, members

routes = Blueprint(__name__)
STAFF = (Role.PROVIDER, Role.FRONT_DESK)
LONGEST_QUERY = 200
FILTERS = tuple(conversations.PAGES)
WORD_PLACE = r"[^\x00-\x1f#]{1,80}#[A-Za-z0-9._-]{1,64}"


@routes.route("/conversations", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_conversations() -> Response:
    tab = query("filter") or "all"
    who = caller("inbox.read", *(STAFF if tab == "needs_reply" else TALKERS))
    if tab not in FILTERS:
        raise Invalid(errors=[("filter", f"must be one of: {', '.join(FILTERS)}")])
    wanted = query("q")
    if wanted is None:
        page, following = conversations.inbox(who, tab, before=place(query("cursor"), INBOX_PLACE), limit=page_size())
    else:
        before = place(query("cursor"), WORD_PLACE)
        page, following = finding.search_for(who, search_words(wanted), tab, before=before, limit=page_size())
    return listing(page, cursor(following))


def search_words(text: str) -> set[str]:
    """The words that are searched for. Raises `Invalid` if there are none, or far too many."""
    if len(text) > LONGEST_QUERY:
        raise Invalid(errors=[("q", f"must have at most {LONGEST_QUERY} characters")])
    words = searchable_words(text)
    if not words:
        raise Invalid("Search for the beginning of a word.", [("q", "holds no letter or digit")])
    return words


@routes.route("/conversations", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_conversation() -> Response:
    who = caller("conversation.start")
    new = body(NewConversation)
    wanted = Start(
        kind=Kind(new.kind),
        message=draft_from(new.message),
        topic=new.topic,
        patient_id=new.patientId,
        care_team_id=new.careTeamId,
        provider_id=new.providerId,
        case_id=new.caseId,
    )
    conversation, is_new = beginnings.start(who, wanted)
    return answer(conversation, status=201 if is_new else 200)


@routes.route("/conversations/{conversation_id}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_conversation(conversation_id: str) -> Response:
    who, where = caller("conversation.read"), known_form(conversation_id)
    return answer(conversations.open_one(who, where))


@routes.route("/conversations/{conversation_id}/members", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_members(conversation_id: str) -> Response:
    who, where = caller("members.read"), known_form(conversation_id)
    return listing(members.of(who, where), None)


@routes.route("/conversations/{conversation_id}", methods=["PATCH"], authorizer=PEOPLE)
@speaks_http
def patch_conversation(conversation_id: str) -> Response:
    who, where = caller("conversation.change", *STAFF), known_form(conversation_id)
    return answer(lifecycle.change_status(who, where, Status(body(ConversationChange).status)))


@routes.route("/conversations/{conversation_id}/claim", methods=["PUT"], authorizer=PEOPLE)
@speaks_http
def put_claim(conversation_id: str) -> Response:
    who, where = caller("conversation.claimed", *STAFF), known_form(conversation_id)
    return answer(lifecycle.claim(who, where))


@routes.route("/conversations/{conversation_id}/claim", methods=["DELETE"], authorizer=PEOPLE)
@speaks_http
def delete_claim(conversation_id: str) -> Response:
    who, where = caller("conversation.released", *STAFF), known_form(conversation_id)
    return answer(lifecycle.release(who, where))


@routes.route("/conversations/{conversation_id}/done", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_done(conversation_id: str) -> Response:
    who, where = caller("conversation.done", *STAFF), known_form(conversation_id)
    return answer(lifecycle.done(who, where))


@routes.route("/conversations/{conversation_id}/preferences", methods=["PUT"], authorizer=PEOPLE)
@speaks_http
def put_preferences(conversation_id: str) -> Response:
    who, where = caller("conversation.prefer"), known_form(conversation_id)
    wanted = body(ConversationPreferences)
    if wanted.pinned is None and wanted.muted is None:
        raise Invalid(errors=[("pinned", "give pinned, muted or both")])
    return answer(conversations.prefer(who, where, wanted.pinned, wanted.muted))
