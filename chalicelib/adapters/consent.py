"""What must hold of the other side while a message is stored: checked in the very transaction that stores it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from pynamodb.expressions.condition import Condition

from chalicelib.adapters.people import PersonRow
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.person import Person

IS_REACHABLE = (
    (PersonRow.active == True) & (PersonRow.portal_account == True) & (PersonRow.chat_opt_in == True)  # noqa: E712
)


def needed_by(sender: Person, conversation: Conversation) -> tuple[str, Condition] | None:
    """Whose row the message depends on, and how; None if the sender's own (just read) says it all."""
    if conversation.kind is Kind.TOPIC:
        if sender.is_patient:
            return None
        if conversation.team_serves_all:
            return conversation.patient_id, IS_REACHABLE
        return conversation.patient_id, IS_REACHABLE & is_served_by([conversation.care_team_id or ""])
    if sender.is_patient:
        joins = (PersonRow.serves_all == True) | is_served_by(sender.care_team_ids)  # noqa: E712
        return conversation.provider_id or "", (PersonRow.active == True) & (PersonRow.portal_account == True) & joins  # noqa: E712
    if sender.serves_all:
        return conversation.patient_id, IS_REACHABLE
    return conversation.patient_id, IS_REACHABLE & is_served_by(sender.care_team_ids)


def is_served_by(care_team_ids: Iterable[str]) -> Condition:
    """That one of these care teams is among the person's ("#" is no id: nothing is)."""
    return reduce(or_, [PersonRow.care_teams.contains(team_id) for team_id in sorted(care_team_ids) or ["#"]])
