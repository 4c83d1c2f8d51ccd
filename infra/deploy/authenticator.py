"""What an authenticator app shows (RFC 6238, as all of them do it: SHA-1, six digits, half a minute)."""

import base64
import hashlib
import hmac
import struct

STEP = 30
"""Seconds that a code is shown."""


def code_at(key: str, moment: float) -> str:
    """The code of that moment (seconds since 1970). `key`: base 32, in letters of any case."""
    secret = base64.b32decode(key.upper() + "=" * (-len(key) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", int(moment) // STEP), hashlib.sha1)
    place = digest[-1] & 0xF
    number: int = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
