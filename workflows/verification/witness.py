"""Whether each ledger still has what a witness file says that it had (`workflows/services/witness.py` writes it)."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.models.board import Board
from workflows.models.decision import Decision


@dataclass(frozen=True)
class Line:
    """What one line says: that on this day this row, by its number and fingerprint, was the last one of a board's ledger."""

    board: str
    number: int
    fingerprint: str
    at: datetime.datetime

    @classmethod
    def of(cls, written: str) -> "Line | None":
        """None where it is no such line, whatever it is."""
        try:
            said = json.loads(written)
            line = cls(said["board"], said["number"], said["hash"], datetime.datetime.fromisoformat(said["at"]))
        except (LookupError, TypeError, ValueError, RecursionError):
            return None
        are_texts = isinstance(line.board, str) and isinstance(line.fingerprint, str)
        return line if are_texts and type(line.number) is int else None


def breaches(lines: Iterable[str]) -> Iterator[str]:
    """A sentence per line that a ledger does not bear out, and per line that says nothing; a file without any line is none."""
    ledgers: dict[str, dict[int, str]] = {}
    place = 0
    for place, written in enumerate(lines, start=1):
        if not (line := Line.of(written)):
            yield f"Tệp làm chứng, dòng {place}: không đọc được."
            continue
        if line.board not in ledgers:
            ledgers[line.board] = _fingerprints(line.board)
        if fault := _fault(line, ledgers[line.board]):
            yield f"Tệp làm chứng, dòng {place} (ngày {line.at:%d/%m/%Y}): {fault}"
    if not place:
        yield "Tệp làm chứng không có dòng nào."


def _fingerprints(board: str) -> dict[int, str]:
    return dict(Decision.objects.filter(board__slug=board).values_list("number", "hash"))


def _fault(line: Line, ledger: dict[int, str]) -> str:
    if not ledger and not Board.objects.filter(slug=line.board).exists():
        return f"không còn Ban biên tập «{line.board}»."
    if line.number not in ledger:
        return f"sổ quyết định {line.board} không còn dòng {line.number}."
    if ledger[line.number] != line.fingerprint:
        return f"dòng {line.number} của sổ quyết định {line.board} không còn là dòng đã có."
    return ""
