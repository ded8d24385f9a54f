"""The kinds of files that are taken in, and why one is not. Pure."""

from enum import StrEnum

MEGABYTE = 1 << 20


class Kind(StrEnum):
    """What a file is, by its content; the value is the ending of its safe name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    DOC = "doc"
    XLS = "xls"
    TXT = "txt"
    CSV = "csv"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    MP4 = "mp4"


MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.TXT: "text/plain",
    Kind.CSV: "text/csv",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.MP4: "video/mp4",
}
PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
SENT = frozenset(Kind) - {Kind.MP4, Kind.CSV}  # by citizens
PUBLISHED = frozenset(Kind) - PICTURES  # as a document's file; a picture is published as a picture


class Reason(StrEnum):
    """Why a file is not taken in; `refusals` has a sentence for each."""

    EMPTY = "empty"
    TOO_BIG = "too-big"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_PIXELS = "too-many-pixels"
    UNKNOWN = "unknown"
    KIND = "kind"
    ARCHIVE = "archive"
    PROGRAM = "program"
    MARKUP = "markup"
    ENCODING = "encoding"
    MACRO = "macro"
    EMBEDDED = "embedded"
    REMOTE = "remote"
    ACTIVE_PDF = "active-pdf"
    TWO_IN_ONE = "two-in-one"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    BROKEN = "broken"
    TOO_SLOW = "too-slow"
    VIRUS = "virus"
    NO_SCANNER = "no-scanner"


class Unfit(Exception):
    """The examination found why a file is not taken in."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason
