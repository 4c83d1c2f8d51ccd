"""What clients may send about calls."""

from typing import Annotated

from pydantic import Field

from chalicelib.transport.bodies import Body

LONGEST_DELAY = 60


class Delay(Body):
    """How many minutes the provider will be late, from now."""

    minutes: Annotated[int, Field(ge=1, le=LONGEST_DELAY)]
