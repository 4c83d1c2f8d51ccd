"""Conversations as files to keep."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint, Response

from chalicelib.domain.export import Format
from chalicelib.transport.attachments import choice
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, number, speaks_http
from chalicelib.transport.identifiers import known_form
from chalicelib.transport.messages import LAST

if TYPE_CHECKING:
    from chalicelib.usecases.exporting import Exported

routes = Blueprint(__name__)
FORMATS = tuple(each.value for each in Format)


@routes.route("/conversations/{conversation_id}/export", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_export(conversation_id: str) -> Response:
    from chalicelib.usecases import exporting  # which no other route waits for

    who, where = caller("conversation.exported"), known_form(conversation_id)
    wanted, after = Format(choice("format", *FORMATS)), number("after", 0, LAST, 0)
    made = exporting.export(who, where, wanted, after or 0)
    response = answer(linked(made), 201) if made.link else the_file(made, 200)
    if made.next_after is not None:
        response.headers["X-Next-After"] = str(made.next_after)
    return response


def the_file(made: "Exported", status: int) -> Response:
    """The file itself, to be saved under its own name: opened where the portal is, a page would be part of it."""
    response = answer(made.text, status, made.export.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.export.file_name}"'
    return response


def linked(made: "Exported") -> dict[str, object]:
    url, expires_at = made.link or ("", "")
    return {
        "url": url,
        "expiresAt": expires_at,
        "fileName": made.export.file_name,
        "contentType": made.export.content_type,
        "size": made.size,
        "entries": made.entries,
        "nextAfter": made.next_after,
    }
