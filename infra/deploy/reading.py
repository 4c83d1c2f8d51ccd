"""Reads a tenant's file: names and values as they are written, each with its line, for messages that point there."""

from dataclasses import dataclass

import yaml

from infra.local.steps import Failure


@dataclass(frozen=True)
class Entry:
    """What is written behind a name: one text, or several. `ON`, `0123` and `yes` stay as they stand there."""

    line: int
    value: str | list[str]


def entries_of(text: str, file: str) -> dict[str, Entry]:
    """Every name of a file of `name: value` lines. What has no value is as if it were not there."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise Failure(f"{file}:{line}: this is no YAML: {wrong.problem}. Write `name: value` on each line.") from wrong
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise Failure(f"{file}:1: write `name: value` on each line.")
    found: dict[str, Entry] = {}
    for name, value in root.value:
        where = f"{file}:{name.start_mark.line + 1}: {name.value}"
        if name.value in found:
            raise Failure(f"{where} stands here for the second time. Take one of the two lines out.")
        written = value_of(value, where)
        if written:
            found[name.value] = Entry(name.start_mark.line + 1, written)
    return found


def value_of(node: yaml.Node, where: str) -> str | list[str]:
    if isinstance(node, yaml.ScalarNode):
        return "" if node.value in ("~", "null") else str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(each, yaml.ScalarNode) for each in node.value):
        return [str(each.value) for each in node.value]
    raise Failure(f"{where} takes one value or a list of values, and no names within.")
