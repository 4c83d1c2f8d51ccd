"""Each route of a WebSocket API runs on one worker, one call at a time, and writes no logs.

Socket calls now go through the same dispatcher as all others. Needs `worker_limit`.
"""

import json
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc


class Dispatched:
    """Stands where MiniStack expects a worker; every call picks a free one."""

    def __init__(self, name: str, config: object, code: object, qualifier: str = "$LATEST") -> None:
        self.name, self.qualifier = name, qualifier

    def invoke(self, event: dict[str, Any], request_id: str, **_: Any) -> dict[str, Any]:
        function, _config = lambda_svc._get_func_record_for_qualifier(self.name, self.qualifier)
        outcome = lambda_svc._execute_function(function, event)
        if outcome.get("error") or outcome.get("throttle"):
            return {"status": "error", "error": json.dumps(outcome.get("body"))}
        return {"status": "ok", "result": outcome.get("body")}


def apply() -> None:
    lambda_runtime.get_or_create_worker = Dispatched
