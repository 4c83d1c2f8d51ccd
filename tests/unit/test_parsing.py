"""Rows are read as botocore would read them, without its work."""

import json
from typing import Any

import pytest
from botocore.parsers import JSONParser

from tests.unit import tables
from tests.unit.clinic import Clinic

EVERY_KIND = {
    "S": {"S": "Größe"},
    "N": {"N": "1.5"},
    "SS": {"SS": ["a", "b"]},
    "NS": {"NS": ["1", "2"]},
    "M": {"M": {"name": {"L": [{"BOOL": True}, {"NULL": True}]}}},
}


def answer(content: dict[str, Any], status: int = 200) -> dict[str, Any]:
    return {"status_code": status, "headers": {}, "body": json.dumps(content).encode()}


def both(operation: str, response: dict[str, Any]) -> tuple[Any, Any]:
    """What our client's parser makes of an answer, and what botocore's does."""
    from chalicelib.adapters.table import CONNECTION

    client = CONNECTION.client
    ours = client._endpoint._response_parser_factory.create_parser("json")
    shape = client.meta.service_model.operation_model(operation).output_shape
    assert type(ours) is not JSONParser
    return ours.parse(response, shape), JSONParser().parse(response, shape)


def test_every_row_of_a_clinic_is_read_as_botocore_reads_it(talk: Clinic) -> None:
    rows = [EVERY_KIND, *tables.contents()["Records"], *tables.contents()["Audit"]]

    ours, theirs = both("Query", answer({"Items": rows, "Count": len(rows), "LastEvaluatedKey": rows[1]}))
    assert ours == theirs
    assert ours["Items"] == rows

    ours, theirs = both("BatchGetItem", answer({"Responses": {"Records": rows}, "UnprocessedKeys": {}}))
    assert ours == theirs


@pytest.mark.usefixtures("aws")
def test_why_a_transaction_was_cancelled_is_read_as_botocore_reads_it() -> None:
    reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": EVERY_KIND}]
    kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException"

    ours, theirs = both("TransactWriteItems", answer({"__type": kind, "CancellationReasons": reasons}, 400))

    assert ours == theirs
    assert ours["Error"]["Code"] == "TransactionCanceledException"


@pytest.mark.usefixtures("aws")
def test_what_is_more_than_a_megabyte_is_read_to_its_end() -> None:
    from chalicelib.adapters.table import get_beginning

    places = [f"SEAT#{number}" for number in range(4)]
    row = {"PK": "CONV#large", "type": "seat", "text": "x" * 390_000}
    tables.replace_contents({"Records": [{k: {"S": v} for k, v in {**row, "SK": place}.items()} for place in places]})

    assert [found.SK for found in get_beginning("CONV#large", "SEAT#")] == places
