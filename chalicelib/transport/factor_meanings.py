"""What the fields of the shapes about a second factor mean; beside `meanings.py`."""

from typing import Any

from chalicelib.domain.second_factor import Standing

MEANINGS: dict[str, dict[str, Any]] = {
    "Me.secondFactor": {
        "enum": [standing.value for standing in Standing],
        "description": "Before anything else: `TO_ENROL` sets up an app, `TO_PROVE` signs in again with its code.",
    },
    "Enrolment.url": {"format": "uri", "description": "The hosted page, which asks for password and present factor."},
    "AppKey.key": {"description": "To be typed into the app, where no QR code can be read. Base 32 (RFC 4648)."},
    "AppKey.address": {"format": "uri", "description": "To be shown as a QR code: `otpauth://totp/…`."},
    "enrolledAt": {"format": "date-time", "description": "RFC 3339, UTC, milliseconds."},
}
