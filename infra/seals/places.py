"""Where seals and what they tell of are read from: their bucket, or a folder that it was copied to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from botocore.exceptions import ClientError

FIRST, LAST = "seals/", ".seal"
KEY = "key.pem"
"""In a folder: the public key that came with the copy."""


class Place(Protocol):
    """Files by their names in the bucket."""

    @property
    def several(self) -> int:
        """How many are best asked for at a time."""

    def names(self, first: str = "") -> Iterator[str]:
        """The names that begin so, sorted."""

    def read(self, name: str) -> bytes | None:
        """What is there, if anything."""


@dataclass(frozen=True)
class Folder:
    path: Path
    several: int = 1

    def names(self, first: str = "") -> Iterator[str]:
        files = sorted(path for path in (self.path / first).rglob("*") if path.is_file())
        yield from (path.relative_to(self.path).as_posix() for path in files)

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None


@dataclass(frozen=True)
class Bucket:
    s3: Any
    bucket: str
    several: int = 16

    def names(self, first: str = "") -> Iterator[str]:
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=first):
            yield from (found["Key"] for found in page.get("Contents", ()))

    def read(self, name: str) -> bytes | None:
        try:
            content: bytes = self.s3.get_object(Bucket=self.bucket, Key=name)["Body"].read()
            return content
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise


def hours(place: Place) -> list[str]:
    """What seals there are, by the hours that their names say, in order."""
    return sorted(name.removeprefix(FIRST).removesuffix(LAST) for name in place.names(FIRST))
