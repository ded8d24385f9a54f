"""What citizens confide, encrypted at rest: Fernet, under a key derived for each purpose from `PERSONAL_DATA_KEY`, or from `SECRET_KEY`.

A changed key goes on reading what was sealed before while the old one stands in `PERSONAL_DATA_KEY_FALLBACKS` or `SECRET_KEY_FALLBACKS`.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MISTAKE = b"contact of a reported mistake"
QUESTION = b"a citizen's question"
COMMENT = b"contact of a comment on a draft"


def seal(contact: str, purpose: bytes = MISTAKE) -> bytes:
    """The encrypted form of an address, a telephone number, a text."""
    return seal_bytes(contact.encode(), purpose)


def seal_bytes(content: bytes, purpose: bytes) -> bytes:
    """The encrypted form of a file."""
    return _fernet(purpose).encrypt(content)


def unseal(sealed: bytes | memoryview, purpose: bytes = MISTAKE) -> str | None:
    """What was sealed; None where no key of this installation opens it."""
    content = unseal_bytes(sealed, purpose)
    return content.decode() if content is not None else None


def unseal_bytes(sealed: bytes | memoryview, purpose: bytes) -> bytes | None:
    """The same of a file."""
    try:
        return _fernet(purpose).decrypt(bytes(sealed))
    except InvalidToken:
        return None


def _fernet(purpose: bytes) -> MultiFernet:
    """The first key seals, all of them open."""
    own = [settings.PERSONAL_DATA_KEY] if settings.PERSONAL_DATA_KEY else []
    older = [*settings.SECRET_KEY_FALLBACKS, *settings.PERSONAL_DATA_KEY_FALLBACKS]
    secrets = [*own, settings.SECRET_KEY, *older]
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])


def _key(secret: str, purpose: bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
