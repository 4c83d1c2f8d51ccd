"""A stack's template, with one of its tables left out and another, which is no part of the stack yet, in its place.

Nothing that writes runs in the meantime: what must not happen before a restored table is ready cannot happen.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from infra.deploy.stacks import RESTORING

Template = dict[str, Any]
NOTE = "Restore"
"""Where in the template's metadata it says what is under way."""
MARKER = "Archive"
"""The one function that goes on: it marks conversations."""


@dataclass(frozen=True)
class Table:
    """`stream`: the ARN of the table's stream; empty if it has none."""

    name: str
    arn: str
    stream: str = ""


@dataclass(frozen=True)
class UnderWay:
    """What a stack that is pointed at another table, and not whole again, says of itself.

    `original`: the key of the template to come back to, in the tenant's bucket of releases. `since`: when this began.
    """

    resource: str
    table: str
    original: str
    since: str

    @property
    def arguments(self) -> str:
        """What `make restore` is to be given to go on with this."""
        return f"TABLE={self.resource.lower()} USE={self.table}"


def under_way(template: Template) -> UnderWay | None:
    """What this template says is under way, if anything."""
    note = template.get("Metadata", {}).get(NOTE)
    return UnderWay(**note) if note else None


def pointed(template: Template, table: Table, begun: UnderWay) -> Template:
    """The template with `table` wherever it spoke of the resource, which it leaves out, and with what writes closed."""
    made: Template = replaced(json.loads(json.dumps(template)), begun.resource, table)
    del made["Resources"][begun.resource]
    for name, each in made["Resources"].items():
        close(name, each)
    made["Metadata"] = {**made.get("Metadata", {}), NOTE: asdict(begun)}
    made["Outputs"][RESTORING] = {"Value": begun.arguments}
    return made


def close(name: str, resource: dict[str, Any]) -> None:
    """Let this function not run, this schedule and this queue or stream call nobody."""
    kind = resource["Type"]
    if kind == "AWS::Serverless::Function" and name != MARKER:
        resource["Properties"]["ReservedConcurrentExecutions"] = 0
    elif kind == "AWS::Events::Rule":
        resource["Properties"]["State"] = "DISABLED"
    elif kind == "AWS::Lambda::EventSourceMapping":
        resource["Properties"]["Enabled"] = False


def replaced(value: Any, resource: str, table: Table) -> Any:
    """The value with the table's own name and ARNs where it refers to that resource."""
    if isinstance(value, list):
        return [replaced(each, resource, table) for each in value]
    if not isinstance(value, dict):
        return value
    if value == {"Ref": resource}:
        return table.name
    attributes = {"Arn": table.arn, "StreamArn": table.stream}
    for attribute, known in attributes.items():
        if value in ({"Fn::GetAtt": [resource, attribute]}, {"Fn::GetAtt": f"{resource}.{attribute}"}):
            return known
    if "Fn::Sub" in value:
        return {"Fn::Sub": substituted(value["Fn::Sub"], resource, table)}
    return {key: replaced(each, resource, table) for key, each in value.items()}


def substituted(sub: Any, resource: str, table: Table) -> Any:
    """The argument of `Fn::Sub`, a text or a text with names of its own, which come before those of resources."""
    text, names = (sub, {}) if isinstance(sub, str) else sub
    for attribute, known in {"Arn": table.arn, "StreamArn": table.stream}.items():
        text = text.replace(f"${{{resource}.{attribute}}}", known)
    if resource not in names:
        text = text.replace(f"${{{resource}}}", table.name)
    return text if isinstance(sub, str) else [text, replaced(names, resource, table)]
