"""The door for files that people send: `accept`."""

import logging
import subprocess
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from foreign_files import confined
from foreign_files.uploads import clamd
from foreign_files.uploads.kinds import MEDIA_TYPES, MEGABYTE, PUBLISHED, SENT, Kind, Reason
from foreign_files.uploads.names import safe_name
from foreign_files.uploads.refusals import sentence

logger = logging.getLogger("portal.uploads")

SECONDS = 20.0


@dataclass(frozen=True)
class Limits:
    """Which kinds are taken in, how big (bytes), with how many pages (PDF only). As it stands: what a citizen may send."""

    kinds: frozenset[Kind] = SENT
    bytes: int = 20 * MEGABYTE
    pages: int = 300


EDITORS = Limits(PUBLISHED, 100 * MEGABYTE, 3_000)


@dataclass(frozen=True)
class Accepted:
    """A file that can be kept: what it is, its clean bytes, and a name with the ending of what it is."""

    kind: Kind
    media_type: str
    data: bytes
    name: str


class UploadRefused(ValueError):
    """Why a file is not taken in, with a sentence for the person who sent it."""

    def __init__(self, reason: Reason, limits: Limits):
        self.reason = reason
        self.sentence = sentence(reason, limits.bytes // MEGABYTE, limits.pages)
        super().__init__(self.sentence)


def accept(name: str, data: bytes, limits: Limits | None = None) -> Accepted:
    """The file as it may be kept. `name` is what its sender calls it, of which only the words are believed.

    Raises `UploadRefused`.
    """
    limits = limits or Limits()
    if not data:
        raise UploadRefused(Reason.EMPTY, limits)
    if len(data) > limits.bytes:
        raise UploadRefused(Reason.TOO_BIG, limits)
    kind, clean = _examined(name, data, limits)
    if kind not in limits.kinds:
        raise UploadRefused(Reason.KIND, limits)
    _scan(data, limits)
    return Accepted(kind, MEDIA_TYPES[kind], clean, safe_name(name, kind))


def _examined(name: str, data: bytes, limits: Limits) -> tuple[Kind, bytes]:
    """What the examination, in its own process, says: the kind and the clean bytes."""
    wants_csv = "csv" if name.lower().endswith(".csv") else "txt"
    try:
        done = confined.run(
            "foreign_files.uploads.examination", str(limits.pages), wants_csv, content=data, seconds=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise UploadRefused(Reason.TOO_SLOW, limits) from None
    word, _newline, clean = done.stdout.partition(b"\n")
    verdict: Any = word.decode("ascii", "replace").split(" ")
    if done.returncode == 0 and verdict[0] == "kind":
        return Kind(verdict[1]), clean or data
    if done.returncode == 0 and verdict[0] == "unfit":
        raise UploadRefused(Reason(verdict[1]), limits)
    logger.warning("the examination of a file ended with %s: %s", done.returncode, done.stderr[-400:])
    raise UploadRefused(Reason.TOO_SLOW if done.returncode < 0 else Reason.BROKEN, limits)


def _scan(data: bytes, limits: Limits) -> None:
    """Where a scanner is configured, nothing comes in past it."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        found = clamd.scan(settings.CLAMD_ADDRESS, data)
    except (OSError, clamd.NoAnswer) as error:
        logger.error("clamd at %s does not answer: %s", settings.CLAMD_ADDRESS, error)
        raise UploadRefused(Reason.NO_SCANNER, limits) from None
    if found:
        logger.warning("clamd found %s in a file", found)
        raise UploadRefused(Reason.VIRUS, limits)
