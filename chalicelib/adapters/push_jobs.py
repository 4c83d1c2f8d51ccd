"""The queue of people to be woken."""

import json
from dataclasses import asdict

from chalicelib.adapters.jobs import queues
from chalicelib.domain.push_job import PushJob
from chalicelib.settings import settings


def put(job: PushJob) -> None:
    """Leave it to be done; it comes at least once."""
    queues().send_message(QueueUrl=settings().push.queue_url, MessageBody=json.dumps(asdict(job)))


def put_off(receipt: str, seconds: int) -> None:
    """Let a job that failed come again after so many seconds, and not before."""
    queues().change_message_visibility(
        QueueUrl=settings().push.queue_url, ReceiptHandle=receipt, VisibilityTimeout=seconds
    )


def read(body: str) -> PushJob:
    """The job that a message of the queue holds."""
    return PushJob(**json.loads(body))
