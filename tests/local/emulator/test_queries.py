"""Correction of queries: `key_conditions`."""

import subprocess

import pytest

from infra.local.settings import ROOT
from tests.local.emulator.local_aws import LocalAws, unique

ITEMS = 400
PYTHON = str(ROOT / ".venv" / "emulator" / "bin" / "python")
KEYS = [{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}]


def thread(aws: LocalAws) -> str:
    """A table with one long partition; returns its name."""
    table, dynamodb = unique("thread"), aws.client("dynamodb")
    attributes = [{"AttributeName": key["AttributeName"], "AttributeType": "S"} for key in KEYS]
    dynamodb.create_table(
        TableName=table, BillingMode="PAY_PER_REQUEST", KeySchema=KEYS, AttributeDefinitions=attributes
    )
    for first in range(0, ITEMS, 25):
        items = [{"PK": {"S": "CONV"}, "SK": {"S": f"MSG#{number:04d}"}} for number in range(first, first + 25)]
        dynamodb.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": item}} for item in items]})
    return table


def found(aws: LocalAws, table: str, condition: str, **values: str) -> list[int]:
    """The numbers of the items that a query finds."""
    answer = aws.client("dynamodb").query(
        TableName=table,
        KeyConditionExpression=condition,
        ExpressionAttributeNames={"#pk": "PK", "#sk": "SK"},
        ExpressionAttributeValues={f":{name}": {"S": value} for name, value in values.items()},
    )
    return [int(item["SK"]["S"][4:]) for item in answer["Items"]]


COUNTED_PARSING = """
from ministack.services import dynamodb
{prepared}
plain, parsed = dynamodb._tokenize, []
dynamodb._tokenize = lambda expression: parsed.append(expression) or plain(expression)
names, values = {{"#pk": "PK", "#sk": "SK"}}, {{":pk": {{"S": "CONV"}}, ":sk": {{"S": "HEAD"}}}}
for number in range(100):
    item = {{"PK": {{"S": "CONV"}}, "SK": {{"S": f"MSG#{{number:04d}}"}}}}
    condition = "(#pk = :pk AND begins_with (#sk, :sk))"
    assert not dynamodb._evaluate_condition(condition, item, values, names, slot="KeyConditionExpression")
print(len(parsed))
"""


def times_parsed(prepared: str) -> int:
    """How often a query's condition is parsed for a hundred items."""
    code = COUNTED_PARSING.format(prepared=prepared)
    done = subprocess.run([PYTHON, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_condition_is_parsed_once_and_not_for_every_item() -> None:
    assert times_parsed("") >= 100
    assert times_parsed("from infra.local.emulator.corrections import key_conditions; key_conditions.apply()") < 5


CONDITIONS = {
    "#pk = :pk AND #sk > :a": {"a": "MSG"},
    "#pk = :pk AND #sk = :a": {"a": "MSG#0007"},
    "(#pk = :pk AND #sk < :a)": {"a": "MSG#0007"},
    "(#pk = :pk AND #sk <= :a)": {"a": "MSG#0007"},
    "(#pk = :pk) AND (#sk > :a)": {"a": "MSG#0390"},
    "(#pk = :pk AND #sk >= :a)": {"a": "MSG#0390"},
    "(#pk = :pk AND begins_with (#sk, :a))": {"a": "MSG#001"},
    "(#pk = :pk AND (#sk BETWEEN :a AND :b))": {"a": "MSG#0010", "b": "MSG#0019"},
}


@pytest.fixture(scope="module")
def threads(plain: LocalAws, corrected: LocalAws) -> list[tuple[LocalAws, str]]:
    """The same long partition on both."""
    return [(aws, thread(aws)) for aws in (plain, corrected)]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_it_finds_what_the_plain_one_finds(threads: list[tuple[LocalAws, str]], condition: str) -> None:
    answers = [found(aws, table, condition, pk="CONV", **CONDITIONS[condition]) for aws, table in threads]

    assert answers[0] == answers[1] != []
