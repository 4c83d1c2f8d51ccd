"""The indexes of the records: each lists heads or seats, in an order of its own."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection


class InboxIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Seats in the order of one person's inbox; each row holds all that the inbox shows."""

    class Meta:
        index_name = "inbox"
        projection = AllProjection()

    inbox_pk = UnicodeAttribute(hash_key=True, attr_name="inboxPK")
    inbox_sk = UnicodeAttribute(range_key=True, attr_name="inboxSK")


class ReadingIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Seats with something unread, in the order of the inbox; where they are, no more."""

    class Meta:
        index_name = "reading"
        projection = IncludeProjection(["type"])

    reading_pk = UnicodeAttribute(hash_key=True, attr_name="readingPK")
    reading_sk = UnicodeAttribute(range_key=True, attr_name="readingSK")


class WaitingIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Staff seats of conversations whose patient waits, in the order of the inbox; where they are, no more."""

    class Meta:
        index_name = "waiting"
        projection = IncludeProjection(["type"])

    waiting_pk = UnicodeAttribute(hash_key=True, attr_name="waitingPK")
    waiting_sk = UnicodeAttribute(range_key=True, attr_name="waitingSK")


class ActivityIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Heads in the order of their last activity, and those archived in the order of that; where they are, no more."""

    class Meta:
        index_name = "activity"
        projection = KeysOnlyProjection()

    activity_pk = UnicodeAttribute(hash_key=True, attr_name="activityPK")
    activity_sk = UnicodeAttribute(range_key=True, attr_name="activitySK")


class DigestIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Seats about which their people are to be mailed, in the order of time; where they are, no more."""

    class Meta:
        index_name = "digest"
        projection = KeysOnlyProjection()

    digest_pk = UnicodeAttribute(hash_key=True, attr_name="digestPK")
    digest_sk = UnicodeAttribute(range_key=True, attr_name="digestSK")
