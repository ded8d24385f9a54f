"""How often the content guard speaks over real texts, per kind and per 100 items; with `--show`, each finding in its surroundings.

    python bench/content_guard.py ../shared/data [--show secrecy] [--limit 7000]

Needs no database. The texts are those of data/README.md: news, documents, questions with answers.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workflows.charter import file as charter_file
from workflows.content_guard.finding import Kind
from workflows.content_guard.inspection import Passage, inspect

CORPORA = {
    "news_2026": ("news_2026.dev.jsonl.gz", ("title", "summary", "text")),
    "news_baomoi": ("news_baomoi.dev.jsonl.gz", ("title", "summary", "text")),
    "news_vietnews": ("news_vietnews.dev.jsonl.gz", ("title", "summary", "text")),
    "documents": ("legal_docs.dev.jsonl.gz", ("summary", "text")),
    "questions": ("qa.dev.jsonl.gz", ("question", "answer")),
}


def items(folder: Path, corpus: str, limit: int) -> Iterator[dict[str, Any]]:
    """The items of a corpus, at most `limit`."""
    with gzip.open(folder / CORPORA[corpus][0], "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= limit:
                return
            yield json.loads(line)


def measure(folder: Path, corpus: str, limit: int, show: str = "", words: Sequence[str] = ()) -> dict[str, float]:
    """Items with at least one finding of a kind, per 100 items; "any" for any kind; "ms" for the milliseconds per item."""
    spoken: Counter[str] = Counter()
    count, begun = 0, time.perf_counter()
    for item in items(folder, corpus, limit):
        count += 1
        found = inspect((Passage(name, item.get(name) or "") for name in CORPORA[corpus][1]), words=words)
        spoken.update({finding.kind.value for finding in found})
        spoken["any"] += bool(found)
        for finding in found:
            if finding.kind == show:
                print(f"  {corpus} {item['id']}: {finding.before}[[{finding.words}]]{finding.after}")
    elapsed = (time.perf_counter() - begun) * 1000
    return {kind: 100 * spoken[kind] / count for kind in (*[k.value for k in Kind], "any")} | {"ms": elapsed / count}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", default="", choices=["", *[kind.value for kind in Kind]])
    parser.add_argument("--limit", type=int, default=7000)
    parser.add_argument("--corpus", choices=list(CORPORA), action="append")
    parser.add_argument("--charter", type=Path, help="count the words of this charter's list as well")
    asked = parser.parse_args()
    words = charter_file.load(asked.charter).sensitivity.words if asked.charter else ()
    columns = (*[kind.value for kind in Kind], "any", "ms")
    print(f"{'items with a finding, per 100':30}" + "".join(f"{name:>10}" for name in columns))
    for corpus in asked.corpus or CORPORA:
        row = measure(asked.folder, corpus, asked.limit, asked.show, words)
        print(f"{corpus:30}" + "".join(f"{row[name]:>10.2f}" for name in columns))


if __name__ == "__main__":
    main()
