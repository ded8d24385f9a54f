"""Letters with marks that come right out of files in TCVN3 and VNI: `python bench/legacy_text.py [FOLDER]`.

The folder holds `legacy_docs.jsonl` with the transcripts. Words of the transcript and of what was read are aligned; a letter counts as
right where its whole word does.
"""

import difflib
import json
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from foreign_files import text as file_text  # noqa: E402 # after the path

WORD = re.compile(r"[^\W\d_]+")
LIMITS = file_text.Limits(pages=1000, characters=3_000_000, seconds=60)


def marked(word: str) -> int:
    return sum(not letter.isascii() for letter in word)


def right_of(truth: str, text: str) -> tuple[int, int]:
    """Marked letters that are right, and all of them."""
    wanted, found = WORD.findall(truth), WORD.findall(text)
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    right = sum(
        marked(word) for block in matcher.get_matching_blocks() for word in wanted[block.a : block.a + block.size]
    )
    return right, sum(map(marked, wanted))


def main(folder: Path) -> None:
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0, 0, 0.0])
    for line in (folder / "legacy_docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        started = time.monotonic()
        reading = file_text.read((folder / row["file"]).read_bytes(), 90, LIMITS)
        took = time.monotonic() - started
        right, all_of_them = right_of(row["truth"], reading.text)
        total = sums[row["encoding"], row["format"]]
        for place, value in enumerate((1, right, all_of_them, took)):
            total[place] += value
        if right < 0.99 * all_of_them:
            print(f"  {row['file']}: {right / max(1, all_of_them):.4f} ({reading.state})")
    print(f"{'encoding':15}{'format':8}{'files':>6}{'letters':>9}{'right':>9}{'s a file':>10}")
    for (encoding, form), (files, right, letters, took) in sorted(sums.items()):
        print(f"{encoding:15}{form:8}{files:6.0f}{letters:9.0f}{right / max(1, letters):9.4f}{took / files:10.2f}")
    print(f"all: {sum(each[1] for each in sums.values()) / sum(each[2] for each in sums.values()):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")
