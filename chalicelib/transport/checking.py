"""Holding what clients sent against the model of it: the same for bodies and frames."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib.domain.errors import Invalid

MOST_FAULTS, LONGEST_FIELD = 20, 100
"""How much of a wrong body an answer speaks of."""
Model = TypeVar("Model", bound=BaseModel)


def checked(model: type[Model], content: object) -> Model:
    """What was sent, as its model has it. Raises `Invalid`, which names the fields that are wrong."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = error.errors(include_input=False)[:MOST_FAULTS]
        raise Invalid(errors=[(field_of(fault), fault["msg"]) for fault in faults]) from None


def field_of(fault: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in fault["loc"])[:LONGEST_FIELD] or "body"
