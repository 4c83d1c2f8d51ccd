"""What is counted, and what dashboard and alarms ask for: read out of the code and the template."""

import ast
import json
from collections.abc import Iterator
from typing import Any

from infra.package import ROOT

OURS = "ClinicMessaging"
Resources = dict[str, Any]
Asked = tuple[str, str, str]
"""A metric: namespace, name, the names of its dimensions in order."""


def counted() -> set[str]:
    """The names of all metrics that the functions emit."""
    names: set[str] = set()
    for path in sorted((ROOT / "chalicelib").rglob("*.py")):
        tree = ast.parse(path.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "count"]
        for call in calls:
            names |= texts(call.args[0], tree)
    return names


def texts(said: ast.expr, module: ast.Module) -> set[str]:
    """What an argument can be: a text, one of two, or one of a table at the top of the module."""
    match said:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            return texts(one, module) | texts(other, module)
        case ast.Subscript(value=ast.Name(id=table)):
            stated = next(it.value for it in module.body if isinstance(it, ast.Assign) and named(it, table))
            assert isinstance(stated, ast.Dict)
            return {text for value in stated.values for text in texts(value, module)}
    raise ValueError(f"Cannot read which metric {ast.unparse(said)} is.")


def named(statement: ast.Assign, name: str) -> bool:
    return ast.unparse(statement.targets[0]) == name


def alarms(resources: Resources) -> dict[str, dict[str, Any]]:
    """Properties of every alarm, by logical name."""
    return {name: found["Properties"] for name, found in resources.items() if found["Type"] == "AWS::CloudWatch::Alarm"}


def widgets(resources: Resources) -> list[dict[str, Any]]:
    """The widgets of the dashboard, with their placeholders."""
    text, _ = resources["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    shown: list[dict[str, Any]] = json.loads(text)["widgets"]
    return shown


def shown(resources: Resources) -> list[Asked]:
    """Every metric of the dashboard."""
    graphs = [widget["properties"]["metrics"] for widget in widgets(resources) if widget["type"] == "metric"]
    lines = [[part for part in line if isinstance(part, str)] for graph in graphs for line in graph]
    return [(line[0], line[1], " ".join(sorted(line[2::2]))) for line in lines if line]


def watched(resources: Resources) -> list[Asked]:
    """The same of every alarm."""
    return [
        (asked["Namespace"], asked["MetricName"], " ".join(sorted(it["Name"] for it in asked.get("Dimensions", []))))
        for alarm in alarms(resources).values()
        for asked in asked_by(alarm)
    ]


def asked_by(alarm: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The metric of an alarm, or those of its expression."""
    if "Metrics" not in alarm:
        yield alarm
    for query in alarm.get("Metrics", []):
        if "MetricStat" in query:
            yield query["MetricStat"]["Metric"]
