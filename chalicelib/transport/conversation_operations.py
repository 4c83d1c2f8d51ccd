"""What each route about conversations promises: a row for each."""

from chalicelib.domain import errors, shapes
from chalicelib.domain.export import Format
from chalicelib.transport import answers, bodies, export_answers
from chalicelib.transport.operation import MAY_WRITE, MEMBERS, PATIENTS_AND_STAFF, STAFF_MEMBERS, Operation, Operations

THREAD = "/conversations/{conversation_id}"

CONVERSATIONS: Operations = {
    ("GET", "/conversations"): Operation(
        "listConversations",
        "The caller's inbox: pinned first, then latest activity.",
        PATIENTS_AND_STAFF,
        {200: answers.ConversationPageShape},
        query=("filter", "q", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("POST", "/conversations"): Operation(
        "startConversation",
        "Start a conversation with its first message, wholly or not at all; 200 if it stood already.",
        PATIENTS_AND_STAFF,
        {201: shapes.ConversationShape, 200: shapes.ConversationShape},
        body=bodies.NewConversation,
        refusals=(errors.NotFound, *MAY_WRITE, errors.NotReady),
    ),
    ("GET", THREAD): Operation(
        "getConversation",
        "One conversation as the caller sees it.",
        MEMBERS,
        {200: shapes.ConversationShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", f"{THREAD}/members"): Operation(
        "listMembers",
        "The members of today, with how far each has come and who is online.",
        MEMBERS,
        {200: answers.MemberPageShape},
        refusals=(errors.NotFound,),
    ),
    ("PATCH", THREAD): Operation(
        "changeConversation",
        "Resolve a conversation, or open it again; an entry of the thread says so.",
        STAFF_MEMBERS,
        {200: shapes.ConversationShape},
        body=bodies.ConversationChange,
        refusals=(errors.NotFound, errors.Archived),
    ),
    ("PUT", f"{THREAD}/preferences"): Operation(
        "preferConversation",
        "Pin or mute a conversation, for the caller alone.",
        MEMBERS,
        {200: shapes.ConversationShape},
        body=bodies.ConversationPreferences,
        refusals=(errors.NotFound,),
    ),
    ("PUT", f"{THREAD}/claim"): Operation(
        "claimConversation",
        "Take it on to answer the patient who waits.",
        STAFF_MEMBERS,
        {200: shapes.ConversationShape},
        refusals=(errors.NotFound, errors.NotWaiting, errors.Claimed),
    ),
    ("DELETE", f"{THREAD}/claim"): Operation(
        "releaseConversation",
        "Give a claimed conversation back to the team, whoever had it.",
        STAFF_MEMBERS,
        {200: shapes.ConversationShape},
        refusals=(errors.NotFound,),
    ),
    ("POST", f"{THREAD}/done"): Operation(
        "settleConversation",
        "State that the patient needs no answer (any more).",
        STAFF_MEMBERS,
        {200: shapes.ConversationShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", f"{THREAD}/messages/{{seq}}"): Operation(
        "getMessage",
        "The entry in one place of the thread.",
        MEMBERS,
        {200: shapes.MessageShape},
        refusals=(errors.NotFound, errors.StepUpNeeded),
    ),
    ("GET", f"{THREAD}/messages"): Operation(
        "listMessages",
        "A page of the thread in ascending order: after an entry, before one, or the latest.",
        MEMBERS,
        {200: answers.MessagePageShape},
        query=("after", "before", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", f"{THREAD}/export"): Operation(
        "exportConversation",
        "The whole thread as a file: as JSON, as a Bundle of FHIR R4, or as a page to print. The file itself (200) or, "
        "if it is too large for an answer, a link to it (201), good for 60 seconds.",
        MEMBERS,
        {200: export_answers.ExportedConversationShape, 201: export_answers.ExportLinkShape},
        query=("format", "after"),
        refusals=(errors.NotFound,),
        formats=tuple(each.value for each in Format),
        file_types=("application/fhir+json", "text/html"),
    ),
    ("POST", f"{THREAD}/messages"): Operation(
        "sendMessage",
        "Send a message; under a name that was used before, the first message again (200).",
        MEMBERS,
        {201: shapes.MessageShape, 200: shapes.MessageShape},
        body=bodies.NewMessage,
        refusals=(errors.NotFound, *MAY_WRITE, errors.NotReady),
    ),
    ("PUT", f"{THREAD}/read-marker"): Operation(
        "moveReadMarker",
        "Mark as read up to an entry: forward only, unless forced. Answers with the caller's totals.",
        MEMBERS,
        {200: shapes.UnreadShape},
        body=bodies.ReadMarker,
        refusals=(errors.NotFound,),
    ),
}
