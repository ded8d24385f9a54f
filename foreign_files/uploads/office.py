"""Office files that are packages of XML (DOCX, XLSX, ODT, ODS): which one, and whether something in it runs or unpacks for ever."""

import io
import re
import zipfile

from foreign_files.uploads.kinds import Kind, Reason, Unfit

PARTS, UNPACKED, RATIO, READ = 5_000, 300_000_000, 300, 60_000_000
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": Kind.DOCX,
    b"spreadsheetml.sheet.main+xml": Kind.XLSX,
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|(^|/)(basic|scripts)/", re.IGNORECASE)
PROGRAMS = re.compile(
    r"\.(exe|dll|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|msi|scr|lnk|php\w*|aspx?|jsp|html?|svg|zip|rar|7z)$",
    re.IGNORECASE,
)
REMOTE = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)(?=[^>]*/(attachedTemplate|oleObject|frame|subDocument|aFChunk)[\"'])",
    re.IGNORECASE,
)
DYNAMIC_FIELDS = re.compile(rb"<w:(?:instrText|fldSimple)[^>]*?>?\s*[^<]*\b(?:DDEAUTO|DDE)\b", re.IGNORECASE)
PACKAGER = "\x01Ole10Native".encode("utf-16-le")


def kind_of(data: bytes) -> Kind:
    """Raises `Unfit`; `zipfile.BadZipFile` and the like for a broken one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if "[Content_Types].xml" not in names and "mimetype" not in names:
            raise Unfit(Reason.ARCHIVE)
        _bounded(parts)
        kind = _kind_by_main_part(package, names)
        for part in parts:
            _check_part(package, part)
    return kind


def _bounded(parts: list[zipfile.ZipInfo]) -> None:
    """What it unpacks to, and how far from what it weighs. Python reads no part beyond the size that is declared."""
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unfit(Reason.ENCRYPTED)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Unfit(Reason.BOMB)
    for part in parts:
        if _is_blown_up(part):
            raise Unfit(Reason.BOMB)
        if _leads_out(part.filename):
            raise Unfit(Reason.ARCHIVE)


def _is_blown_up(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 10_000_000 and part.file_size > RATIO * max(1, part.compress_size)


def _leads_out(name: str) -> bool:
    """Whether it would be unpacked outside of the folder."""
    return name.startswith("/") or ".." in re.split(r"[/\\]", name)


def _kind_by_main_part(package: zipfile.ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names:
        types = _bytes_of(package, "[Content_Types].xml")
        if b"macroEnabled" in types:
            raise Unfit(Reason.MACRO)
        for mark, kind in MAIN_PARTS.items():
            if mark in types:
                return kind
        raise Unfit(Reason.KIND)
    kind_or_none = OPEN_DOCUMENTS.get(_bytes_of(package, "mimetype").strip())
    if kind_or_none is None:
        raise Unfit(Reason.KIND)
    if "META-INF/manifest.xml" in names and b"encryption-data" in _bytes_of(package, "META-INF/manifest.xml"):
        raise Unfit(Reason.ENCRYPTED)
    return kind_or_none


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    if MACROS.search(name):
        raise Unfit(Reason.MACRO)
    if PROGRAMS.search(name):
        raise Unfit(Reason.EMBEDDED)
    if name.endswith((".xml", ".rels")):
        _check_markup(name, _bytes_of(package, part.filename))
    elif name.endswith(".bin") and PACKAGER in _bytes_of(package, part.filename):
        raise Unfit(Reason.EMBEDDED)


def _check_markup(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unfit(Reason.BOMB)
    if (name.endswith(".rels") and REMOTE.search(content)) or DYNAMIC_FIELDS.search(content):
        raise Unfit(Reason.REMOTE)
    if name == "content.xml" and b"<script:event-listener" in content:
        raise Unfit(Reason.MACRO)


def _bytes_of(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as file:
        content = file.read(READ + 1)
    if len(content) > READ:
        raise Unfit(Reason.BOMB)
    return content
