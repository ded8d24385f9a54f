"""Signatures of rows: Ed25519, by a key that stands outside the database (decision 0037). Nothing else reads `LEDGER_KEY`."""

import base64
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

WHAT = b"row of the ledger: "  # so that nothing else that this key may ever sign passes for a row


def sign(fingerprint: str) -> str:
    """The signature, in base64, of a row with this fingerprint, which covers its board, its number and all rows before it."""
    return base64.b64encode(_private(settings.LEDGER_KEY).sign(WHAT + fingerprint.encode())).decode()


def public_key() -> str:
    """What belongs to the key in use, in base64: whoever has it can verify and cannot sign."""
    return base64.b64encode(_private(settings.LEDGER_KEY).public_key().public_bytes_raw()).decode()


class Keys:
    """The keys in the order in which they were used. Once a row bears a later one, no earlier one counts for the rows after it."""

    def __init__(self) -> None:
        keys = [*settings.LEDGER_FORMER_PUBLIC_KEYS, public_key()]
        self.waiting = [Ed25519PublicKey.from_public_bytes(base64.b64decode(key)) for key in keys]

    def have_signed(self, fingerprint: str, signature: str) -> bool:
        """For rows in their order: whether one of the keys that still count has signed this one."""
        for place, key in enumerate(self.waiting):
            if _is_by(key, fingerprint, signature):
                del self.waiting[:place]
                return True
        return False


@cache
def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key))


def _is_by(key: Ed25519PublicKey, fingerprint: str, signature: str) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=True), WHAT + fingerprint.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
