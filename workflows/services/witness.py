"""The witness: the last number and fingerprint of each ledger, told outside the database, so that nobody cuts a ledger back in silence (decision 0037).

A line a day in a file, which `verify_publications --witness` compares; a letter a week to people, who keep it.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from workflows.ledger.signatures import public_key
from workflows.letters import witness as letters
from workflows.models.board import Board
from workflows.models.decision import Decision


def append() -> int:
    """A line per board at the end of `WITNESS_FILE`, once a day; how many. Raises `OSError` where the file cannot be written.

    No folder is made: where a disk is not mounted, the lines must not go somewhere else.
    """
    file, now = Path(settings.WITNESS_FILE), timezone.localtime().isoformat(timespec="seconds")
    before = file.read_bytes() if file.exists() else b""
    if _last_day(before) == now[:10]:
        return 0
    lines = [
        json.dumps({"at": now, "board": board.slug, "number": head.number, "hash": head.hash, "key": public_key()})
        for board, head in _heads()
    ]
    torn = bool(before) and not before.endswith(b"\n")  # what a full disk left of a line stays, and spoils no other
    with file.open("a", encoding="utf-8") as out:
        out.write("\n" * torn + "".join(f"{line}\n" for line in lines))
        out.flush()
        os.fsync(out.fileno())
    return len(lines)


def tell() -> int:
    """The letter of this week, to the chief and the secretaries of each board, once; how many were written."""
    return sum(letters.head_of_ledger(board, head) for board, head in _heads() if not letters.is_told(board))


def _heads() -> Iterator[tuple[Board, Decision]]:
    for board in Board.objects.order_by("pk"):
        if head := Decision.objects.filter(board=board).order_by("-number").first():
            yield board, head


def _last_day(written: bytes) -> str:
    """The day of the last whole line; "" where there is none, or it is no line of ours."""
    try:
        return str(json.loads(written.splitlines()[-1])["at"])[:10]
    except (LookupError, TypeError, ValueError):
        return ""
