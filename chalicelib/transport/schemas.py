"""JSON Schemas of answers, made from the typed dicts that the code builds them with.

Pydantic makes those of request bodies, but refuses `typing.TypedDict` before Python 3.12.
"""

from types import NoneType, UnionType
from typing import Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from chalicelib.transport import factor_meanings, meanings

Schema = dict[str, Any]
MEANINGS = {**meanings.MEANINGS, **factor_meanings.MEANINGS}
PRIMITIVES = {str: "string", int: "integer", bool: "boolean", float: "number", NoneType: "null"}


class Schemas:
    """The schemas of all shapes that were asked for, and of those inside them, by name."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}
        self.shapes: dict[str, type] = {}

    def reference(self, shape: type) -> Schema:
        """A reference to a shape's schema, which is there from now on."""
        name = shape.__name__.removesuffix("Shape")
        if self.shapes.setdefault(name, shape) is not shape:
            raise ValueError(f"Two shapes are called {name}: {shape.__module__} has one of them.")
        if name not in self.named:
            self.named[name] = {}
            self.named[name] = self.properties(shape, name)
        return {"$ref": f"#/components/schemas/{name}"}

    def properties(self, shape: type, name: str) -> Schema:
        fields = get_type_hints(shape, include_extras=True)
        properties = {field: self.field(name, field, kind) for field, kind in fields.items()}
        optional = {field for field, kind in fields.items() if get_origin(kind) is NotRequired}
        return {
            "type": "object",
            "properties": properties,
            "required": [field for field in fields if field not in optional],
        }

    def field(self, shape: str, field: str, kind: Any) -> Schema:
        return self.of(kind) | (MEANINGS.get(f"{shape}.{field}") or MEANINGS.get(field) or {})

    def of(self, kind: Any) -> Schema:
        """The schema of any type that the shapes use."""
        origin, arguments = get_origin(kind), get_args(kind)
        if is_typeddict(kind):
            return self.reference(kind)
        if origin is NotRequired:
            return self.of(arguments[0])
        if origin is list:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin in (Union, UnionType):
            return self.either(arguments)
        return {"type": "object"} if origin is dict else {"type": PRIMITIVES[kind]}

    def either(self, kinds: tuple[Any, ...]) -> Schema:
        schemas = [self.of(kind) for kind in kinds]
        if all(schema.keys() == {"type"} for schema in schemas):
            return {"type": [schema["type"] for schema in schemas]}
        return {"anyOf": schemas}
