"""An authenticator app (RFC 6238, as all of them do it: SHA-1, six digits, half a minute)."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass, field

STEP = 30
"""Seconds that a code is shown."""


@dataclass
class Authenticator:
    """An app with one key. `is_hasty`: shows the next code before its time, instead of waiting for it."""

    key: str
    is_hasty: bool = False
    shown: set[str] = field(default_factory=set)

    def code(self) -> str:
        """One that was not shown before: a pool takes each once."""
        moment = time.time()
        while (code := code_at(self.key, moment)) in self.shown:
            if self.is_hasty:
                moment += STEP
            else:
                time.sleep(STEP - moment % STEP)
                moment = time.time()
        self.shown.add(code)
        return code


def code_at(key: str, moment: float) -> str:
    """The code of that moment (seconds since 1970). `key`: base 32, in letters of any case."""
    secret = base64.b32decode(key.upper() + "=" * (-len(key) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", int(moment) // STEP), hashlib.sha1)
    place = digest[-1] & 0xF
    number: int = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
