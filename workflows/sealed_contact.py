"""How a citizen may be reached, encrypted at rest: Fernet, under a key derived from `SECRET_KEY` for this use alone.

A changed `SECRET_KEY` goes on reading what was sealed before while the old one stands in `SECRET_KEY_FALLBACKS`.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"contact of a reported mistake"


def seal(contact: str) -> bytes:
    """The encrypted form of an address or a telephone number."""
    return _fernet().encrypt(contact.encode())


def unseal(sealed: bytes | memoryview) -> str | None:
    """What was sealed; None where no key of this installation opens it."""
    try:
        return _fernet().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return None


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
