"""Both tables as they are stored, read straight and whole."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from infra.local.stack import Stack

Row = dict[str, Any]
PLAIN = TypeDeserializer()


@dataclass(frozen=True)
class Records:
    """`rows` of Records, `audit` of Audit."""

    rows: list[Row]
    audit: list[Row]

    @cached_property
    def heads(self) -> dict[str, Row]:
        return {conversation_of(row): row for row in self.rows if row["SK"] == "HEAD"}

    @cached_property
    def seats(self) -> dict[tuple[str, str], Row]:
        """By conversation and person."""
        kept = [row for row in self.rows if row["SK"].startswith("HEAD#SEAT#")]
        return {(conversation_of(row), row["personId"]): row for row in kept}

    @cached_property
    def left(self) -> list[Row]:
        """What is kept of the seats of those who have left."""
        return [row for row in self.rows if row["SK"].startswith("HEAD#LEFT#")]

    @cached_property
    def threads(self) -> dict[str, dict[int, Row]]:
        """The stored entries of each conversation, by seq."""
        threads: dict[str, dict[int, Row]] = {conversation_id: {} for conversation_id in self.heads}
        for row in self.rows:
            if row["SK"].startswith("MSG#"):
                threads.setdefault(conversation_of(row), {})[int(row["SK"].removeprefix("MSG#"))] = row
        return threads

    @cached_property
    def people(self) -> dict[str, Row]:
        return {row["PK"].partition("#")[2]: row for row in self.rows if row["SK"] == "PERSON"}

    @cached_property
    def teams(self) -> dict[str, dict[str, str]]:
        """Members of each care team, by team, with when they joined."""
        kept = [row for row in self.rows if row["SK"] == "TEAM"]
        return {row["PK"].partition("#")[2]: json.loads(row["members"]) for row in kept}

    def members(self, conversation_id: str) -> set[str]:
        """Who belongs to a conversation today."""
        head = self.heads[conversation_id]
        if head["kind"] == "case":
            return {head["requesterId"], head["providerId"]}
        if head["kind"] == "direct":
            return {head["patientId"], head["providerId"]}
        return {head["patientId"], *self.teams.get(head["careTeamId"], {})}

    def conversations_of(self, person_id: str) -> set[str]:
        return {each for each in self.heads if person_id in self.members(each)}


def conversation_of(row: Row) -> str:
    found: str = row["PK"].partition("#")[2]
    return found


def read(stack: Stack) -> Records:
    tables = (stack.outputs["RecordsTableName"], stack.outputs["AuditTableName"])
    return Records(*[[plain(item) for item in scanned(stack, table)] for table in tables])


def scanned(stack: Stack, table: str) -> Iterator[dict[str, Any]]:
    for page in stack.aws("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def plain(item: dict[str, Any]) -> Row:
    return {name: PLAIN.deserialize(value) for name, value in item.items()}


def fingerprint(stack: Stack) -> str:
    """The same as long as nothing changes: no seat, no total, no message, no audit entry."""
    digest = hashlib.sha256()
    for output in ("RecordsTableName", "AuditTableName"):
        items = [json.dumps(item, sort_keys=True, default=str) for item in scanned(stack, stack.outputs[output])]
        digest.update("\n".join(sorted(items)).encode())
    return digest.hexdigest()
