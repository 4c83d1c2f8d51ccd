"""What a conversation knows of its care team: whether any patient may be written to, as is checked when staff write."""

from chalicelib.adapters import care_teams, conversations
from chalicelib.adapters.table import commit, transaction, until_settled


def bring_in_line(conversation_id: str) -> None:
    """Let a conversation know whether its care team serves every patient today; done twice, it is done once."""

    def attempt() -> None:
        conversation = conversations.find([conversation_id]).get(conversation_id)
        team_id = conversation.care_team_id if conversation else None
        team = care_teams.find([team_id]).get(team_id) if team_id else None
        if conversation is None or team is None or conversation.team_serves_all is team.serves_all:
            return
        write = transaction()
        conversations.put_change(write, conversation, conversation.with_team(team))
        commit(write)

    until_settled(attempt)
