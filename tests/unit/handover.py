"""The way of a change of the directory: the stream's records of it, the queue's jobs, and who carries them out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3

import app
from chalicelib.settings import settings
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message

FOLLOWED = ("PERSON", "TEAM")
"""Sort keys of the rows whose changes the stream's filter lets through."""
Job = dict[str, Any]


@dataclass
class Context:
    """What Lambda tells a function of its time; by default there is always enough."""

    milliseconds: int = 30_000

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


def image_of(contents: dict[str, list[tables.Item]]) -> dict[tuple[str, str], tables.Item]:
    rows = {(item["PK"]["S"], item["SK"]["S"]): item for item in contents["Records"]}
    return {place: item for place, item in rows.items() if place[1] in FOLLOWED}


@contextmanager
def change() -> Iterator[list[dict[str, Any]]]:
    """The stream's records of what changes inside the block; they are there at its end."""
    records: list[dict[str, Any]] = []
    before = image_of(tables.contents())
    yield records
    for number, (place, item) in enumerate(image_of(tables.contents()).items()):
        if place in before and before[place] != item:
            keys = {"PK": item["PK"], "SK": item["SK"]}
            images = {"OldImage": before[place], "NewImage": item}
            told = {"Keys": keys, **images, "SequenceNumber": str(number)}
            records.append({"eventName": "MODIFY", "dynamodb": told})


@contextmanager
def followed() -> Iterator[None]:
    """What changes inside the block is carried out at its end, to the last job."""
    waiting()
    with change() as records:
        yield
    follow(records)
    work_off()


def waiting() -> list[Job]:
    """Take all jobs off the queue."""
    sqs, url, jobs = boto3.client("sqs"), settings().handover_queue_url, list[Job]()
    while taken := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        jobs += taken
        for message in taken:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return jobs


def carry_out(*jobs: Job, milliseconds: int = 30_000) -> list[str]:
    """Give jobs to the function; the ids of those it says to have failed."""
    records = [{"messageId": job["MessageId"], "body": job["Body"]} for job in jobs]
    answer = app.hand_over({"Records": records}, Context(milliseconds))
    return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


def work_off() -> int:
    """Carry out all jobs and all that follow from them; how many there were."""
    count = 0
    while jobs := waiting():
        assert carry_out(*jobs) == []
        count += len(jobs)
    return count


def follow(records: list[Job]) -> None:
    """Give these records to the stream's function."""
    assert app.settle({"Records": records}, None) == {"batchItemFailures": []}


def jobs_of(records: list[Job]) -> list[Job]:
    """The jobs about care teams that the stream's function makes of these records."""
    follow(records)
    return [job for job in waiting() if json.loads(job["Body"])["source"] == "team"]


def seven_topics(talk: Clinic) -> list[str]:
    """Let Ada begin six more conversations with the care team `meds`, and Nora answer in all; ids, oldest first."""
    tables.as_kept("seven topics", lambda: talk_much(talk))
    waiting()
    return [row["SK"].removeprefix("CONV#") for row in tables.rows("CONV#")]


def talk_much(talk: Clinic) -> None:
    ids = [talk.topic_id] + [talk.topic(f"Question {number}")["id"] for number in range(6)]
    for conversation_id in ids:
        talk.nora.post(f"/conversations/{conversation_id}/messages", new_message("Yes."))
    talk.settle()
