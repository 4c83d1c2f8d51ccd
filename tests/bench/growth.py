"""What pages cost with a hundred times the data: calls and read units, on tables in memory that a loader fills.

`python -m tests.bench.growth` prints them as JSON. In a process of its own: it stands in for AWS as a whole.
"""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.unit.clinic import Api, fill_directory, person
from tests.unit.cloud import in_memory

CONVERSATIONS, FACTOR = 200, 100
PAGES = {
    "inbox page": "/conversations",
    "unread tab": "/conversations?filter=unread",
    "read tab": "/conversations?filter=read",
    "needs reply tab": "/conversations?filter=needs_reply",
    "archived tab": "/conversations?filter=archived",
    "thread page": "/conversations/{thread}/messages",
    "search, one word": "/conversations?q=tab",
    "search, two words": "/conversations?q=tab+brook",
    "badge": "/me/unread",
    "statistics": "/stats",
}


@dataclass
class Cost:
    """Calls and read units of DynamoDB; a unit is 4 KB read consistently, or 8 KB otherwise."""

    calls: int = 0
    units: float = 0.0

    def add(self, operation: str, asked: dict[str, Any], answer: dict[str, Any]) -> None:
        self.calls += 1
        if operation == "Query":
            share = 1.0 if asked.get("ConsistentRead") else 0.5
            self.units += share * blocks(sum(size(item) for item in answer["Items"]))
        elif operation == "BatchGetItem":
            for items in answer["Responses"].values():
                self.units += sum(blocks(size(item)) for item in items)
        elif operation == "GetItem":
            self.units += blocks(size(answer.get("Item", {})))


def blocks(size: int) -> int:
    return max(1, -(-size // 4096))


def size(item: dict[str, Any]) -> int:
    """About as many bytes as DynamoDB counts."""
    return sum(len(name) + len(json.dumps(value)) - 8 for name, value in item.items())


@contextmanager
def counted(client: Any) -> Iterator[Cost]:
    cost, one_at_a_time = Cost(), threading.Lock()

    def before(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["asked"] = json.loads(params["body"])

    def after(parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        with one_at_a_time:  # Calls side by side would add to the same number.
            cost.add(model.name, context["asked"], parsed)

    events = client.meta.events
    events.register("before-call.dynamodb", before)
    events.register("after-call.dynamodb", after)
    try:
        yield cost
    finally:
        events.unregister("before-call.dynamodb", before)
        events.unregister("after-call.dynamodb", after)


def measured(reader: Api, thread: str) -> dict[str, tuple[int, float]]:
    """Calls and units of each page, read by a nurse whose care team has all the conversations."""
    from chalicelib.adapters.table import CONNECTION

    costs = {}
    for name, path in PAGES.items():
        with counted(CONNECTION.client) as cost:
            answer = reader.get(path.format(thread=thread))
        assert answer.status == 200, (name, answer.body)
        costs[name] = cost.calls, cost.units
    return costs


def main() -> int:
    from tests.bench import loader

    with in_memory():
        fill_directory()
        nora, found = person("nora", "provider"), []
        loaded = loader.Loader()
        for count in (CONVERSATIONS, CONVERSATIONS * FACTOR):
            thread = loaded.grow_to(count)
            found.append(measured(nora, thread))
    json.dump({name: [found[0][name], found[1][name]] for name in PAGES}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
