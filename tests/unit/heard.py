"""What the functions log, heard while they run in this process."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.observability import logger


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """Everything that any logger says, as the functions' own formatter writes it."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(logger.registered_formatter)
    loggers = [logging.getLogger(), logging.getLogger("clinic-messaging")]
    for each in loggers:
        each.addHandler(handler)
    try:
        yield heard
    finally:
        for each in loggers:
            each.removeHandler(handler)
