"""Who sends a form, as far as one may know: from which network address, how many in this hour. The address itself is kept nowhere."""

import hashlib
import ipaddress
from contextlib import suppress

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

LEAST_SECONDS, MOST_SECONDS = 3, 12 * 3600


def opened_now(salt: str) -> str:
    """The moment at which a form is shown, signed."""
    return signing.dumps(int(timezone.now().timestamp()), salt=salt)


def was_opened_by_a_person(signed: str, salt: str) -> bool:
    """Whether somebody could have read and filled the form in, and it was not kept for days."""
    try:
        opened = signing.loads(signed, salt=salt)
    except signing.BadSignature:
        return False
    return LEAST_SECONDS <= timezone.now().timestamp() - opened <= MOST_SECONDS


def sends_too_many(request: HttpRequest, what: str, most: int) -> bool:
    """Count one more of this kind from this network address; whether that is more than `most` in this hour."""
    return count(what, network_of(client_address(request))) > most


def count(what: str, of: str) -> int:
    """One more of this kind in this hour; how many that makes. `of` is hashed with the day, so that nothing is known of it tomorrow."""
    key = _key(what, of)
    cache.add(key, 0, 3600)
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two
        return 1


def counted(what: str, of: str) -> int:
    """How many of this kind there were in this hour, without one more."""
    return int(cache.get(_key(what, of), 0))


def _key(what: str, of: str) -> str:
    now = timezone.localtime()
    words = f"{settings.SECRET_KEY}:{now:%Y-%m-%d}:{of}"
    return f"{what}:{hashlib.sha256(words.encode()).hexdigest()}:{now:%H}"


def network_of(address: str) -> str:
    """One household: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy, what the proxy says last, if that is an address."""
    if settings.SECURE_PROXY_SSL_HEADER and (said := request.headers.get("x-forwarded-for")):
        with suppress(ValueError):
            return str(ipaddress.ip_address(said.rpartition(",")[2].strip()))
    return str(request.META.get("REMOTE_ADDR", ""))
