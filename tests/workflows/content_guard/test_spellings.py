"""What citizens really type, written before the detectors were or by people who had not seen them; and how seldom the guard speaks over real and over
harmless sentences."""

import gzip
import json
import re
from itertools import islice

import pytest

from tests.conftest import SHARED_DATA
from tests.workflows.content_guard.spellings import HARMLESS, SPELLINGS, TABLE
from workflows.content_guard.inspection import hits

MISSED = 0.03  # of all spellings, at most
ENOUGH = 6000  # sentences of a corpus
SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
# Every second item: the detectors were never tuned on them.
REAL = {
    "questions": ("qa.dev.jsonl.gz", ("question", "answer")),
    "news of 2026": ("news_2026.dev.jsonl.gz", ("title", "summary", "text")),
    "news": ("news_baomoi.dev.jsonl.gz", ("title", "summary", "text")),
    "legal texts": ("legal_docs.dev.jsonl.gz", ("summary", "text")),
}


def test_the_table_is_wide_enough():
    assert len(SPELLINGS) >= 150
    assert len(TABLE) >= 15
    assert all(spelling.secrets for spelling in SPELLINGS)


def test_nearly_every_spelling_is_found():
    missed = [(spelling.kind, spelling.text) for spelling in SPELLINGS if not spelling.is_found]
    assert len(missed) / len(SPELLINGS) <= MISSED, "\n".join(map(str, missed))


@pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not on this machine")
@pytest.mark.parametrize("corpus", REAL)
def test_over_real_sentences_the_guard_speaks_seldom(corpus):
    """True findings count too: people's own numbers and addresses stand in real news."""
    name, fields = REAL[corpus]
    sentences = found = 0
    with gzip.open(SHARED_DATA / name, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 1, None, 2):
            if sentences > ENOUGH:
                break
            item = json.loads(line)
            text = "\n".join(item.get(field) or "" for field in fields)[:20_000]
            sentences += sum(bool(each.strip()) for each in SENTENCE_ENDS.split(text))
            found += len(hits(text))
    assert sentences > 1000
    assert 1000 * found / sentences <= 2


def test_over_harmless_sentences_it_does_not_speak():
    spoken = {text: [text[hit.start : hit.end] for hit in found] for text in HARMLESS if (found := hits(text))}
    assert spoken == {}
