"""A query parses its key condition anew for every item of the partition, so that long threads become slow."""

import threading
from collections.abc import Callable
from typing import Any

from ministack.services import dynamodb

SLOT = "KeyConditionExpression"
COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda found, wanted: found == wanted,
    "<": lambda found, wanted: found < wanted,
    "<=": lambda found, wanted: found <= wanted,
    ">": lambda found, wanted: found > wanted,
    ">=": lambda found, wanted: found >= wanted,
}
Item = dict[str, dict[str, Any]]
Holds = Callable[[Item], bool]


def apply() -> None:
    plain, latest = dynamodb._evaluate_condition, threading.local()

    def evaluate(expression: str, item: Item, values: Any, names: Any, slot: str = "ConditionExpression") -> Any:
        if slot != SLOT:
            return plain(expression, item, values, names, slot=slot)
        is_known = getattr(latest, "expression", None) == expression and latest.values is values
        if is_known and latest.holds:
            return latest.holds(item)
        answer = plain(expression, item, values, names, slot=slot)  # finds what is wrong with the condition itself
        latest.expression, latest.values = expression, values
        latest.holds = compiled(expression, values, names or {})
        return answer

    dynamodb._evaluate_condition = evaluate


def compiled(expression: str, values: Item, names: dict[str, str]) -> Holds | None:
    """The condition as a function of an item; None for forms that this does not know."""
    words = [word for kind, word in dynamodb._tokenize(expression) if kind not in ("LPAREN", "RPAREN", "EOF")]
    partition, rest = words[:3], words[4:]
    tests = [compared(*partition, values, names)] if len(partition) == 3 else [None]
    if rest:
        tests.append(ranged(rest, values, names))
    known = [test for test in tests if test]
    return (lambda item: all(test(item) for test in known)) if len(known) == len(tests) else None


def ranged(words: list[str], values: Item, names: dict[str, str]) -> Holds | None:
    """The condition on the sort key."""
    match words:
        case [name, operator, value]:
            return compared(name, operator, value, values, names)
        case [name, "BETWEEN", low, "AND", high]:
            bounds = compared(name, ">=", low, values, names), compared(name, "<=", high, values, names)
            at_least, at_most = bounds
            return (lambda item: at_least(item) and at_most(item)) if at_least and at_most else None
        case ["begins_with", name, ",", value]:
            attribute, wanted = names.get(name, name), values.get(value, {}).get("S")
            return None if wanted is None else lambda item: text(item, attribute).startswith(wanted)
    return None


def compared(name: str, operator: str, value: str, values: Item, names: dict[str, str]) -> Holds | None:
    attribute, wanted, holds = names.get(name, name), values.get(value, {}).get("S"), COMPARISONS.get(operator)
    if wanted is None or holds is None:
        return None
    return lambda item: attribute in item and holds(text(item, attribute), wanted)


def text(item: Item, attribute: str) -> str:
    found: str = item.get(attribute, {}).get("S", "")
    return found
