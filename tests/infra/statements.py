"""Reads policies of the packaged template, of whatever kind of resource."""

from collections.abc import Iterator
from typing import Any, NamedTuple

PROOF = {"Fn::Sub": "{{resolve:secretsmanager:${EdgeProof}:SecretString:::${EdgeProofVersion}}}"}
"""How the template refers to what CloudFront shows to the API."""
DOCUMENTS = {"AWS::KMS::Key": "KeyPolicy"}


class Statement(NamedTuple):
    """One statement of one policy, with what may be a list made a list."""

    where: str
    sid: str
    effect: str
    actions: list[str]
    resources: list[Any]
    condition: dict[str, Any]
    principal: Any


def statements(resources: dict[str, Any]) -> Iterator[Statement]:
    """Every statement of every policy document that the template holds, trust policies of roles aside."""
    for name, resource in resources.items():
        properties = resource.get("Properties", {})
        documents = [properties.get(DOCUMENTS.get(resource["Type"], "PolicyDocument"))]
        if resource["Type"] == "AWS::IAM::Role":
            documents += [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
        for document in filter(None, documents):
            for statement in document["Statement"]:
                yield _statement(name, _on_aws(statement))


def role_statements(resources: dict[str, Any]) -> list[Statement]:
    """Those of the functions' own policies."""
    return [found for found in statements(resources) if resources[found.where]["Type"] == "AWS::IAM::Policy"]


def allowed(resources: dict[str, Any], policy: str) -> dict[str, set[str]]:
    """What one policy allows: resource as text → actions."""
    rights: dict[str, set[str]] = {}
    for found in role_statements(resources):
        if found.where == policy and found.effect == "Allow":
            for resource in found.resources:
                rights.setdefault(text_of(resource), set()).update(found.actions)
    return rights


def text_of(reference: Any) -> str:
    """`Records.Arn` for a Fn::GetAtt, the text with its placeholders for a Fn::Sub, the name for a Ref."""
    match reference:
        case {"Fn::GetAtt": [name, attribute]}:
            return f"{name}.{attribute}"
        case {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), dict()]} | {"Ref": str(text)} | str(text):
            return text
    raise ValueError(f"Cannot read {reference}.")


def _on_aws(statement: dict[str, Any]) -> dict[str, Any]:
    """A statement that the emulator goes without, as AWS has it."""
    match statement:
        case {"Fn::If": ["Local", {"Ref": "AWS::NoValue"}, dict(on_aws)]}:
            return on_aws
        case {"Fn::If": [_, dict(where_wanted), {"Ref": "AWS::NoValue"}]}:
            return where_wanted
    return statement


def _statement(where: str, statement: dict[str, Any]) -> Statement:
    return Statement(
        where,
        statement["Sid"],
        statement["Effect"],
        _as_list(statement["Action"]),
        _as_list(statement["Resource"]),
        statement.get("Condition", {}),
        statement.get("Principal"),
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def condition_of(resources: dict[str, Any], policy: str, sid: str) -> str | None:
    """The template's condition under which a policy has that statement; None if it always has."""
    for statement in resources[policy]["Properties"]["PolicyDocument"]["Statement"]:
        match statement:
            case {"Fn::If": [str(name), {"Sid": found}, {"Ref": "AWS::NoValue"}]} if found == sid:
                return name
    return None
