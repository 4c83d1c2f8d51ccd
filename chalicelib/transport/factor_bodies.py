"""What requests about a second factor say."""

from typing import Annotated

from pydantic import StringConstraints

from chalicelib.transport.bodies import Body


class AppCode(Body):
    """The six digits that the authenticator app shows."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
