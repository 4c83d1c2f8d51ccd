"""How an inspection ends that found something."""

from chalicelib.domain.attachment import Reason


class Refused(Exception):
    """Something is wrong with the file; `reason` says what."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)
