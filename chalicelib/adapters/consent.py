"""What must hold of the other side while a message is stored: checked in the very transaction that stores it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from pynamodb.expressions.condition import Condition

from chalicelib.adapters import care_teams, people
from chalicelib.adapters.care_teams import TeamRow
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.table import Key
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.person import Person

HAS_ACCESS = (PersonRow.active == True) & (PersonRow.portal_account == True)  # noqa: E712
IS_REACHABLE = HAS_ACCESS & (PersonRow.chat_opt_in == True)  # noqa: E712
IS_READ = (TeamRow.active == True) & (TeamRow.members != {})  # noqa: E712

Needed = tuple[Key, Condition]
"""A row that a message depends on, and what must hold of it."""


def needed_by(sender: Person, conversation: Conversation) -> Needed:
    """What a message depends on beside its sender, whose own row was just read."""
    match conversation.kind:
        case Kind.CASE:
            [other] = conversation.named_members - {sender.id}
            return people.key(other), HAS_ACCESS
        case Kind.TOPIC if sender.is_patient:
            team_id = conversation.care_team_id or ""
            is_served = IS_READ if team_id in sender.care_team_ids else IS_READ & (TeamRow.serves_all == True)  # noqa: E712
            return care_teams.key(team_id), is_served
        case Kind.TOPIC:
            served = None if conversation.team_serves_all else is_served_by([conversation.care_team_id or ""])
        case Kind.DIRECT if sender.is_patient:
            joins = (PersonRow.serves_all == True) | is_served_by(sender.care_team_ids)  # noqa: E712
            return people.key(conversation.provider_id or ""), HAS_ACCESS & joins
        case Kind.DIRECT:
            served = None if sender.serves_all else is_served_by(sender.care_team_ids)
    return people.key(conversation.patient_id), IS_REACHABLE & served if served is not None else IS_REACHABLE


def is_served_by(care_team_ids: Iterable[str]) -> Condition:
    """That one of these care teams is among the person's ("#" is no id: nothing is)."""
    return reduce(or_, [PersonRow.care_teams.contains(team_id) for team_id in sorted(care_team_ids) or ["#"]])
