"""How seldom the guard speaks over real news, documents and answers: a warning that is always there is read by nobody.

The bounds are what `bench/content_guard.py` measures, with some room. Read by hand, what is left is nearly all true: people's mobile
numbers and where those lived whom the news named.
"""

import gzip
import json
from collections import Counter
from itertools import islice

import pytest

from tests.conftest import SHARED_DATA
from workflows.content_guard.finding import Kind
from workflows.content_guard.inspection import Passage, inspect

pytestmark = pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not on this machine")

ITEMS = 1000
TOLD_BY_NEWS = {Kind.NAME, Kind.PLATE, Kind.BIRTH, Kind.HEALTH, Kind.EMAIL}
OF_PEOPLE = 3.0
# Items with a finding, per 100: strong kinds (number of a card, account, marks), phone, address. Of the kinds that news tell of people
# themselves (plates, births, illness, families), at most `OF_PEOPLE`.
BOUNDS = [
    ("news_2026.dev.jsonl.gz", ("title", "summary", "text"), 0.0, 1.0, 2.0),
    ("news_baomoi.dev.jsonl.gz", ("title", "summary", "text"), 0.3, 1.0, 3.0),
    # Its first thousand are much from courts and police, who tell the hamlet and the house of each whom they name.
    ("news_vietnews.dev.jsonl.gz", ("title", "summary", "text"), 0.3, 1.0, 7.5),
    ("legal_docs.dev.jsonl.gz", ("summary", "text"), 0.3, 1.0, 1.5),
    ("qa.dev.jsonl.gz", ("question", "answer"), 0.3, 0.5, 0.5),
]


@pytest.mark.long
@pytest.mark.parametrize(("file", "fields", "strong", "phones", "addresses"), BOUNDS)
def test_over_real_texts_the_guard_speaks_seldom(file, fields, strong, phones, addresses):
    spoken, count = Counter(), 0
    with gzip.open(SHARED_DATA / file, "rt", encoding="utf-8") as lines:
        for line in islice(lines, ITEMS):
            item = json.loads(line)
            count += 1
            kinds = {finding.kind for finding in inspect(Passage(name, item.get(name) or "") for name in fields)}
            spoken.update({"strong"} if kinds - {Kind.PHONE, Kind.ADDRESS, *TOLD_BY_NEWS} else set())
            spoken.update({"of people"} if kinds & TOLD_BY_NEWS else set())
            spoken.update(kinds)
    per_100 = {kind: 100 * times / count for kind, times in spoken.items()}
    assert count > 200
    assert per_100.get("strong", 0) <= strong
    assert per_100.get("of people", 0) <= OF_PEOPLE
    assert per_100.get(Kind.PHONE, 0) <= phones
    assert per_100.get(Kind.ADDRESS, 0) <= addresses
