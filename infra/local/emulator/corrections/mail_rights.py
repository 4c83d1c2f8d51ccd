"""The right to send a mail is asked for of no resource. AWS asks for it of the sender and of the configuration set.

It asks with the sender's address as `ses:FromAddress`, and of a mail that comes whole for `ses:SendRawEmail`.
"""

import json
from typing import Any

import ministack.app
from ministack.core.responses import get_account_id
from ministack.services import ses, ses_v2

from infra.local.emulator.corrections.mail_events import SENDING


def apply() -> None:
    plain = ministack.app._enforce_ses_v2

    def enforce(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any], request_id: str
    ) -> Any:
        if method != "POST" or path.rstrip("/") != SENDING or not ministack.app.AUTH:
            return plain(method, path, headers, body, query, request_id)
        request = json.loads(body or b"{}")
        region = ministack.app.extract_region(headers, query)
        action = "ses:SendRawEmail" if request.get("Content", {}).get("Raw") else "ses:SendEmail"
        keys = {"ses:FromAddress": request.get("FromEmailAddress", "")}
        denials = (
            ministack.app._enforce_data_plane(
                "sesv2", action, headers, query, request_id, arn, service_context=keys, named_resource=arn
            )
            for arn in resources(request, f"arn:aws:ses:{region}:{get_account_id()}")
        )
        return next(filter(None, denials), None)

    ministack.app._enforce_ses_v2 = enforce


def resources(request: dict[str, Any], service: str) -> list[str]:
    """The identity from which a mail is sent (the address, or else its domain), and its configuration set."""
    address = request.get("FromEmailAddress", "")
    identity = address if address in ses._identities or address in ses_v2._identities else address.partition("@")[2]
    name = request.get("ConfigurationSetName")
    return [f"{service}:identity/{identity}", *([f"{service}:configuration-set/{name}"] if name else [])]
