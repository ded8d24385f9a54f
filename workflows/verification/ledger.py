"""Whether a board's ledger is as it was written: no row changed, missing or out of place, and each signed since rows are signed."""

from collections.abc import Iterator
from itertools import groupby

from workflows.ledger.ledger import hash_of
from workflows.ledger.signatures import Keys
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.rules.act import Act


def breaches(board: Board) -> Iterator[str]:
    """A sentence per row that is not as it was written; those that follow each other with the same fault of signature are told together."""
    told, signed, faults = f"Sổ quyết định {board.slug}", _Signed(), list[tuple[int, str]]()
    previous, expected = "", 1
    for row in Decision.objects.filter(board=board).order_by("number").iterator(chunk_size=2000):
        if row.number != expected:
            yield f"{told}: thiếu dòng {expected}."
            expected = row.number
        if not _follows(row, previous):
            yield f"{told}: dòng {row.number} («{row.title}») đã bị sửa."
        if fault := signed.fault_of(row):
            faults.append((row.number, fault))
        previous, expected = row.hash, expected + 1
    for fault, rows in groupby(faults, key=lambda each: each[1]):
        numbers = [number for number, _fault in rows]
        several = f"{len(numbers)} dòng, từ dòng {numbers[0]} đến dòng {numbers[-1]},"
        yield f"{told}: {several if len(numbers) > 1 else f'dòng {numbers[0]}'} {fault}."
    if previous and not signed.has_begun:
        yield f"{told}: không dòng nào có chữ ký."


def first_altered(board: Board, until: int) -> int | None:
    """The number of the first row up to this one that is changed or missing: all of them stand as they were if its fingerprint is known from elsewhere."""
    rows, previous = Decision.objects.filter(board=board, number__lte=until).order_by("number"), ""
    for expected, row in enumerate(rows.iterator(chunk_size=2000), start=1):
        if row.number != expected or not _follows(row, previous):
            return expected
        previous = row.hash
    return None


def _follows(row: Decision, previous: str) -> bool:
    return row.previous == previous and row.hash == hash_of(row)


def resting_place(board: Board) -> Decision | None:
    """The row that signs those before it, which were written before rows were signed; None where every row is signed itself."""
    first = Decision.objects.filter(board=board).exclude(signature="").order_by("number").first()
    return first if first is not None and first.number > 1 else None


class _Signed:
    """What was signed so far, of rows that come in their order."""

    has_begun = False

    def __init__(self) -> None:
        self.keys = Keys()

    def fault_of(self, row: Decision) -> str:
        if not row.signature:
            return "không có chữ ký" if self.has_begun else ""
        is_first, self.has_begun = not self.has_begun, True
        if not self.keys.have_signed(row.hash, row.signature):
            return "mang chữ ký không phải của cổng này"
        if is_first and row.number > 1 and row.act != Act.SIGN_LEDGER:
            return "có chữ ký mà những dòng trước nó không còn"
        return ""
