"""The digital signatures of a PDF, read in a process of its own: `python -m documents.files.signature_reading ROOTS < file`. Knows no Django.

ROOTS is a folder of certificates (PEM or DER) that the portal trusts, or nothing. Nothing is fetched: neither certificates nor lists of
revoked ones. Writes one JSON object, `{"state": …, "signatures": [ … ]}`.
"""

import io
import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from foreign_files.confined import confine

MEMORY, SECONDS = 1 << 30, 25
# What is left of a signature where a program saved the file anew: its ranges, or a field that was one, and nothing that verifies.
REMNANT = re.compile(rb"/ByteRange\s*\[|/SubFilter\s*/(?:adbe|ETSI)\.|/FT\s*/Sig\b")
NOTHING_ADDED = frozenset({ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING})


def reading_of(content: bytes, roots: list[Certificate]) -> dict[str, Any]:
    """What the file says of its signatures. Raises what pyHanko raises of a broken file."""
    logging.disable()
    found = [
        _told(each, roots) for each in PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures
    ]
    state = "signed" if found else "remnant" if REMNANT.search(content) else "none"
    return {"state": state, "signatures": found}


def _told(signature: EmbeddedPdfSignature, roots: list[Certificate]) -> dict[str, Any]:
    """Signer, organisation, issuer, moment (as the signer's clock said it), and the three questions: intact, whole, trusted."""
    moment = signature.self_reported_timestamp
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
    status = validate_pdf_signature(signature, context, key_usage_settings=KeyUsageConstraints(key_usage=set()))
    subject, issuer = status.signing_cert.subject.native, status.signing_cert.issuer.native
    return {
        "signer": subject.get("common_name", ""),
        "organisation": subject.get("organization_name", ""),
        "issuer": issuer.get("common_name", ""),
        "at": moment.isoformat() if moment else "",
        "is_intact": bool(status.intact and status.valid),
        "covers": _coverage(status),
        "trust": "no-roots" if not roots else "trusted" if status.trusted else "untrusted",
    }


def _coverage(status: Any) -> str:
    """The whole file; everything but further signatures; or not what was added later."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "whole"
    is_complete = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    return "then-signed" if is_complete and status.modification_level in NOTHING_ADDED else "changed"


def certificates_in(folder: str) -> Iterator[Certificate]:
    """Every certificate of the files of a folder; a file that holds none is passed over with a word on the error stream."""
    for path in sorted(Path(folder).glob("*")) if folder else []:
        try:
            yield from load_certs_from_pemder([str(path)])  # type: ignore[no-untyped-call]  # of pyHanko
        except (OSError, ValueError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)


def main() -> int:
    confine(MEMORY, SECONDS)
    roots = list(certificates_in(sys.argv[1] if len(sys.argv) > 1 else ""))
    try:
        told = reading_of(sys.stdin.buffer.read(), roots)
    except Exception as error:  # whatever pyHanko says about a broken file, it means: could not be checked
        print(repr(error)[:400], file=sys.stderr)
        told = {"state": "unreadable", "signatures": []}
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
