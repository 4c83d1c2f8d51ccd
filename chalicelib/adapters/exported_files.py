"""Exports in the bucket: written in parts as they are made, there once they are whole, gone after a day."""

from concurrent.futures import Future

from chalicelib import together
from chalicelib.adapters import files, object_keys
from chalicelib.settings import settings

PART = 5 << 20
"""The least that S3 takes for a part that is not the last."""


class ExportedFile:
    """One object that is written piece by piece. Nothing of it can be fetched before `finish`.

    Holds at most two parts in memory: one that is being made, and one that is on its way.
    """

    def __init__(self, conversation_id: str, export_id: str, content_type: str, file_name: str) -> None:
        self.place = {
            "Bucket": settings().attachments_bucket,
            "Key": object_keys.exported(conversation_id, export_id),
        }
        self.content_type, self.file_name = content_type, file_name
        self.piece, self.upload = bytearray(), ""
        self.parts: list[dict[str, object]] = []
        self.on_its_way: Future[dict[str, object]] | None = None

    def write(self, content: bytes) -> None:
        self.piece += content
        if len(self.piece) >= PART:
            self.send()

    def send(self) -> None:
        """Let what there is go as the next part, once the one before has arrived."""
        self.arrived()
        if not self.upload:
            begun = files.bucket().create_multipart_upload(**self.place, ContentType=self.content_type)
            self.upload = begun["UploadId"]
        content, self.piece = bytes(self.piece), bytearray()
        self.on_its_way = together.start(self.put, len(self.parts) + 1, content)

    def put(self, number: int, content: bytes) -> dict[str, object]:
        named = {"UploadId": self.upload, "PartNumber": number}
        return {"PartNumber": number, "ETag": files.bucket().upload_part(**self.place, **named, Body=content)["ETag"]}

    def arrived(self) -> None:
        if self.on_its_way:
            self.parts.append(self.on_its_way.result())
            self.on_its_way = None

    def whole(self, most: int) -> str | None:
        """All of it, if it is still here and has at most so many bytes: then the bucket is not needed."""
        return None if self.upload or len(self.piece) > most else self.piece.decode()

    def finish(self) -> None:
        """Let it be there, whole."""
        if not self.upload:
            files.bucket().put_object(**self.place, ContentType=self.content_type, Body=bytes(self.piece))
            return
        if self.piece:
            self.send()
        self.arrived()
        files.bucket().complete_multipart_upload(
            **self.place, UploadId=self.upload, MultipartUpload={"Parts": self.parts}
        )

    def abandon(self) -> None:
        """Let nothing be there. What cannot be taken back now the bucket forgets after a day."""
        if self.on_its_way:
            self.on_its_way.exception()
        if self.upload:
            files.bucket().abort_multipart_upload(**self.place, UploadId=self.upload)

    def link(self) -> tuple[str, str]:
        """(address, until when it is good) to download it under its own name."""
        return files.signed(self.place, self.content_type, files.disposition("attachment", self.file_name))
