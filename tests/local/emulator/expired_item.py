"""Run in the emulator's environment by `test_expiry.py`: remove an item as the reaper does, tell what the stream has.

The reaper itself comes once a minute.
"""

import json
import sys
import threading
from typing import Any

from ministack.services import dynamodb

if "corrected" in sys.argv:
    from infra.local.emulator.corrections import expiry

    expiry.apply()

TABLE: dict[str, Any] = {
    "TableName": "table",
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
}


def expire() -> None:
    dynamodb._create_table(TABLE)
    dynamodb._put_item({"TableName": "table", "Item": {"id": {"S": "one"}}})
    table = dynamodb._tables["table"]
    for partition, items in list(table["items"].items()):
        for sort in list(items):
            dynamodb._remove_item(table, partition, sort)
    records = dynamodb._stream_records.get("table") or []
    sys.stdout.write(json.dumps([[record["eventName"], record.get("userIdentity")] for record in records]) + "\n")


reaper = threading.Thread(target=expire, name="dynamodb-ttl-reaper")
reaper.start()
reaper.join()
