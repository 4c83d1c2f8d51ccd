"""The indexes of the audit: each finds whole entries, in the order of time."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex


class PersonIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """What somebody did."""

    class Meta:
        index_name = "person"
        projection = AllProjection()

    person_pk = UnicodeAttribute(hash_key=True, attr_name="personPK")
    time = UnicodeAttribute(range_key=True, attr_name="SK")


class ConversationIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """What happened to a conversation."""

    class Meta:
        index_name = "conversation"
        projection = AllProjection()

    conversation_pk = UnicodeAttribute(hash_key=True, attr_name="conversationPK")
    time = UnicodeAttribute(range_key=True, attr_name="SK")


class HourIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """What happened in an hour."""

    class Meta:
        index_name = "hour"
        projection = AllProjection()

    hour_pk = UnicodeAttribute(hash_key=True, attr_name="hourPK")
    time = UnicodeAttribute(range_key=True, attr_name="SK")
