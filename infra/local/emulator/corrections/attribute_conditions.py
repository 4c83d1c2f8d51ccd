"""A condition on `dynamodb:Attributes` sees no attributes that a batch of reads names: it names them for each table."""

import json
from typing import Any

from ministack.core import iam_actions


def apply() -> None:
    plain = iam_actions.dynamodb_service_context

    def context(body: bytes) -> dict[str, Any]:
        keys: dict[str, Any] = plain(body)
        reads = json.loads(body or b"{}").get("RequestItems") or {}
        parts = [part for part in reads.values() if isinstance(part, dict)]
        if not parts:
            return keys
        each = [plain(json.dumps(part).encode()) for part in parts]
        named = [name for one in each for name in one.get("dynamodb:Attributes", ())]
        is_named_throughout = all("dynamodb:Attributes" in one for one in each)
        return {
            **({"dynamodb:Attributes": named} if named else {}),
            "dynamodb:Select": "SPECIFIC_ATTRIBUTES" if is_named_throughout else "ALL_ATTRIBUTES",
        }

    iam_actions.dynamodb_service_context = context
