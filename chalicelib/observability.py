"""One logger, one set of metrics and one tracer for all functions. Facts and ids: no names, no words people wrote."""

import os
import threading
import traceback
from collections.abc import Callable
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from chalice.app import ConvertToMiddleware

logger = Logger(service="clinic-messaging", log_uncaught_exceptions=False)
metrics = Metrics(namespace="ClinicMessaging", service="clinic-messaging")
COUNTING = threading.Lock()
"""Held while metrics change or are published, by whichever threads."""


def count(what: str, number: int = 1) -> None:
    """Add to a metric; `docs/operations.md` tells what each stands for."""
    with COUNTING:
        metrics.add_metric(name=what, unit=MetricUnit.Count, value=number)


def counted(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Chalice middleware: what was counted during a call is published at its end."""
    try:
        return get_response(event)
    finally:
        with COUNTING:
            if metrics.metric_set:
                metrics.flush_metrics()


class FunctionFailed(Exception):
    """A function failed at something unforeseen, of the kind that is named; the log has the places in the code."""


def without_words(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Chalice middleware: Lambda logs the words of what a function fails with, and those may quote data.

    So the kind alone goes on. Errors of our own pass: their words are ours. Answers over HTTP are made before.
    """
    try:
        return get_response(event)
    except Exception as error:
        if type(error).__module__.startswith("chalicelib."):
            raise
        kind = type(error).__name__
        logger.error("function failed", error=kind, places=places(error))
    raise FunctionFailed(kind)


def places(error: Exception) -> list[str]:
    """Where in the code it came about, outermost first."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]


def traced(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Chalice middleware: traces the calls that Lambda samples, without what they answered.

    All others never import the X-Ray library, which makes a botocore client of its own.
    """
    is_sampled = "Sampled=1" in os.environ.get("_X_AMZN_TRACE_ID", "")
    if not is_sampled or os.environ.get("POWERTOOLS_TRACE_DISABLED") == "true":
        return get_response(event)
    return ConvertToMiddleware(without_answers)(event, get_response)


def without_answers(handler: Callable[..., Any]) -> Callable[..., Any]:
    wrapped: Callable[..., Any] = tracer().capture_lambda_handler(handler, capture_response=False, capture_error=False)
    return wrapped


@cache
def tracer() -> Any:
    """The tracer, which follows calls to AWS as well; made at the first sampled call."""
    from aws_lambda_powertools import Tracer

    return Tracer(service="clinic-messaging")
