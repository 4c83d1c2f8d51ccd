"""Recovery to a point in time gives the present state whatever the time, and a deleted table leaves no backup.

What each write replaced is now remembered, and leads back to any moment since this process started, as far as the last
20,000 writes of a table reach. A template's `PointInTimeRecoverySpecification` holds, moments that cannot be had are
refused, and encryption is carried over. Simpler than on AWS: a restored table is there at once, not after minutes, and
the latest moment is the present, not five minutes ago.
"""

import copy
import json
import time
from collections import defaultdict, deque
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

Item = dict[str, Any]
Answer = tuple[int, dict[str, str], bytes]
REMEMBERED = 20_000
STARTED = time.time()
_replaced: dict[str, deque[tuple[float, Item, Item | None]]] = {}
"""By a table's id: when, at which key, and what stood there before."""


def apply() -> None:
    recover_as_the_template_says()
    remember_what_is_replaced()
    tell_the_window()
    restore_as_of_then()
    encrypt_what_is_restored()
    keep_what_is_deleted()


def recover_as_the_template_says() -> None:
    handler = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    plain_create = handler["create"]

    def create(logical_id: str, properties: dict[str, Any], stack: str) -> Any:
        name, attributes = plain_create(logical_id, properties, stack)
        wanted = properties.get("PointInTimeRecoverySpecification") or {}
        dynamodb._pitr_settings[name] = str(wanted.get("PointInTimeRecoveryEnabled")).lower() == "true"
        return name, attributes

    handler["create"] = create


def remember_what_is_replaced() -> None:
    plain = dynamodb._emit_stream_event

    def emit(name: str, event: str, old: Item | None, new: Item | None, *more: Any, **others: Any) -> None:
        table = dynamodb._tables.get(name)
        if table and dynamodb._pitr_settings.get(name):
            log = _replaced.setdefault(table["TableId"], deque(maxlen=REMEMBERED))
            key = dynamodb._extract_key_from_item(table, new or old or {})
            log.append((time.time(), key, old))  # which nobody changes any more
        plain(name, event, old, new, *more, **others)

    dynamodb._emit_stream_event = emit


def earliest(table: dict[str, Any]) -> float:
    """The first moment that can be had of this table."""
    log = _replaced.get(table["TableId"])
    forgotten = log[0][0] if log and len(log) == REMEMBERED else 0.0
    return max(STARTED, float(table["CreationDateTime"]), forgotten)


def tell_the_window() -> None:
    plain = dynamodb._describe_continuous_backups

    def describe(data: dict[str, Any]) -> Answer:
        status, headers, body = plain(data)
        told = json.loads(body)
        window = told.get("ContinuousBackupsDescription", {}).get("PointInTimeRecoveryDescription", {})
        if window.get("PointInTimeRecoveryStatus") == "ENABLED":
            table = dynamodb._tables[dynamodb._normalize_table_name(data["TableName"])]
            window["EarliestRestorableDateTime"] = int(earliest(table))
        return status, headers, json.dumps(told).encode()

    dynamodb._describe_continuous_backups = describe


def restore_as_of_then() -> None:
    plain = dynamodb._restore_table_to_point_in_time

    def restore(data: dict[str, Any]) -> Answer:
        source = data.get("SourceTableName") or dynamodb._normalize_table_name(data.get("SourceTableArn") or "")
        table, at = dynamodb._tables.get(source), float(data.get("RestoreDateTime") or time.time())
        if table and not dynamodb._pitr_settings.get(source):
            message = f"Point in time recovery is not enabled for table '{source}'"
            return refused("PointInTimeRecoveryUnavailableException", message)
        if table and not int(earliest(table)) <= at <= time.time():
            return refused("InvalidRestoreTimeException", "The restore time is not within the restorable window.")
        answer: Answer = plain(data)
        if answer[0] == 200:
            go_back(dynamodb._tables[data["TargetTableName"]], table["TableId"], at)
        return answer

    dynamodb._restore_table_to_point_in_time = restore


def refused(code: str, message: str) -> Answer:
    answer: Answer = error_response_json(code, message, 400)
    return answer


def go_back(copied: dict[str, Any], source_id: str, at: float) -> None:
    """Undo in this copy of a table, the latest first, what was written to the table after that moment."""
    items = defaultdict(dict, copied["items"])
    for when, key, before in reversed(tuple(_replaced.get(source_id, ()))):
        if when <= at:
            break
        partition = dynamodb._extract_key_val(key[copied["pk_name"]])
        sort = dynamodb._extract_key_val(key[copied["sk_name"]]) if copied["sk_name"] else "__no_sort__"
        if before is None:
            items[partition].pop(sort, None)
        else:
            items[partition][sort] = copy.deepcopy(before)
    copied["items"] = defaultdict(dict, {partition: rows for partition, rows in items.items() if rows})
    dynamodb._items_replaced(copied)


def encrypt_what_is_restored() -> None:
    for name in ("_restore_table_to_point_in_time", "_restore_table_from_backup"):
        setattr(dynamodb, name, encrypting(getattr(dynamodb, name)))


def encrypting(plain: Any) -> Any:
    def restore(data: dict[str, Any]) -> Answer:
        answer: Answer = plain(data)
        wanted = data.get("SSESpecificationOverride")
        if answer[0] == 200 and wanted:
            key = {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": wanted["KMSMasterKeyId"]}
            dynamodb._tables[data["TargetTableName"]]["SSEDescription"] = key
        return answer

    return restore


def keep_what_is_deleted() -> None:
    plain = dynamodb._delete_table

    def delete(data: dict[str, Any]) -> Answer:
        name = dynamodb._normalize_table_name(data.get("TableName"))
        table = dynamodb._tables.get(name)
        is_kept = table and dynamodb._pitr_settings.get(name) and not table.get("DeletionProtectionEnabled")
        if is_kept:
            told = json.loads(
                dynamodb._create_backup({"TableName": name, "BackupName": f"{name}$DeletedTableBackup"})[2]
            )
            dynamodb._backups[told["BackupDetails"]["BackupArn"]]["BackupDetails"]["BackupType"] = "SYSTEM"
        answer: Answer = plain(data)
        return answer

    dynamodb._delete_table = delete
