"""Attachments: a row for each file of a conversation. The row of a file that nobody sends goes after a day."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import keys
from chalicelib.adapters.table import Key, Overtaken, Record, get_one, is_conflict
from chalicelib.domain.attachment import Attachment

UNSENT_SECONDS = 24 * 3600
"""How long the row of an unsent file is kept."""


class AttachmentRow(Record, discriminator="attachment"):
    """What is known of a file; whoever changes it states which version they saw. Its state follows from the rest."""

    file_name = UnicodeAttribute(attr_name="fileName")
    content_type = UnicodeAttribute(attr_name="contentType")
    size = NumberAttribute()
    sha256 = UnicodeAttribute()
    uploader_id = UnicodeAttribute(attr_name="uploaderId")
    patient_id = UnicodeAttribute(attr_name="patientId")
    created_at = UnicodeAttribute(attr_name="createdAt")
    needs_scan = BooleanAttribute(attr_name="needsScan")
    uploaded_at = UnicodeAttribute(null=True, attr_name="uploadedAt")
    object_version = UnicodeAttribute(null=True, attr_name="objectVersion")
    check = UnicodeAttribute(null=True, attr_name="checkVerdict")
    scan_verdict = UnicodeAttribute(null=True, attr_name="scanVerdict")
    preview = UnicodeAttribute(null=True)
    seq = NumberAttribute(null=True)
    sensitive = BooleanAttribute(null=True)
    version = NumberAttribute()

    def attachment(self) -> Attachment:
        return Attachment(
            id=self.SK.removeprefix(keys.FILE_PREFIX),
            conversation_id=self.PK.partition("#")[2],
            patient_id=self.patient_id,
            uploader_id=self.uploader_id,
            file_name=self.file_name,
            content_type=self.content_type,
            size=int(self.size),
            sha256=self.sha256,
            created_at=self.created_at,
            needs_scan=self.needs_scan,
            uploaded_at=self.uploaded_at,
            object_version=self.object_version,
            check=self.check,
            scan=self.scan_verdict,
            preview=self.preview,
            seq=int(self.seq) if self.seq else None,
            sensitive=bool(self.sensitive),
            version=int(self.version),
        )


def key(conversation_id: str, attachment_id: str) -> Key:
    return keys.files(conversation_id), keys.file(attachment_id)


def attachment_row(it: Attachment) -> AttachmentRow:
    return AttachmentRow(
        *key(it.conversation_id, it.id),
        file_name=it.file_name,
        content_type=it.content_type,
        size=it.size,
        sha256=it.sha256,
        uploader_id=it.uploader_id,
        patient_id=it.patient_id,
        created_at=it.created_at,
        needs_scan=it.needs_scan,
        uploaded_at=it.uploaded_at,
        object_version=it.object_version,
        check=it.check,
        scan_verdict=it.scan,
        preview=it.preview,
        seq=it.seq,
        sensitive=it.sensitive or None,
        version=it.version,
        ttl=None if it.seq else int(datetime.fromisoformat(it.created_at).timestamp()) + UNSENT_SECONDS,
    )


def find(conversation_id: str, attachment_id: str) -> Attachment | None:
    """What is known of a file as of now; None if there is no such file in this conversation."""
    row = get_one(key(conversation_id, attachment_id))
    return row.attachment() if isinstance(row, AttachmentRow) else None


def among(rows: Mapping[Key, Record], conversation_id: str, attachment_ids: Iterable[str]) -> dict[str, Attachment]:
    """Those of these files that are among the rows read, by id."""
    found = (rows.get(key(conversation_id, attachment_id)) for attachment_id in attachment_ids)
    known = (row.attachment() for row in found if isinstance(row, AttachmentRow))
    return {it.id: it for it in known}


def create(it: Attachment) -> None:
    """Keep a file that is going to be uploaded. Raises `Overtaken` if there is one of that id already."""
    try:
        attachment_row(it).save(condition=AttachmentRow.PK.does_not_exist())
    except PutError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise


def replace(before: Attachment, after: Attachment) -> Attachment:
    """Put `after` in the place of `before` and return it as stored. Raises `Overtaken` if `before` is so no more."""
    stored = following(before, after)
    try:
        attachment_row(stored).save(condition=AttachmentRow.version == before.version)
    except PutError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise
    return stored


def put_change(write: TransactWrite, before: Attachment, after: Attachment) -> None:
    """The same as a part of a transaction."""
    write.save(attachment_row(following(before, after)), condition=AttachmentRow.version == before.version)


def following(before: Attachment, after: Attachment) -> Attachment:
    return dataclasses.replace(after, version=before.version + 1)
