"""Plain text: letters, line ends, and nothing that a browser or a server would run."""

import re

import filetype

from foreign_files.uploads.kinds import Reason, Unfit

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
MARKUP = re.compile(
    rb"<\s*(?:[!?%]|/?(?:html|head|body|script|svg|iframe|object|embed|img|link|meta|style|form|base|math|video|audio|xml)\b)"
    rb"|^\s*#!|\$\{jndi:|X5O!P%@AP",
    re.IGNORECASE | re.MULTILINE,
)
OTHERS = re.compile(rb"%PDF|%!PS|\{\\rtf|\b\d+ 0 obj\b|^Cr24|^PAR2|^RE~\^|^MIME-Version:", re.MULTILINE)
WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def check(data: bytes) -> None:
    """Raises `Unfit` for what is no text, and for text that is a program or a page."""
    if encoding := WIDE.get(data[:2]):
        data = data[2:].decode(encoding).encode()
    if CONTROL.search(data) or OTHERS.search(data) or filetype.guess(data) is not None:
        raise Unfit(Reason.UNKNOWN)
    try:
        data.decode()
    except UnicodeDecodeError:
        raise Unfit(Reason.ENCODING) from None
    if MARKUP.search(data):
        raise Unfit(Reason.MARKUP)
