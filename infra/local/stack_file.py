"""`.local/stack.json`: what programs need to know of the running stack."""

import json
from typing import Any

from infra.local.stack import Stack

Person = dict[str, Any]  # username, password, personId, role, name


def write(stack: Stack, people: list[Person]) -> None:
    known = {
        "portalUrl": stack.portal_url,
        "apiUrl": stack.api_url,
        "awsEndpoint": stack.settings.emulator_url,
        "region": stack.region,
        "userPoolId": stack.user_pool_id,
        "clientId": stack.client_id,
        "people": people,
        "integration": stack.integration,
    }
    (stack.settings.folder / "stack.json").write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")
