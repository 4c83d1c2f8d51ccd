"""Why somebody gets no video session, and what they can do."""

from chalicelib.domain.errors import Conflict, Forbidden


class NotStarted(Conflict):
    """Nobody gets media before the provider starts."""

    code = "NOT_STARTED"
    detail = "The visit has not started. Start the meeting first."


class AlreadyStarted(Conflict):
    """What is for the time before the start comes too late."""

    code = "ALREADY_STARTED"
    detail = "The visit is under way. Join it instead."


class CallEnded(Conflict):
    """The provider ended the visit, or it ended by itself."""

    code = "CALL_ENDED"
    detail = "This visit has ended. Write a message, or ask the clinic for another appointment."


class CallCancelled(Conflict):
    """The clinic called the appointment off."""

    code = "CALL_CANCELLED"
    detail = "This appointment was cancelled. Ask the clinic for another one."


class TooEarly(Conflict):
    """The visit cannot be joined yet."""

    code = "TOO_EARLY"

    def __init__(self, joinable_from: str) -> None:
        super().__init__(f"This visit can be joined from {joinable_from}. Come back then.")


class CallOver(Conflict):
    """The appointment's time is over."""

    code = "CALL_OVER"
    detail = "The time of this appointment is over. Write a message, or ask the clinic for another appointment."


AT_A_VISIT = (NotStarted, AlreadyStarted, CallEnded, CallCancelled, TooEarly, CallOver, Forbidden)
"""Every refusal of what one of the two wants to do at a visit."""


class CallNotLive(Conflict):
    """There is nobody to signal to."""

    code = "CALL_NOT_LIVE"
    detail = "There is no call at this moment. Wait until the visit starts."


class CallRightExpired(Conflict):
    """Whoever signals must have joined, not long ago."""

    code = "CALL_RIGHT_EXPIRED"
    detail = "You have not joined this call, or not for some time. Join again with POST …/call/join."
