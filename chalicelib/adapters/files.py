"""The bucket of attachments: forms to upload with, links to fetch with, and the tag that keeps what was sent.

Whoever may write an object writes new versions of it. So a file is one version, and what comes later is let expire.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib import clock
from chalicelib.adapters import object_keys
from chalicelib.domain.attachment import Attachment
from chalicelib.domain.upload import Form
from chalicelib.settings import settings

FORM_SECONDS = 300
LINK_SECONDS = 60
UNSENT = "<Tagging><TagSet><Tag><Key>sent</Key><Value>no</Value></Tag></TagSet></Tagging>"
"""How an upload says of itself that nobody has sent it; the bucket forgets such objects after a day."""
SENT = {"TagSet": [{"Key": "sent", "Value": "yes"}]}
ABSENT = frozenset({"403", "404", "AccessDenied", "NoSuchKey", "NoSuchVersion", "NotFound"})
"""S3 says Forbidden of what is not there to those who may not list."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that is there. `size` in bytes; `sha256` in base64, if the store keeps it."""

    size: int
    sha256: str | None
    version: str | None


@cache
def bucket() -> Any:
    """The API of the bucket, at the regional address that browsers use too; made at the first file."""
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
        connect_timeout=1,
        read_timeout=5,
        retries={"total_max_attempts": 3, "mode": "standard"},
    )
    return botocore.session.get_session().create_client("s3", region_name=settings().region, config=config)


def form(it: Attachment) -> Form:
    """A form that takes exactly the bytes that were declared, of exactly that type and name, under exactly that key.

    The object keeps the name, so that no link holds it: the bucket's access log holds links.
    """
    fields = {
        "Content-Type": it.content_type,
        "Content-Disposition": disposition("attachment", it.file_name),
        "x-amz-checksum-sha256": it.sha256,
        "tagging": UNSENT,
    }
    made = bucket().generate_presigned_post(
        settings().attachments_bucket,
        object_keys.original(it.conversation_id, it.id),
        Fields=fields,
        Conditions=[*({name: value} for name, value in fields.items()), ["content-length-range", it.size, it.size]],
        ExpiresIn=FORM_SECONDS,
    )
    return Form(made["url"], made["fields"], ends_in(FORM_SECONDS))


def head(conversation_id: str, attachment_id: str) -> Stored | None:
    """What is stored of a file; None if nothing is (yet)."""
    place = {"Bucket": settings().attachments_bucket, "Key": object_keys.original(conversation_id, attachment_id)}
    try:
        found = bucket().head_object(**place, ChecksumMode="ENABLED")
    except ClientError as error:
        if error.response["Error"]["Code"] in ABSENT:
            return None
        raise
    return Stored(found["ContentLength"], found.get("ChecksumSHA256"), found.get("VersionId"))


def link(it: Attachment) -> tuple[str, str]:
    """(address, until when it is good) to download a file under its own name, which the object knows."""
    return signed(original(it), it.content_type)


def inline_link(it: Attachment) -> tuple[str, str]:
    """(address, until when it is good) of what can be shown of a file in the page."""
    assert it.preview, "there is something to show"
    if it.shows_itself:
        return signed(original(it), it.content_type, "inline")
    return signed(preview(it, it.preview), it.preview, "inline")


def signed(place: dict[str, str], content_type: str, content_disposition: str | None = None) -> tuple[str, str]:
    """A link that asks for this type, and for another disposition than the object's own if one is given."""
    asked = {"ResponseContentType": content_type, "ResponseCacheControl": "no-store"}
    if content_disposition:
        asked["ResponseContentDisposition"] = content_disposition
    url = bucket().generate_presigned_url("get_object", Params={**place, **asked}, ExpiresIn=LINK_SECONDS)
    return str(url), ends_in(LINK_SECONDS)


def disposition(kind: str, file_name: str) -> str:
    """A `Content-Disposition` for any name (RFC 6266): as it is (RFC 5987), and for those who know ASCII alone."""
    plain = "".join(it if it.isascii() and it.isprintable() and it not in '"\\%' else "_" for it in file_name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"


def keep(it: Attachment) -> bool:
    """Let the bucket keep a file that was sent, and its preview. False if either is gone."""
    places = [original(it), *([preview(it, it.preview)] if it.preview and not it.shows_itself else [])]
    return all([keep_one(place) for place in places])


def keep_one(place: dict[str, str]) -> bool:
    try:
        bucket().put_object_tagging(**place, Tagging=SENT)
    except ClientError as error:
        if error.response["Error"]["Code"] in ABSENT - {"403", "AccessDenied"}:
            return False
        raise
    return True


def original(it: Attachment) -> dict[str, str]:
    """The one version of the object that was checked."""
    place = {"Bucket": settings().attachments_bucket, "Key": object_keys.original(it.conversation_id, it.id)}
    return {**place, "VersionId": it.object_version} if it.object_version else place


def preview(it: Attachment, content_type: str) -> dict[str, str]:
    key = object_keys.preview(it.conversation_id, it.id, content_type)
    return {"Bucket": settings().attachments_bucket, "Key": key}


def ends_in(seconds: int) -> str:
    moment: datetime = clock.now() + timedelta(seconds=seconds)
    return clock.timestamp(moment)
