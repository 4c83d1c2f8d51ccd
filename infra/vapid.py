"""Makes a key by which push services know the clinic (VAPID, RFC 8292): `python -m infra.vapid`.

It prints what to store in Secrets Manager: JSON with both halves. The public one is the parameter `VapidPublicKey` too.
"""

import base64
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def new_key() -> dict[str, str]:
    """`privateKey` and `publicKey`, base64url without padding."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_numbers().private_value.to_bytes(32)
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"privateKey": text_of(private), "publicKey": text_of(public)}


def text_of(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


if __name__ == "__main__":
    print(json.dumps(new_key()))
