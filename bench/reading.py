"""How many fields of real documents are read right from their text: `python bench/reading.py [FOLDER] [-v]`.

Of `official_pdfs.jsonl` number, type and day out of the PDF itself, with issuer and abstract of the same document in `legal_docs`; of
`legal_docs.dev` all five out of its text. A field counts as right where it says the same, marks, capitals and blanks aside; one that the
data does not know is not counted. PDFs without text (scans) are counted apart.
"""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from django.conf import settings  # noqa: E402 # after the path

settings.configure(USE_I18N=False)  # names of types are said as they stand in the code

from documents.entry.reading import Found, read  # noqa: E402
from documents.names.numbers import number_key  # noqa: E402
from documents.names.types import DOCUMENT_TYPES  # noqa: E402
from foreign_files import text as file_text  # noqa: E402
from vietnamese.slugs import vietnamese_slug  # noqa: E402

FIELDS = ("number", "type", "issuer", "signed_on", "abstract")
TYPES = {key: vietnamese_slug(str(name)) for key, name in DOCUMENT_TYPES}


def expected(row: dict[str, Any]) -> dict[str, str]:
    kind = vietnamese_slug(row.get("type") or "")
    abstract = vietnamese_slug(row.get("summary") or "")
    return {
        "number": number_key(row.get("number") or ""),
        "type": kind,
        "issuer": vietnamese_slug(row.get("issuer") or ""),
        "signed_on": row.get("issued") or "",
        "abstract": re.sub(f"^{kind}-", "", abstract) if kind else abstract,
    }


def said(found: Found) -> dict[str, str]:
    return {
        "number": number_key(found.number),
        "type": TYPES.get(found.type, ""),
        "issuer": vietnamese_slug(found.issuer),
        "signed_on": found.signed_on.isoformat() if found.signed_on else "",
        "abstract": vietnamese_slug(found.abstract),
    }


def same(field: str, truth: str, read_: str) -> bool:
    if field == "abstract":  # the data cuts long ones off
        return (truth[:120].startswith(read_[:120]) and len(read_) >= min(len(truth), 120)) or read_.startswith(
            truth[:120]
        )
    return truth == read_


def main(folder: Path, verbose: bool) -> None:
    with gzip.open(folder / "legal_docs.dev.jsonl.gz", "rt", encoding="utf-8") as file:
        legal = [json.loads(line) for line in file]
    by_key = {row["id"]: row for row in legal}
    samples: list[tuple[str, dict[str, Any], str]] = [(row["source"], row, row["text"]) for row in legal if row["text"]]
    scans = 0
    for line in (folder / "official_pdfs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = file_text.read((folder / row["file"]).read_bytes(), 60) if row["file"] else None
        if reading is None or reading.state != file_text.State.TEXT:
            scans += reading is not None
            continue
        samples.append(
            (
                "PDF",
                {**by_key.get(row["doc_id"], {}), **row, "issuer": by_key.get(row["doc_id"], {}).get("issuer")},
                reading.text,
            )
        )
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    signers: Counter[str] = Counter()
    for source, row, text in samples:
        found = read(text)
        signers[source] += bool(found.signer)
        truth, guess = expected(row), said(found)
        for field in FIELDS:
            if truth[field]:
                is_right = same(field, truth[field], guess[field])
                asked[source, field] += 1
                right[source, field] += is_right
                if verbose and not is_right:
                    print(f"{source} {row.get('number')} {field}: {truth[field][:110]!r} read {guess[field][:110]!r}")
    sources = sorted({source for source, _field in asked})
    print(f"{'':12}" + "".join(f"{field:>14}" for field in FIELDS) + f"{'signer found':>14}")
    for source in sources:
        cells = [f"{right[source, field]}/{asked[source, field]}" for field in FIELDS]
        total = sum(each[0] == source for each in samples)
        print(f"{source:12}" + "".join(f"{cell:>14}" for cell in cells) + f"{signers[source]:>10}/{total}")
    print(
        f"all fields: {sum(right.values())}/{sum(asked.values())} = {sum(right.values()) / sum(asked.values()):.3f}; PDFs that are scans: {scans}"
    )


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "-v"]
    main(Path(arguments[0]) if arguments else ROOT.parent / "shared" / "data", "-v" in sys.argv)
