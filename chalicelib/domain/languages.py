"""Which language somebody is spoken to in, of those that the clinic speaks."""

from collections.abc import Sequence


def language(locale: str, spoken: Sequence[str]) -> str:
    """Theirs where the clinic speaks it, else the clinic's first."""
    own = locale.partition("-")[0].lower()
    return own if own in spoken else spoken[0]
