"""Moto's slow parts, and one of botocore's, done quicker with the same outcome. Each says what they do in its place."""

import json
import threading
from collections import defaultdict
from copy import copy
from functools import cache
from typing import Any

import moto.core.responses
from botocore.useragent import UserAgentString
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.serialize import JSONSerializer
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler
from moto.moto_api._internal.moto_random import MotoRandom

methods_of = cache(moto.core.responses.method_names_from_class)
lex_one_node = ConditionExpressionParser._lex_one_node
cast_value = DynamoType.cast_value.fget
serialize_structure = JSONSerializer._serialize_type_structure
copy_item = Item.__deepcopy__
query = Table.query
size = Item.size
update_item = DynamoDBBackend.update_item
process_request = BotocoreStubber.process_request
LARGEST_ITEM = 405_000  # bytes, by moto's measure
ONE_AT_A_TIME = threading.RLock()
"""Moto's tables are plain dictionaries, which break when two threads change them; and a transaction that fails brings
back all that they held when it began, without what others wrote meanwhile."""
BYTES_OF_A_LETTER = 4  # at most
UP_TO_THE_INDEX = 7  # arguments of a query after its key
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def correct() -> None:
    """Put all of them in moto's place, for as long as this process lives."""
    BotocoreStubber.process_request = process
    UserAgentString.to_string = lambda _: "tests"  # put together twice for each call, from fourteen parts
    moto.core.responses.method_names_from_class = methods_of
    ConditionExpressionParser._lex_one_node = lambda _parser, expression: first_part(expression)
    DynamoType.cast_value = property(value_of)
    DynamoType.__eq__ = is_same
    DynamoType.__ne__ = lambda one, other: not is_same(one, other)
    DynamoType.__hash__ = lambda it: hash((it.type, it.cast_value))
    Item.__init__ = make_item
    Item.__deepcopy__ = lambda item, _memo: item  # none changes but in `update_a_copy`
    Item.size = size_once
    MotoRandom.get_random_string = random_string
    Table.all_items = sorted_by_key
    Table.__deepcopy__ = snapshot
    Table.query = query_one_partition
    DynamoDBBackend.update_item = update_a_copy
    JSONSerializer._serialize_type_structure = pass_values_on


def process(stubber: BotocoreStubber, request: Any) -> Any:
    """A call to DynamoDB is handled; moto looks for the service by its address, and makes a web request of the call."""
    target = request.headers.get("X-Amz-Target", b"")
    if not target.startswith(b"DynamoDB_"):
        return process_request(stubber, request)
    handler = DynamoHandler()
    handler.headers = {"x-amz-target": target.decode(), "Content-Type": "application/x-amz-json-1.0"}
    handler.querystring, handler.response_headers = {}, {}
    handler.current_account, handler.region = handler.get_current_account(), request.url.split(".")[1]
    handler.params = json.loads(request.body)
    with ONE_AT_A_TIME:
        return handler.call_action()


@cache
def first_part(expression: str) -> tuple[Any, str]:
    """The same few expressions come again and again; moto tries six patterns on each of their words each time."""
    return lex_one_node(ConditionExpressionParser, expression)


def value_of(it: DynamoType) -> Any:
    """Text as it is; moto asks five questions first."""
    return it.value if it.type == "S" else cast_value(it)


def is_same(one: DynamoType, other: DynamoType) -> bool:
    return one.type == other.type and one.cast_value == other.cast_value


def make_item(item: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]) -> None:
    """An item that may be large is measured once; moto measures all that is there before each attribute it adds."""
    item.hash_key, item.range_key, item.attrs = hash_key, range_key, LimitedSizeDict()
    for name, value in attrs.items():
        dict.__setitem__(item.attrs, name, DynamoType(value))
    if len(repr(attrs)) * BYTES_OF_A_LETTER > LARGEST_ITEM and item.size() > LARGEST_ITEM:
        raise ItemSizeTooLarge


def size_once(item: Item) -> int:
    """Moto measures each item that a query may give, two or three times."""
    if "measured" not in item.__dict__:
        item.measured = size(item)
    return item.measured


def random_string(chance: MotoRandom, length: int = 20, include_digits: bool = True, lower_case: bool = False) -> str:
    """Every answer has a name of 52 letters; moto chooses each by itself."""
    made = "".join(chance.choices(LETTERS + "0123456789" * include_digits, k=length))
    return made.lower() if lower_case else made


def sorted_by_key(table: Table) -> list[Item]:
    """All items in the order of their keys, which are text; moto unwraps the keys for each comparison."""
    items = [item for of_one_key in table.items.values() for item in of_one_key.values()]
    return sorted(items, key=lambda item: (item.hash_key.value, item.range_key.value))


def snapshot(table: Table, _memo: dict[int, Any]) -> Table:
    """What a failed transaction goes back to: moto copies every value of the table; here items never change."""
    kept = copy(table)
    kept.items = defaultdict(dict, {key: dict(of_one_key) for key, of_one_key in table.items.items()})
    return kept


def query_one_partition(table: Table, hash_key: DynamoType, *how: Any, **more: Any) -> Any:
    """A query of a key sees the items of that key; moto sorts and asks all of the table."""
    if len(how) < UP_TO_THE_INDEX or how[UP_TO_THE_INDEX - 1] is None:
        items = {hash_key: table.items[hash_key]} if hash_key in table.items else {}
        table = copy(table)
        table.items = defaultdict(dict, items)
    return query(table, hash_key, *how, **more)


def update_a_copy(backend: DynamoDBBackend, table_name: str, key: dict[str, Any], *how: Any, **more: Any) -> Item:
    """An update changes a copy that takes the item's place, so that snapshots can share items."""
    held = backend.get_table(table_name).items[DynamoType(key["PK"])]
    sort_key = DynamoType(key["SK"])
    if sort_key in held:
        held[sort_key] = copy_item(held[sort_key], {})
    item = update_item(backend, table_name, key, *how, **more)
    item.__dict__.pop("measured", None)
    return item


def pass_values_on(serializer: JSONSerializer, target: Any, value: Any, shape: Any, key: str) -> None:
    """What stands in a dictionary has its name there; moto looks for ten names, each in several spellings."""
    if shape.name == "AttributeValue":
        target[key] = value
    elif isinstance(value, dict) and serializer.operation_model.service_model.service_name == "dynamodb":
        made = {} if key else target
        for name, member in shape.members.items():
            if value.get(name) is not None:
                serializer._serialize(made, value[name], member, name)
        if key:
            target[key] = made
    else:
        serialize_structure(serializer, target, value, shape, key)
