"""What befalls the stack meanwhile: functions die, batches of the stream come again and shuffled, sockets close."""

import json
import threading
from collections import Counter
from datetime import datetime
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.local.aws import client
from infra.local.dropped_settings import physical_names
from infra.local.emulating import CREDENTIALS
from infra.local.stack import Stack
from tests.soak.population import Population
from tests.soak.seed import Plan
from tests.stack_fixture.workers import kill_one

LARGEST_BATCH = 50
JOBS = "-hand-over-"


class Faults:
    """`happened`: how often each fault did."""

    def __init__(self, stack: Stack, population: Population, plan: Plan) -> None:
        self.stack, self.population, self.chance = stack, population, plan.chance("faults")
        self.spared = "" if plan.kills_jobs else JOBS
        self.settle = physical_names(stack.settings)["Settle"]
        self.records: list[dict[str, Any]] = []
        self.iterators = first_iterators(stack)
        self.happened: Counter[str] = Counter()
        self.acts, self.each, self.counting, self.striking = 0, plan.each, threading.Lock(), threading.Lock()

    def after_an_act(self) -> None:
        """Let something happen after every so many acts of all: as much on a fast machine as on a slow one."""
        with self.counting:
            self.acts += 1
            is_due = self.acts % self.each == 0
        if is_due:
            with self.striking:
                self.strike()

    def strike(self) -> None:
        fault = self.chance.choice((self.kill_a_worker, self.deliver_again, self.close_a_socket))
        if fault():
            self.happened[fault.__name__] += 1

    def kill_a_worker(self) -> bool:
        return kill_one(self.stack, self.chance, spared=self.spared)

    def deliver_again(self) -> bool:
        """One old or new batch of the stream's own records, shuffled, once or twice more."""
        self.collect()
        if not self.records:
            return False
        start = self.chance.randrange(len(self.records))
        batch = self.records[start : start + LARGEST_BATCH]
        batch = self.chance.sample(batch, len(batch))
        for _time in range(self.chance.choice((1, 2))):
            self.invoke({"Records": batch})
        return True

    def invoke(self, event: dict[str, Any]) -> None:
        payload = json.dumps(event, default=seconds)
        self.stack.aws("lambda").invoke(FunctionName=self.settle, Payload=payload.encode())

    def collect(self) -> None:
        """Read on in the stream; the newest 20,000 records are kept."""
        streams = client("dynamodbstreams", self.stack.settings.emulator_url)
        following = []
        for iterator in self.iterators:
            page = streams.get_records(ShardIterator=iterator, Limit=1000)
            self.records += page["Records"]
            following.append(page["NextShardIterator"])
        self.iterators = following
        del self.records[:-20_000]

    def close_a_socket(self) -> bool:
        """Close one of somebody's sockets from the gateway's side."""
        somebody = self.chance.choice(self.population.everybody).id
        key = {"PK": {"S": f"PRESENCE#{somebody}"}, "SK": {"S": "PRESENCE"}}
        table = self.stack.outputs["RecordsTableName"]
        row = self.stack.aws("dynamodb").get_item(TableName=table, Key=key).get("Item", {})
        ids = row.get("connectionIds", {}).get("SS", [])
        return bool(ids) and self.close(self.chance.choice(sorted(ids)))

    def close(self, connection_id: str) -> bool:
        try:
            gateway_of(self.stack).delete_connection(ConnectionId=connection_id)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 410:
                raise
            return False
        return True


def first_iterators(stack: Stack) -> list[str]:
    streams = client("dynamodbstreams", stack.settings.emulator_url)
    arn = stack.aws("dynamodb").describe_table(TableName=stack.outputs["RecordsTableName"])["Table"]["LatestStreamArn"]
    shards = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    return [
        streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="LATEST")["ShardIterator"]
        for shard in shards
    ]


def gateway_of(stack: Stack) -> Any:
    return boto3.client(
        "apigatewaymanagementapi",
        endpoint_url=stack.outputs["SocketEndpoint"],
        region_name=stack.region,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )


def seconds(moment: datetime) -> float:
    """A time of the stream's as its JSON has it."""
    return moment.timestamp()
