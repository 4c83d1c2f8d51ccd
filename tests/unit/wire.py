"""The wire to DynamoDB: every call is written down, and a test can put something in its way."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore import UNSIGNED
from botocore.awsrequest import AWSResponse
from moto.core.models import botocore_stubber

from tests.unit.quick_moto import ONE_AT_A_TIME

Act = Callable[[], object]


@dataclass(frozen=True)
class Call:
    """One call: its operation, its content, and whether the request waited for it (not one of its helpers)."""

    operation: str
    content: dict[str, Any]
    on_main_thread: bool

    @property
    def tables(self) -> set[str]:
        """The tables it is about."""
        return {name for name in ("Records", "Audit") if f'"{name}"' in json.dumps(self.content)}


@dataclass
class Disturbance:
    """What happens in place of (or just before) the calls that match; `left`: how often it still does."""

    matches: Callable[[Call], bool]
    act: Act
    left: int

    def is_due(self, call: Call) -> bool:
        """Whether it happens to this call; if so, once less from now on, however many calls come at once."""
        with ONE_AT_A_TIME:
            if self.left <= 0 or not self.matches(call):
                return False
            self.left -= 1
            return True


@dataclass
class Wire:
    calls: list[Call] = field(default_factory=list)
    disturbances: list[Disturbance] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    units: float = 0
    """What has been read so far, in DynamoDB's read units."""

    def before(self, operation: str, act: Act, *, table: str = "Records", times: int = 1) -> None:
        """Do something before the next calls of that kind go out; what `act` returns is the answer instead."""
        self.disturbances.append(
            Disturbance(lambda call: call.operation == operation and table in call.tables, act, times)
        )

    def made(self, operation: str | None = None) -> list[Call]:
        """The calls so far, or those of one kind."""
        return [call for call in self.calls if operation in (None, call.operation)]

    def passes(self, request: Any, event_name: str, **_: Any) -> AWSResponse | None:
        """Called by botocore before each call; an answer given here is the table's."""
        on_main_thread = threading.current_thread() is threading.main_thread()
        call = Call(event_name.rpartition(".")[2], json.loads(request.body), on_main_thread)
        self.calls.append(call)
        self.rewritten += rewritten(call)
        for disturbance in self.disturbances:
            if disturbance.is_due(call):
                instead = disturbance.act()
                if isinstance(instead, AWSResponse):
                    return instead
        with ONE_AT_A_TIME:
            answer = refused_by_aws(call) or botocore_stubber(event_name, request)
            self.units += read_units(call, answer)
        return answer


@contextmanager
def tapped(client: Any) -> Iterator[Wire]:
    """Stand on the wire of a botocore client for a while."""
    wire, events = Wire(), client.meta.events
    events.unregister("before-send", botocore_stubber)
    events.register("before-send.dynamodb", wire.passes)
    events.register("choose-signer.dynamodb", unsigned)
    try:
        yield wire
    finally:
        events.unregister("choose-signer.dynamodb", unsigned)
        events.unregister("before-send.dynamodb", wire.passes)
        events.register("before-send", botocore_stubber)


def unsigned(**_: object) -> Any:
    """Nobody here looks at signatures, and to make one takes as long as to handle a small call."""
    return UNSIGNED


def read_units(call: Call, answer: AWSResponse | None) -> float:
    """About what DynamoDB asks for a read: one for each begun 4 kB, of a query's rows together; half if it may lag."""
    if answer is None or call.operation not in ("Query", "GetItem", "BatchGetItem"):
        return 0
    content = json.loads(answer.content)
    assert content.get("ScannedCount") == content.get("Count"), "reads nothing that it does not use"
    if call.operation == "Query":
        sizes = [sum(len(json.dumps(item)) for item in content.get("Items", ()))]
    else:
        rows = [row for found in content.get("Responses", {}).values() for row in found]
        sizes = [len(json.dumps(row)) for row in rows or [content.get("Item", {})]]
    is_consistent = "ConsistentRead" in json.dumps(call.content)
    return sum(-(-size // 4096) for size in sizes) * (1 if is_consistent else 0.5)


def rewritten(call: Call) -> list[str]:
    """The messages that a call would change or remove, or store on no condition: what was said must stay."""
    content = call.content
    match call.operation:
        case "TransactWriteItems":
            writes = [write for part in content["TransactItems"] for write in part.values()]
        case "BatchWriteItem":
            parts = [part for table in content["RequestItems"].values() for part in table]
            writes = [write for part in parts for write in part.values()]
        case "PutItem" | "UpdateItem" | "DeleteItem":
            writes = [content]
        case _:
            return []
    allowed = (is_first_writing, shows_a_file_as_it_is)
    unguarded = [write.get("Key") or write["Item"] for write in writes if not any(may(write) for may in allowed)]
    return [f"{key['PK']['S']} {key['SK']['S']}" for key in unguarded if key["SK"]["S"].startswith("MSG#")]


def is_first_writing(write: dict[str, Any]) -> bool:
    """Whether a write stores something only where nothing is yet."""
    return "Item" in write and "attribute_not_exists" in write.get("ConditionExpression", "")


def shows_a_file_as_it_is(write: dict[str, Any]) -> bool:
    """Whether a write brings up to date what a message shows of its files, and nothing else of it."""
    changed = write.get("UpdateExpression", "").removeprefix("SET ").split(" = ")[0]
    return (
        write.get("ExpressionAttributeNames", {}).get(changed) == "attachments" and "," not in write["UpdateExpression"]
    )


def refused_by_aws(call: Call) -> AWSResponse | None:
    """What DynamoDB refuses and moto lets through: a range whose end lies before its beginning, 100 parts exceeded."""
    values = call.content.get("ExpressionAttributeValues", {})
    if call.operation == "Query" and "BETWEEN" in call.content.get("KeyConditionExpression", ""):
        words = call.content["KeyConditionExpression"].replace("(", " ").replace(")", " ").split()
        at = words.index("BETWEEN")
        if values[words[at + 1]]["S"] > values[words[at + 3]]["S"]:
            return failure("ValidationException", "The BETWEEN operator requires upper bound >= lower bound")
    if len(call.content.get("TransactItems", ())) > 100:
        return failure("ValidationException", "Member must have length less than or equal to 100")
    return None


def failure(code: str, message: str = "", status: int = 400, **more: Any) -> AWSResponse:
    """An error as DynamoDB puts it."""
    content = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": message, **more}
    return AWSResponse("https://dynamodb", status, {}, _Stream(json.dumps(content).encode()))


def cancelled(*codes: str) -> AWSResponse:
    """A transaction that did not happen, with the reason of each of its parts."""
    reasons = [{"Code": code} for code in codes]
    return failure("TransactionCanceledException", "Transaction cancelled", CancellationReasons=reasons)


class _Stream(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()
