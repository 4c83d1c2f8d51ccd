"""Reading DynamoDB's answers: rows as they come over the wire, which is how they are read here anyway."""

from typing import Any

from botocore.model import Shape
from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory


class RowParser(JSONParser):  # type: ignore[misc]
    """Leaves rows alone. botocore would build each value of each attribute anew, three of five milliseconds of a page
    of fifty rows; all it changes is binary values, and no row has any.
    """

    def _handle_map(self, shape: Shape, value: dict[str, Any]) -> dict[str, Any]:
        is_row = shape.value.name == "AttributeValue"
        parsed: dict[str, Any] = value if is_row else super()._handle_map(shape, value)
        return parsed


class RowParserFactory(ResponseParserFactory):  # type: ignore[misc]
    def create_parser(self, protocol_name: str) -> ResponseParser:
        return RowParser(**self._defaults) if protocol_name == "json" else super().create_parser(protocol_name)
