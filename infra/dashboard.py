"""The dashboard: the rows of `infra/template/dashboard.yaml`, written out as CloudWatch takes them.

Functions, queues, tables, logs and alarms are found in the template: what is added there is on the dashboard.
"""

import json
from collections.abc import Iterable
from typing import Any

OURS = ("ClinicMessaging", "service", "clinic-messaging")
OPERATIONS = (
    "GetItem",
    "BatchGetItem",
    "Query",
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "BatchWriteItem",
    "TransactWriteItems",
)
COLUMNS, WIDTH, HEIGHT = 24, 8, 6
Row = dict[str, Any]
Metric = list[Any]
Resources = dict[str, Any]


def dashboard_body(rows: Iterable[Row], resources: Resources) -> dict[str, Any]:
    """The body as a text with placeholders, and what stands in those that not every installation has."""
    body = {"start": "-P1D", "widgets": [widget(row, resources) for row in rows]}
    return {"Fn::Sub": [json.dumps(body, separators=(",", ":")), elsewhere(resources)]}


def widget(row: Row, resources: Resources) -> dict[str, Any]:
    """One piece of the dashboard; CloudWatch lays them out from left to right."""
    if "text" in row:
        return {"type": "text", "width": COLUMNS, "height": 1, "properties": {"markdown": row["text"]}}
    if "alarms" in row:
        arns = [f"${{{place_of(name, resources)}}}" for name in named(resources, "AWS::CloudWatch::Alarm")]
        return {"type": "alarm", "width": COLUMNS, "height": 4, "properties": {"title": row["alarms"], "alarms": arns}}
    properties = {
        "title": row["title"],
        "region": "${AWS::Region}",
        "view": row.get("view", "timeSeries"),
        "stat": row.get("stat", "Sum"),
        "period": row.get("period", 300),
        "metrics": metrics(row, resources),
    }
    if row.get("view") == "singleValue":
        properties["setPeriodToTimeRange"] = True
    return {"type": "metric", "width": row.get("width", WIDTH), "height": HEIGHT, "properties": properties}


def metrics(row: Row, resources: Resources) -> list[Metric]:
    """All lines of one widget."""
    namespace, dimension, value = OURS
    counted = [[namespace, name, dimension, value, {"id": name.lower(), "label": name}] for name in row.get("ours", [])]
    shares = [[*row["percentiles"], {"stat": stat}] for stat in ("p50", "p95", "p99") if "percentiles" in row]
    return [*counted, *row.get("metrics", []), *shares, *of_each(row, resources)]


def of_each(row: Row, resources: Resources) -> list[Metric]:
    """The metrics that a row wants of each function, queue, log, table, index of a table or operation on one."""
    found: list[Metric] = []
    for name in wanted(row, "functions"):
        found += [["AWS/Lambda", name, "FunctionName", f"${{{it}}}"] for it in functions(resources)]
    for kind, are_failures in (("queues", False), ("failures", True)):
        queues = [it for it in named(resources, "AWS::SQS::Queue") if it.endswith("Failures") == are_failures]
        for name in wanted(row, kind):
            found += [["AWS/SQS", name, "QueueName", f"${{{it}.QueueName}}"] for it in queues]
    for name in wanted(row, "logs"):
        found += [["AWS/Logs", name, "LogGroupName", f"${{{it}}}"] for it in logs(resources)]
    for table in named(resources, "AWS::DynamoDB::Table"):
        found += of_table(row, table, resources[table]["Properties"])
    return found


def of_table(row: Row, table: str, stated: dict[str, Any]) -> list[Metric]:
    """CloudWatch counts a table without its indexes, and some by operation alone."""
    place = ["TableName", f"${{{table}}}"]
    indexes = [it["IndexName"] for it in stated["GlobalSecondaryIndexes"]]
    return [
        *(["AWS/DynamoDB", name, *place] for name in wanted(row, "tables")),
        *(
            ["AWS/DynamoDB", name, *place, "GlobalSecondaryIndexName", index]
            for name in wanted(row, "indexes")
            for index in indexes
        ),
        *(["AWS/DynamoDB", name, *place, "Operation", it] for name in wanted(row, "operations") for it in OPERATIONS),
    ]


def wanted(row: Row, kind: str) -> list[str]:
    names = row.get(kind, [])
    return names if isinstance(names, list) else [names]


def named(resources: Resources, kind: str) -> list[str]:
    return sorted(name for name, found in resources.items() if found.get("Type") == kind)


def functions(resources: Resources) -> list[str]:
    """Chalice's own: the parts only add to them, and say no type."""
    untyped = {name: it.get("Properties", {}) for name, it in resources.items() if "Type" not in it}
    return sorted(name for name, stated in untyped.items() if "FunctionName" in stated)


def logs(resources: Resources) -> list[str]:
    """Those that every installation has."""
    return [name for name in named(resources, "AWS::Logs::LogGroup") if "Condition" not in resources[name]]


def place_of(alarm: str, resources: Resources) -> str:
    """What stands for its ARN: names of values that are given beside the text hold no dot."""
    return f"{alarm}Arn" if "Condition" in resources[alarm] else f"{alarm}.Arn"


def elsewhere(resources: Resources) -> dict[str, Any]:
    """What the emulator lacks, with something in its place that it has."""
    stand_in = {"Fn::GetAtt": ["ServerErrorsAlarm", "Arn"]}
    values: dict[str, Any] = {"Distribution": {"Fn::If": ["Local", "none", {"Ref": "Distribution"}]}}
    for name in named(resources, "AWS::CloudWatch::Alarm"):
        if "Condition" in resources[name]:
            values[place_of(name, resources)] = {"Fn::If": ["Local", stand_in, {"Fn::GetAtt": [name, "Arn"]}]}
    return values
