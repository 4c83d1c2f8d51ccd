"""A stack that is pointed at a restored table: nothing speaks of the one before, and nothing writes for a while."""

import json
from typing import Any

import pytest

from infra.deploy.stacks import RESTORING
from infra.restore.pointing import MARKER, Table, UnderWay, pointed, under_way
from tests.infra.test_storage import TABLES, named

STAMPED = "clinic-Records-1A-20261129T100000"
OTHER = Table(
    STAMPED, f"arn:aws:dynamodb:us-east-1:1:table/{STAMPED}", f"arn:aws:dynamodb:us-east-1:1:table/{STAMPED}/s"
)


def begun(resource: str) -> UnderWay:
    return UnderWay(resource, OTHER.name, "0a.json", "2026-11-30T08:00:00+00:00")


@pytest.mark.parametrize("resource", TABLES)
def test_nothing_speaks_of_the_table_before(template: dict[str, Any], resource: str) -> None:
    made = json.dumps(pointed(template, OTHER, begun(resource))["Resources"])
    for mention in (f'"Ref": "{resource}"', f'"Fn::GetAtt": ["{resource}"', f"${{{resource}.", f"${{{resource}}}"):
        assert mention in json.dumps(template["Resources"]) or "Sub" not in mention
        assert mention not in made
    assert OTHER.arn in made


@pytest.mark.parametrize("resource", TABLES)
def test_a_table_that_is_left_out_stays_and_another_can_be_taken_in(template: dict[str, Any], resource: str) -> None:
    stated = template["Resources"][resource]
    assert (stated["DeletionPolicy"], stated["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert "TableName" not in stated["Properties"], "a name of its own would want a replacement afterwards"
    assert "Condition" not in stated


def test_everything_else_stays_as_it_was(template: dict[str, Any]) -> None:
    made = pointed(template, OTHER, begun("Records"))
    assert set(template["Resources"]) - set(made["Resources"]) == {"Records"}
    for name in ("Audit", "Key", "Attachments", "UserPool"):
        assert made["Resources"][name] == template["Resources"][name]
    assert made["Resources"]["SettleMapping"]["Properties"]["EventSourceArn"] == OTHER.stream
    variables = made["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["RECORDS_TABLE"] == OTHER.name
    assert variables["AUDIT_TABLE"] == {"Ref": "Audit"}
    assert made["Outputs"]["RecordsTableName"] == {"Value": OTHER.name}


def test_nothing_writes_until_the_table_is_ready_but_the_function_that_makes_it_so(template: dict[str, Any]) -> None:
    made = pointed(template, OTHER, begun("Records"))["Resources"]
    closed = {
        name
        for name in named(made, "AWS::Serverless::Function")
        if made[name]["Properties"].get("ReservedConcurrentExecutions") == 0
    }
    assert set(named(made, "AWS::Serverless::Function")) - closed == {MARKER}
    assert {made[name]["Properties"]["State"] for name in named(made, "AWS::Events::Rule")} == {"DISABLED"}
    mappings = named(made, "AWS::Lambda::EventSourceMapping")
    assert not any(made[name]["Properties"]["Enabled"] for name in mappings)
    # Left unsaid afterwards, CloudFormation would leave them as they are: off.
    assert all(template["Resources"][name]["Properties"]["Enabled"] for name in mappings)


def test_the_stack_says_of_itself_what_is_under_way(template: dict[str, Any]) -> None:
    made = pointed(template, OTHER, begun("Audit"))
    assert under_way(made) == begun("Audit")
    assert made["Outputs"][RESTORING] == {"Value": f"TABLE=audit USE={OTHER.name}"}
    assert under_way(template) is None
