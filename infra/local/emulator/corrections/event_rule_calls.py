"""A function that fails at an event of EventBridge is not tried again, and nobody is told."""

import json
from typing import Any

from ministack.services import eventbridge, lambda_svc


def apply() -> None:
    eventbridge._dispatch_to_lambda = call


def call(arn: str, payload: str) -> None:
    """Call a rule's function as any asynchronous caller does: with its retries and its destination for failures."""
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if function and config:
        event: Any = json.loads(payload)
        lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), event)
