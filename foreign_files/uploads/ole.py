"""Office files of before 2007 (DOC, XLS), which are small file systems: which one, and whether it holds macros or other files."""

import io
import struct

import olefile

from foreign_files.uploads.kinds import Kind, Reason, Unfit

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = frozenset({"macros", "_vba_project_cur", "vba", "_vba_project", "vbaproject"})
BOUNDSHEET, FILEPASS = 0x0085, 0x002F


def kind_of(data: bytes) -> Kind:
    """Raises `Unfit`, and whatever olefile raises for a broken one."""
    with olefile.OleFileIO(io.BytesIO(data)) as package:
        streams = package.listdir(streams=True, storages=True)
        words = {part.lower() for path in streams for part in path}
        _check_names(words)
        if package.exists("WordDocument"):
            _check_document(package.openstream("WordDocument").read(12))
            return Kind.DOC
        for name in ("Workbook", "Book"):
            if package.exists(name):
                _check_workbook(package.openstream(name).read())
                return Kind.XLS
    raise Unfit(Reason.KIND)


def _check_names(words: set[str]) -> None:
    """What the names of the streams give away: a password, macros, other files."""
    if words & {"encryptedpackage", "encryptioninfo"}:
        raise Unfit(Reason.ENCRYPTED)
    if words & MACROS:
        raise Unfit(Reason.MACRO)
    if any(word.endswith("ole10native") for word in words):
        raise Unfit(Reason.EMBEDDED)


def _check_document(header: bytes) -> None:
    if len(header) < 12:
        raise Unfit(Reason.BROKEN)
    if header[11] & 0x01:
        raise Unfit(Reason.ENCRYPTED)


def _check_workbook(content: bytes) -> None:
    """Walks the records of the workbook's head: a password, or a sheet of macros (Excel 4)."""
    at = 0
    while at + 4 <= len(content):
        record, length = struct.unpack_from("<HH", content, at)
        if record == FILEPASS:
            raise Unfit(Reason.ENCRYPTED)
        if record == BOUNDSHEET and length >= 6 and content[at + 9] & 0x0F == 1:
            raise Unfit(Reason.MACRO)
        if record == 0x000A:  # the end of the workbook's globals: sheets follow
            return
        at += 4 + length
