"""A token that the hosted page's session renews loses its groups, and with them every role. AWS keeps them."""

from typing import Any

from ministack.services import cognito

RENEWAL = "TokenGeneration_RefreshTokens"


def apply() -> None:
    plain = cognito._fake_token

    def token(sub: str, pool_id: str, client_id: str, token_type: str = "access", *username: str, **more: Any) -> str:
        if more.get("trigger_source") == RENEWAL and not more.get("groups"):
            user = cognito._get_pool_unscoped(pool_id)["_users"].get(more.get("username"), {})
            more["groups"] = user.get("_groups", [])
        made: str = plain(sub, pool_id, client_id, token_type, *username, **more)
        return made

    cognito._fake_token = token
