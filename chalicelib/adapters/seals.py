"""The bucket of seals, to which this adds and in which nothing is changed; and the key that signs them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from tempfile import TemporaryFile
from typing import IO, Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.adapters import files
from chalicelib.domain import seal
from chalicelib.domain.seal import Part, Sealed, Sum
from chalicelib.settings import settings

THERE_ALREADY = ("PreconditionFailed", "ConditionalRequestConflict")
ABSENT = ("NoSuchKey", "404")
FAR_BACK = 30 * 24
"""So many hours back the last seal is looked for first: as many as one page of the list holds."""
FIRST, SUFFIX = "seals/", ".seal"


@dataclass(slots=True)
class Sheet:
    """Lines that are collected in a file of their own, however many they are."""

    file: IO[bytes]
    sum: Sum = field(default_factory=Sum)

    def add(self, line: bytes) -> None:
        self.file.write(line + b"\n")
        self.sum.add(line)


@contextmanager
def sheet() -> Iterator[Sheet]:
    with TemporaryFile() as file:
        yield Sheet(file)


@cache
def signer() -> Any:
    """The API of keys; made at the first seal."""
    config = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 3, "mode": "standard"})
    return botocore.session.get_session().create_client("kms", region_name=settings().region, config=config)


@cache
def key() -> str:
    """SHA-256 of the public key, in hexadecimal: by which key a seal says that it is signed."""
    public: bytes = signer().get_public_key(KeyId=settings().seal_key)["PublicKey"]
    return hashlib.sha256(public).hexdigest()


def signature(text: bytes) -> bytes:
    signed = signer().sign(KeyId=settings().seal_key, Message=text, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")
    made: bytes = signed["Signature"]
    return made


def last(now_hour: str) -> Sealed | None:
    """The seal that the next one follows; None if there is none yet."""
    newest = ""
    for begin in (seal.moved(now_hour, -FAR_BACK), ""):
        newest = max(names_after(seal.seal_place(begin) if begin else ""), default="")
        if newest:
            break
    return at(newest.removeprefix(FIRST).removesuffix(SUFFIX)) if newest else None


def names_after(name: str) -> Iterator[str]:
    pages = files.bucket().get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=settings().seals_bucket, Prefix=FIRST, StartAfter=name):
        yield from (found["Key"] for found in page.get("Contents", ()))


def at(hour: str) -> Sealed | None:
    """The seal of that hour, if there is one."""
    try:
        found = files.bucket().get_object(Bucket=settings().seals_bucket, Key=seal.seal_place(hour))
    except ClientError as error:
        if error.response["Error"]["Code"] in ABSENT:
            return None
        raise
    return seal.read(found["Body"].read())


def lines(place: str) -> Iterator[bytes]:
    """The lines kept there."""
    found = files.bucket().get_object(Bucket=settings().seals_bucket, Key=place)
    yield from found["Body"].iter_lines()


def keep_lines(place: str, it: Sheet) -> Part:
    """Keep what was collected, if anything; the same lines may be there already."""
    if it.sum.count:
        it.file.seek(0)
        keep(place, it.file, "application/x-ndjson")
    return it.sum.part()


def keep(place: str, content: bytes | IO[bytes], content_type: str = "text/plain") -> bool:
    """Put it there, unless something is there already: then False."""
    try:
        files.bucket().put_object(
            Bucket=settings().seals_bucket,
            Key=place,
            Body=content,
            ContentType=content_type,
            ChecksumAlgorithm="SHA256",
            IfNoneMatch="*",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in THERE_ALREADY:
            return False
        raise
    return True
