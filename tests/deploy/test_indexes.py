"""Indexes of a table come and go one at a time: no update changes two, and none is missing while it is read."""

from typing import Any

import pytest

from infra.deploy import indexes
from infra.deploy.indexes import Template, stages
from infra.local.steps import Failure
from infra.parts import merge_template
from tests.deploy.stubbed import StubbedAws


def template(*names: str, **more: Any) -> Template:
    """Tables with these indexes: `Records` if nothing else is said."""
    tables = {"Records": names, **more}
    return {"Resources": {name: table(*its_names) for name, its_names in tables.items()}}


def table(*names: str) -> dict[str, Any]:
    attributes = ["PK", *(f"{name}PK" for name in names)]
    return {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "AttributeDefinitions": [{"AttributeName": each, "AttributeType": "S"} for each in attributes],
            "GlobalSecondaryIndexes": [index(name) for name in names],
        },
    }


def index(name: str) -> dict[str, Any]:
    return {"IndexName": name, "KeySchema": [{"AttributeName": f"{name}PK", "KeyType": "HASH"}]}


def names_in(made: Template, name: str = "Records") -> set[str]:
    """The indexes of a table, whose attributes are stated, each once, and no others."""
    found = set(indexes.indexes(made, name))
    stated = [each["AttributeName"] for each in made["Resources"][name]["Properties"]["AttributeDefinitions"]]
    assert sorted(stated) == sorted(["PK", *(f"{each}PK" for each in found)])
    return found


def test_new_ones_are_built_before_and_old_ones_go_at_last() -> None:
    old, new = template("inbox", "unread", "spare"), template("inbox", "reading", "waiting")
    first, then = stages(old, new)
    assert [names_in(each) for each in first] == [
        {"inbox", "unread", "spare", "waiting"},
        {"inbox", "unread", "spare", "reading", "waiting"},
    ]
    assert [names_in(each) for each in then] == [
        {"inbox", "reading", "waiting", "spare"},
        {"inbox", "reading", "waiting"},
    ]
    assert then[-1] == new


def test_no_step_changes_two_of_a_table() -> None:
    old = template("a", "b", "c", Audit=("one", "two"))
    new = template("d", "e", "f", Audit=("two", "three", "four"))
    first, then = stages(old, new)
    for name in ("Records", "Audit"):
        stands = names_in(old, name)
        for each in [*first, *then]:
            assert len(stands ^ names_in(each, name)) <= 1
            stands = names_in(each, name)
        assert stands == names_in(new, name)


@pytest.mark.parametrize(
    "new", [template("a"), template("a", "b"), template("a", "b", "c"), template("b", Audit=("x",))]
)
def test_one_change_is_made_at_once(new: Template) -> None:
    old = template("a", "b", Audit=()) if "Audit" in new["Resources"] else template("a", "b")
    assert stages(old, new) == ([], [new])


def test_a_table_that_comes_or_goes_brings_its_own() -> None:
    assert stages(template("a"), template("a", Audit=("x", "y"))) == ([], [template("a", Audit=("x", "y"))])


def test_another_index_under_the_same_name_is_refused() -> None:
    new = template("inbox")
    new["Resources"]["Records"]["Properties"]["GlobalSecondaryIndexes"][0]["Projection"] = {"ProjectionType": "ALL"}
    with pytest.raises(Failure, match=r"inbox of Records.*name of its own"):
        stages(template("inbox"), new)


@pytest.mark.parametrize("body", ['{"Resources": {"A": {"Ref": "B"}}}', "Resources: {A: !Ref B}"])
def test_what_was_deployed_is_read_from_json_and_yaml(aws: StubbedAws, body: str) -> None:
    aws.answers("cloudformation", "get_template", {"TemplateBody": body})
    assert indexes.deployed(aws.cloud) == {"Resources": {"A": {"Ref": "B"}}}


def test_the_template_of_today_is_one_that_this_understands() -> None:
    today = merge_template()
    assert indexes.tables(today) == {"Records", "Audit"}
    assert stages(today, today) == ([], [today])
