"""The template's rules, asked before AWS asks them: whether a tenant's settings fit each other."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from infra.parts import PARTS, read_part


class Unknown(Exception):
    """A function that is not evaluated here; AWS will."""


def broken(parameters: Mapping[str, str], region: str) -> list[str]:
    """What the template says to each rule that these parameters break."""
    known = {**defaults(), **parameters, "AWS::Region": region}
    told: list[str] = []
    for rule in part().get("Rules", {}).values():
        try:
            if not value_of(rule.get("RuleCondition", True), known):
                continue
            told += [each["AssertDescription"] for each in rule["Assertions"] if not value_of(each["Assert"], known)]
        except Unknown:
            continue
    return told


def defaults() -> dict[str, str]:
    return {name: str(each["Default"]) for name, each in part()["Parameters"].items()}


@cache
def part() -> dict[str, Any]:
    """The part of the template that states parameters and rules."""
    return read_part(PARTS / "parameters.yaml")


def value_of(expression: Any, known: Mapping[str, str]) -> Any:
    if isinstance(expression, list):
        return [value_of(each, known) for each in expression]
    if not isinstance(expression, dict):
        return expression
    [(function, argument)] = expression.items()
    if function == "Ref":
        return known[argument]
    if function not in FUNCTIONS:
        raise Unknown(function)
    return FUNCTIONS[function](value_of(argument, known))


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "Fn::And": all,
    "Fn::Or": any,
    "Fn::Not": lambda values: not values[0],
    "Fn::Equals": lambda values: values[0] == values[1],
    "Fn::Contains": lambda values: values[1] in values[0],
}
