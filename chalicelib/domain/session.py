"""Sessions: what one sign-in is good for, over all the tokens that follow from it."""

from dataclasses import dataclass

LONGEST = 12 * 3600
"""Seconds that refresh tokens are good for, and with them a session."""
LONGEST_TOKEN = 600
"""Seconds after which no access token is good that was made before; they live five minutes."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it was last noted, which is when it asked for a socket. `agent`: what the browser calls itself."""

    id: str
    person_id: str
    started_at: str
    last_seen_at: str
    address: str
    agent: str


def latest_sign_out_before(issued_at: int, now: int) -> int:
    """Until when somebody may have signed out everywhere for a token of that moment to be good (seconds since 1970).

    A token that cannot tell when it was made is good again once all those of before have ended.
    """
    return max(issued_at, now - LONGEST_TOKEN)
