"""Attachments: room for a file, word that it is there, how it stands with it, and links to it."""

import re

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Invalid
from chalicelib.domain.upload import Declared, Form
from chalicelib.transport import http
from chalicelib.transport.bodies import NewAttachment
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, body, query, speaks_http
from chalicelib.transport.identifiers import UUID, known_form
from chalicelib.usecases import attachments

routes = Blueprint(__name__)
RENDITIONS = ("original", "preview")
KEY = "Idempotency-Key"
PLACE = "/conversations/{conversation_id}/attachments"


@routes.route(PLACE, methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_attachment(conversation_id: str) -> Response:
    who, where = caller("attachment.added"), known_form(conversation_id)
    new = body(NewAttachment)
    declared = Declared(new.fileName, new.contentType, new.size, new.sha256)
    attachment, form, is_new = attachments.add(who, where, idempotency_key(), declared)
    content = {"attachment": attachment, "upload": upload_shape(form) if form else None}
    return answer(content, status=201 if is_new else 200)


def idempotency_key() -> str:
    """The name that the caller gave to what they make, from the header."""
    given: str = http.request().headers.get(KEY.lower(), "")
    if not re.fullmatch(UUID, given):
        raise Invalid("Name what you make, so that it is made once.", [(KEY, "must be a UUID in the header")])
    return given


def upload_shape(form: Form) -> dict[str, object]:
    return {"url": form.url, "fields": form.fields, "expiresAt": form.expires_at}


@routes.route(PLACE + "/{attachment_id}/complete", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_complete(conversation_id: str, attachment_id: str) -> Response:
    who, where = caller("attachment.completed"), known_form(conversation_id)
    return answer(attachments.complete(who, where, known_form(attachment_id)))


@routes.route(PLACE + "/{attachment_id}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_attachment(conversation_id: str, attachment_id: str) -> Response:
    who, where = caller("attachment.read"), known_form(conversation_id)
    return answer(attachments.open_one(who, where, known_form(attachment_id)))


@routes.route(PLACE + "/{attachment_id}/content", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_content(conversation_id: str, attachment_id: str) -> Response:
    who, where = caller("attachment.downloaded"), known_form(conversation_id)
    rendition, inline = choice("rendition", *RENDITIONS), choice("inline", "false", "true")
    is_preview, is_inline = rendition == "preview", inline == "true"
    url, expires_at = attachments.link(
        who, where, known_form(attachment_id), is_preview=is_preview, is_inline=is_inline
    )
    return answer({"url": url, "expiresAt": expires_at})


def choice(name: str, *words: str) -> str:
    """One of these words in the query; the first if none is given."""
    given = query(name) or words[0]
    if given not in words:
        raise Invalid(errors=[(name, f"must be one of: {', '.join(words)}")])
    return given
