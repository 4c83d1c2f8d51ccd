"""Indexes of tables, changed one at a time, as DynamoDB wants it: an update that would change two of a table fails.

New ones are built before the functions that read them come, and old ones go once nobody reads them any more.
"""

import copy
from collections.abc import Mapping
from typing import Any

from infra.deploy.cloud import Cloud
from infra.local.steps import Failure
from infra.parts import parsed

Template = dict[str, Any]
Indexes = dict[str, dict[str, Any]]
"""The indexes of one table, by name."""


def deployed(cloud: Cloud) -> Template:
    """The template that the tenant's stack was last brought to, as it was given then."""
    found = cloud.client("cloudformation").get_template(StackName=cloud.tenant.stack, TemplateStage="Original")
    body = found["TemplateBody"]
    return parsed(body) if isinstance(body, str) else dict(body)


def stages(before: Template, wanted: Template) -> tuple[list[Template], list[Template]]:
    """The templates between the two: those to come to before the wanted one's functions, and those to come to then.

    The last of them is the wanted one. Failure if an index would be another under the name it has.
    """
    added, gone = {}, {}
    for name in tables(before) & tables(wanted):
        old, new = indexes(before, name), indexes(wanted, name)
        refuse_another(name, old, new)
        added[name] = [each for each in new if each not in old]
        gone[name] = [each for each in old if each not in new]
    if all(len(added[name]) + len(gone[name]) <= 1 for name in added):
        return [], [wanted]
    first = [with_more(before, wanted, added, number) for number in range(1, most(added) + 1)]
    then = [with_more(wanted, before, gone, number) for number in range(most(gone) - 1, -1, -1)]
    return first, then or [wanted]


def with_more(base: Template, source: Template, names: Mapping[str, list[str]], number: int) -> Template:
    """`base` with the last so many of the named indexes of each table as `source` has them."""
    made = copy.deepcopy(base)
    for table, its_names in names.items():
        for name in its_names[max(len(its_names) - number, 0) :]:
            add(made, source, table, name)
    return made


def add(made: Template, source: Template, table: str, name: str) -> None:
    """Let a table have one index more, and the attributes that it needs."""
    properties = made["Resources"][table]["Properties"]
    properties.setdefault("GlobalSecondaryIndexes", []).append(indexes(source, table)[name])
    known = {each["AttributeName"]: each for each in properties["AttributeDefinitions"]}
    theirs = {each["AttributeName"]: each for each in source["Resources"][table]["Properties"]["AttributeDefinitions"]}
    needed = [each["AttributeName"] for each in indexes(source, table)[name]["KeySchema"]]
    properties["AttributeDefinitions"] += [theirs[each] for each in needed if each not in known]


def tables(template: Template) -> set[str]:
    return {name for name, each in template["Resources"].items() if each.get("Type") == "AWS::DynamoDB::Table"}


def indexes(template: Template, table: str) -> Indexes:
    found = template["Resources"][table]["Properties"].get("GlobalSecondaryIndexes", [])
    return {each["IndexName"]: each for each in found}


def most(names: Mapping[str, list[str]]) -> int:
    return max((len(each) for each in names.values()), default=0)


def refuse_another(table: str, old: Indexes, new: Indexes) -> None:
    changed = [name for name in new if name in old and new[name] != old[name]]
    if changed:
        raise Failure(
            f"The index {', '.join(changed)} of {table} has other keys or attributes than the one that is there. "
            "DynamoDB changes no index: give the new one a name of its own in infra/template/tables.yaml."
        )
