"""What a deployment would change: CloudFormation's change set, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from infra.deploy.terminal import paint

DATA = {
    "AWS::Cognito::UserPool": "everybody's sign-in",
    "AWS::DynamoDB::Table": "what is stored in it",
    "AWS::KMS::Key": "everything that it has encrypted",
    "AWS::S3::Bucket": "the files in it",
    "AWS::SecretsManager::Secret": "the secret",
}
"""Kinds of resource that hold data, and what is out of reach once one of them is replaced or removed."""

TITLES = {"Add": "Added", "Modify": "Changed in place", "Replace": "Replaced", "Remove": "Removed"}


@dataclass(frozen=True)
class Change:
    """`act`: Add, Modify, Replace or Remove. `because`: the changed properties. `is_sure`: CloudFormation is."""

    act: str
    name: str
    type: str
    because: tuple[str, ...] = ()
    is_sure: bool = True

    @property
    def loses_data(self) -> bool:
        """A replacement that CloudFormation only thinks possible counts: nobody can promise that it will not come."""
        return self.act in ("Replace", "Remove") and self.type in DATA

    @property
    def kind(self) -> str:
        return " ".join(self.type.split("::")[1:])

    def __str__(self) -> str:
        why = f": {', '.join(self.because)}" if self.because else ""
        doubt = "" if self.is_sure else ", if its new values want it"
        loss = f" It takes {DATA[self.type]} out of reach." if self.loses_data else ""
        return f"{self.name} ({self.kind}){doubt}{why}.{loss}" if loss else f"{self.name} ({self.kind}){doubt}{why}"


def change_of(told: dict[str, Any]) -> Change:
    """One `ResourceChange` of a change set."""
    act, replacement = told["Action"], told.get("Replacement", "False")
    if act == "Dynamic" or (act == "Modify" and replacement != "False"):
        act = "Replace"
    targets = [detail.get("Target", {}) for detail in told.get("Details", [])]
    wanted = sorted({str(target.get("Name") or target.get("Attribute", "")) for target in targets} - {""})
    is_sure = act != "Replace" or replacement == "True"
    return Change(act, told["LogicalResourceId"], told["ResourceType"], tuple(wanted), is_sure)


def in_words(changes: Iterable[Change]) -> list[str]:
    """Lines for people; what would lose data stands out."""
    lines: list[str] = []
    for act, title in TITLES.items():
        those = sorted((each for each in changes if each.act == act), key=lambda each: (each.kind, each.name))
        if not those:
            continue
        lines.append(paint(f"  {title} ({len(those)})", "bold"))
        lines += added(those) if act == "Add" else [line_of(each) for each in those]
    return lines


def line_of(change: Change) -> str:
    return f"    {paint(str(change), 'red') if change.loses_data else change}"


def added(changes: Iterable[Change]) -> list[str]:
    """By kind, for a first installation adds more than a hundred."""
    kinds: dict[str, list[str]] = {}
    for change in changes:
        kinds.setdefault(change.kind, []).append(change.name)
    return [f"    {kind}: {', '.join(names)}" for kind, names in kinds.items()]
