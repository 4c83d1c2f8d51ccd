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
    """The condition as a function of an item; None for forms that this does not know.

    MiniStack asks for items of the one partition only, so the sort key decides alone.
    """
    words = [word for kind, word in dynamodb._tokenize(expression) if kind not in ("LPAREN", "RPAREN", "EOF")]
    is_known = len(words) >= 3 and words[1] == "="
    return ranged(words[4:], values, names) if is_known and words[4:] else None


def ranged(words: list[str], values: Item, names: dict[str, str]) -> Holds | None:
    """The condition on the sort key."""
    match words:
        case [name, operator, value]:
            return compared(name, operator, value, values, names)
        case [name, "BETWEEN", low, "AND", high]:
            attribute, first, last = names.get(name, name), text(values, low), text(values, high)
            return (lambda item: first <= item[attribute]["S"] <= last) if first and last else None
        case ["begins_with", name, ",", value]:
            attribute, wanted = names.get(name, name), text(values, value)
            return (lambda item: item[attribute]["S"].startswith(wanted)) if wanted else None
    return None


def compared(name: str, operator: str, value: str, values: Item, names: dict[str, str]) -> Holds | None:
    attribute, wanted, holds = names.get(name, name), text(values, value), COMPARISONS.get(operator)
    return (lambda item: holds(item[attribute]["S"], wanted)) if wanted and holds else None


def text(values: Item, name: str) -> str | None:
    """A value, if it is text: other sort keys are left to MiniStack."""
    found: str | None = values.get(name, {}).get("S")
    return found
