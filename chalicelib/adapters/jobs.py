"""The queue of jobs that concern many conversations."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

from chalicelib.domain.job import Job, Source
from chalicelib.settings import settings


@cache
def queues() -> Any:
    """The API of queues; made at the first job."""
    config = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
    return botocore.session.get_session().create_client("sqs", region_name=settings().region, config=config)


def put(job: Job) -> None:
    """Leave a job to be done; it comes at least once."""
    queues().send_message(QueueUrl=settings().handover_queue_url, MessageBody=json.dumps(asdict(job)))


def put_all(wanted: Iterable[Job]) -> None:
    for job in wanted:
        put(job)


def read(body: str) -> Job:
    """The job that a message of the queue holds."""
    stored = json.loads(body)
    return Job(Source(stored["source"]), stored["id"], stored["joined"], stored["after"])
