"""One logger, one set of metrics and one tracer for all functions. Facts and ids: no names, no words people wrote."""

from collections.abc import Callable
from functools import partial
from typing import Any

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit
from chalice.app import ConvertToMiddleware

logger = Logger(service="clinic-messaging", log_uncaught_exceptions=False)
metrics = Metrics(namespace="ClinicMessaging", service="clinic-messaging")
tracer = Tracer(service="clinic-messaging")

traced = ConvertToMiddleware(partial(tracer.capture_lambda_handler, capture_response=False, capture_error=False))
"""Chalice middleware: a trace of each call, without what it answered."""


def counted(event: Any, get_response: Callable[[Any], Any]) -> Any:
    """Chalice middleware: what was counted during a call is published at its end."""
    try:
        return get_response(event)
    finally:
        if metrics.metric_set:
            metrics.flush_metrics()


def count(what: str, number: int = 1) -> None:
    """Add to a metric; `docs/operations.md` tells what each stands for."""
    metrics.add_metric(name=what, unit=MetricUnit.Count, value=number)
