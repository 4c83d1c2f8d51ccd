"""The portal's security headers, as CloudFront wants them told. The local front sends the very same file."""

import json
from pathlib import Path
from typing import Any

HEADERS = Path(__file__).parent / "security_headers.json"
CHIME_ORIGINS = "https://*.chime.aws wss://*.chime.aws"
"""Where Chime's meetings are joined: their names are made up by Chime, each in this domain."""


def response_headers_policy() -> dict[str, Any]:
    """Properties of the `AWS::CloudFront::ResponseHeadersPolicy` that sends what `security_headers.json` lists.

    CloudFront refuses some names among custom headers and has a field of its own for each of them.
    """
    headers: dict[str, str] = json.loads(HEADERS.read_text())
    own_fields = {name: _own_field(name, value) for name, value in headers.items()}
    custom = [
        {"Header": name, "Value": headers[name], "Override": True} for name, field in own_fields.items() if not field
    ]
    security: dict[str, Any] = {}
    for field in own_fields.values():
        security |= field
    return {
        "ResponseHeadersPolicyConfig": {
            "Name": {"Fn::Sub": "${AWS::StackName}-security"},
            "SecurityHeadersConfig": security,
            "CustomHeadersConfig": {"Items": custom},
        }
    }


def _own_field(name: str, value: str) -> dict[str, Any]:
    told: dict[str, dict[str, Any]]
    match name:
        case "Content-Security-Policy":
            told = {"ContentSecurityPolicy": {"ContentSecurityPolicy": _with_origins(value)}}
        case "Referrer-Policy":
            told = {"ReferrerPolicy": {"ReferrerPolicy": value}}
        case "Strict-Transport-Security":
            told = {"StrictTransportSecurity": _transport_security(value)}
        case "X-Content-Type-Options":
            told = {"ContentTypeOptions": {}}
        case "X-Frame-Options":
            told = {"FrameOptions": {"FrameOption": value}}
        case _:
            return {}
    return {field: {**settings, "Override": True} for field, settings in told.items()}


def _with_origins(policy: str) -> dict[str, Any]:
    """Whom the portal speaks to beside itself: the sign-in page, the attachments' bucket, Chime if it carries calls."""
    origins = {
        "SignInOrigin": {"Fn::Sub": "https://${SignIn}.auth.${AWS::Region}.amazoncognito.com"},
        "FilesOrigin": {"Fn::Sub": "https://${Attachments.RegionalDomainName}"},
        "CallOrigins": {"Fn::If": ["CallsByChime", CHIME_ORIGINS, ""]},
    }
    return {"Fn::Sub": [policy, origins]}


def _transport_security(value: str) -> dict[str, Any]:
    parts = dict(part.strip().partition("=")[::2] for part in value.split(";"))
    return {
        "AccessControlMaxAgeSec": int(parts["max-age"]),
        "IncludeSubdomains": "includeSubDomains" in parts,
        "Preload": "preload" in parts,
    }
