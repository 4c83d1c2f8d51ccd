"""The public keys that signatures are checked with. Nothing of AWS is needed for that."""

import hashlib
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey

Keys = Mapping[str, EllipticCurvePublicKey]
"""By the SHA-256 of the key, as seals name it."""


class NoKey(Exception):
    """This is no public key that signs seals."""


def from_pems(pems: Iterable[bytes]) -> Keys:
    found = [loaded(pem) for pem in pems]
    return {name_of(key): key for key in found}


def loaded(pem: bytes) -> EllipticCurvePublicKey:
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as error:
        raise NoKey("A key must be a public one in PEM, as `python -m infra.seals key` writes it.") from error
    if not isinstance(key, EllipticCurvePublicKey):
        raise NoKey("Seals are signed by keys of the kind ECC_NIST_P256, and this is another.")
    return key


def name_of(key: EllipticCurvePublicKey) -> str:
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def pem_of(der: bytes) -> bytes:
    """The key that KMS tells, as a file."""
    key = serialization.load_der_public_key(der)
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def fits(key: EllipticCurvePublicKey, signature: bytes, text: bytes) -> bool:
    try:
        key.verify(signature, text, ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
