"""The browsers that people want to be woken in, below their person."""

from collections.abc import Collection

from pynamodb.attributes import UnicodeAttribute

from chalicelib.adapters import keys
from chalicelib.adapters.table import Record, get_one
from chalicelib.domain.push import Subscription


class SubscriptionRow(Record, discriminator="push-subscription"):
    """One browser: where its push service takes what is meant for it, and the keys that it reads with."""

    endpoint = UnicodeAttribute()
    p256dh = UnicodeAttribute()
    auth = UnicodeAttribute()
    session = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    seen_at = UnicodeAttribute(attr_name="seenAt")

    def subscription(self) -> Subscription:
        return Subscription(
            person_id=self.PK.partition("#")[2],
            endpoint=self.endpoint,
            p256dh=self.p256dh,
            auth=self.auth,
            session=self.session,
            created_at=self.created_at,
            seen_at=self.seen_at,
        )


def find(person_id: str) -> list[Subscription]:
    """A person's browsers, the one last seen first."""
    rows = SubscriptionRow.query(
        keys.person(person_id), SubscriptionRow.SK.startswith(keys.PUSH_PREFIX), consistent_read=True
    )
    return sorted((row.subscription() for row in rows), key=lambda it: (it.seen_at, it.id), reverse=True)


def read(person_id: str, subscription_id: str) -> Subscription | None:
    row = get_one((keys.person(person_id), keys.push(subscription_id)))
    return row.subscription() if isinstance(row, SubscriptionRow) else None


def keep(it: Subscription, until: int) -> None:
    """In the place of what was known of that browser. `until`: seconds since 1970 after which it is forgotten."""
    SubscriptionRow(
        keys.person(it.person_id),
        keys.push(it.id),
        endpoint=it.endpoint,
        p256dh=it.p256dh,
        auth=it.auth,
        session=it.session,
        created_at=it.created_at,
        seen_at=it.seen_at,
        ttl=until,
    ).save()


def remove(person_id: str, subscription_id: str) -> None:
    """Harmless if it is gone."""
    SubscriptionRow(keys.person(person_id), keys.push(subscription_id)).delete()


def remove_of_sessions(person_id: str, sessions: Collection[str]) -> None:
    """Those that were last seen in these sessions."""
    for it in find(person_id):
        if it.session in sessions:
            remove(person_id, it.id)


def remove_all(person_id: str) -> None:
    for it in find(person_id):
        remove(person_id, it.id)
