"""A table's TimeToLiveSpecification is ignored in a template, and what expires does not reach the table's stream."""

import threading
from typing import Any

from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

REAPER = "dynamodb-ttl-reaper"  # the thread that removes what has expired
BY_THE_SERVICE = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}


def apply() -> None:
    expire_as_the_template_says()
    tell_the_stream()


def expire_as_the_template_says() -> None:
    handler = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    plain_create = handler["create"]

    def create(logical_id: str, properties: dict[str, Any], stack: str) -> Any:
        name, attributes = plain_create(logical_id, properties, stack)
        wanted = properties.get("TimeToLiveSpecification") or {}
        if str(wanted.get("Enabled")).lower() == "true":
            dynamodb._ttl_settings[name] = {"TimeToLiveStatus": "ENABLED", "AttributeName": wanted["AttributeName"]}
        return name, attributes

    handler["create"] = create


def tell_the_stream() -> None:
    plain_remove = dynamodb._remove_item

    def remove(table: dict[str, Any], partition: str, sort: str) -> Any:
        removed = plain_remove(table, partition, sort)
        if removed is not None and threading.current_thread().name == REAPER:
            dynamodb._emit_stream_event(table["TableName"], "REMOVE", removed, None)
            records = dynamodb._stream_records.get(table["TableName"])
            if records:
                records[-1]["userIdentity"] = BY_THE_SERVICE
        return removed

    dynamodb._remove_item = remove
