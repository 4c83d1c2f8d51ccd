"""What the table's stream would deliver, read from the table: moto's streams cannot be read."""

from typing import Any

from tests.unit import tables


def stream_records() -> list[dict[str, Any]]:
    """A record for every message and every head there is, as the event source mapping's filter lets them through."""
    items = tables.contents()["Records"]
    rows = [item for item in items if item["SK"]["S"] == "HEAD" or item["SK"]["S"].startswith("MSG#")]
    return [
        {
            "eventName": "INSERT",
            "dynamodb": {
                "Keys": {"PK": item["PK"], "SK": item["SK"]},
                "NewImage": item,
                "SequenceNumber": str(number),
            },
        }
        for number, item in enumerate(rows, 1)
    ]
