"""docs/charter-clauses.md against the list of clauses, the charters' own texts, the code, the tests and the charters' files."""

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from tests.charter_text import clauses_of
from tests.conftest import SHARED_DATA
from tests.four_boards import SLUGS
from tests.inner_numbers import strings_of

ROOT = Path(settings.BASE_DIR)
CHARTERS = SHARED_DATA.parent / "charters"
LISTED = tomllib.loads((ROOT / "tests" / "charter_clauses.toml").read_text(encoding="utf-8"))
KINDS = {"met", "partly", "to be built", "not software", "heading"}
PARTS = {
    "votes", "urgent", "deeds", "chains", "seats", "questions", "organisation",
    "meetings", "reports", "quotas", "royalties", "requests", "plans", "archive",
}  # fmt: skip
NAMED = re.compile(r"`([^`]+)`")
TO_BE_BUILT = re.compile(r"to be built: ([\w, ]+)$")
STEP_DOWN = re.compile(r"(Điều|khoản|điểm|gạch|đoạn) (\w+(?: cuối)?)")
LONGEST_QUOTATION = 12  # words in a row that are the charter's own: names of bodies and documents are that long


@dataclass(frozen=True)
class Row:
    clause: str
    says: str
    kind: str
    where: str
    tests: str

    @property
    def parts(self):
        found = TO_BE_BUILT.search(self.where)
        return found.group(1).split(", ") if found else []


@cache
def tables():
    """The rows of each board, in the order of the file."""
    text = (ROOT / "docs" / "charter-clauses.md").read_text(encoding="utf-8")
    sections = text.split("\n## ")[1:]
    assert len(sections) == len(SLUGS)
    lines = [re.findall(r"^\| (.+) \|$", section, re.M)[1:] for section in sections]
    return dict(zip(LISTED, [[Row(*line.split(" | ")) for line in rows] for rows in lines], strict=True))


def rows():
    return [pytest.param(slug, row, id=f"{slug}: {row.clause}") for slug, found in tables().items() for row in found]


@cache
def names_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def is_there(named):
    """A file; a function or class of one; a table of a charter's file."""
    path, _mark, name = named.partition("#") if "#" in named else named.partition("::")
    if not (ROOT / path).is_file():
        return False
    if "#" in named:
        return name in tomllib.loads((ROOT / path).read_text(encoding="utf-8"))
    return not name or name in names_in(path)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_clause_has_one_row_in_its_place(slug):
    assert [row.clause for row in tables()[slug]] == LISTED[slug]
    assert len(set(LISTED[slug])) == len(LISTED[slug]) > 30


@pytest.mark.skipif(not CHARTERS.exists(), reason="the charters' texts are not on this machine")
@pytest.mark.parametrize("slug", SLUGS)
def test_the_list_has_every_clause_of_the_text_with_its_faults(slug):
    text = (CHARTERS / f"{slug}.txt").read_text(encoding="utf-8")
    assert [clause for clause in LISTED[slug] if not clause.startswith("Phần")] == clauses_of(text)


def test_faulty_numbers_stay_as_the_charters_have_them():
    assert {"Điều 4 khoản 1 điểm đ", "Điều 4 khoản 1 điểm đ cuối"} <= set(LISTED["tuyen-quang"])
    assert "Điều 11 khoản 5" not in LISTED["an-giang"]
    assert {"Điều 11 khoản 4", "Điều 11 khoản 6"} <= set(LISTED["an-giang"])
    assert {"Điều 4 gạch 3", "Điều 4 khoản 4"} <= set(LISTED["so-noi-vu-ninh-thuan"])


@pytest.mark.parametrize(("slug", "row"), rows())
def test_a_row_says_what_its_kind_asks_for(slug, row):
    pointers, tests = NAMED.findall(row.where), NAMED.findall(row.tests)
    assert row.kind in KINDS
    assert row.says
    assert set(row.parts) <= PARTS
    assert bool(pointers) == bool(tests) == (row.kind in {"met", "partly"})
    assert bool(row.parts) == (row.kind in {"partly", "to be built"})
    assert (row.where != "–") == (row.kind != "heading")


@pytest.mark.parametrize(("slug", "row"), rows())
def test_what_a_row_names_is_there(slug, row):
    assert [named for named in NAMED.findall(row.where) if not is_there(named)] == []
    of_other_boards = {f"workflows/charters/{other}.toml" for other in SLUGS if other != slug}
    assert [named for named in NAMED.findall(row.where) if named.partition("#")[0] in of_other_boards] == []
    for test in NAMED.findall(row.tests):
        assert re.fullmatch(r"tests/[\w/]+\.py::test_\w+", test)
        assert is_there(test), test


@pytest.mark.skipif(not CHARTERS.exists(), reason="the charters' texts are not on this machine")
@pytest.mark.parametrize("slug", SLUGS)
def test_summaries_are_our_own_words(slug):
    text = " ".join(re.findall(r"\w+", (CHARTERS / f"{slug}.txt").read_text(encoding="utf-8").lower()))
    for row in tables()[slug]:
        words = re.findall(r"\w+", row.says.lower())
        for start in range(len(words) - LONGEST_QUOTATION):
            assert " ".join(words[start : start + LONGEST_QUOTATION + 1]) not in text, row.clause


def cited(clause):
    """The clauses that a charter's file names in one word `clause`: «Điều 4 khoản 1 điểm e, điểm f; khoản 3»."""
    order = ["Điều", "khoản", "điểm"]
    at: dict[str, str] = {}
    for part in re.split("[;,]", clause):
        for step, number in STEP_DOWN.findall(part):
            depth = order.index(step) if step in order else 2
            at = {name: kept for name, kept in at.items() if (order.index(name) if name in order else 2) < depth}
            at[step] = number
        if STEP_DOWN.search(part):
            yield " ".join(f"{step} {number}" for step, number in at.items())


@pytest.mark.parametrize("slug", SLUGS)
def test_clauses_that_a_charters_file_names_are_the_charters(slug):
    data = tomllib.loads((ROOT / "workflows" / "charters" / f"{slug}.toml").read_text(encoding="utf-8"))
    named = {text for place, text in strings_of(data) if place.endswith(".clause")}
    found = {clause for text in named for clause in cited(text)}
    assert len(found) > 5
    assert found - set(LISTED[slug]) == set()


def test_a_clause_is_read_from_the_words_of_a_file():
    assert list(cited("Điều 4 khoản 1 điểm e, điểm f; khoản 3 gạch 3; Điều 8")) == [
        "Điều 4 khoản 1 điểm e", "Điều 4 khoản 1 điểm f", "Điều 4 khoản 3 gạch 3", "Điều 8",
    ]  # fmt: skip
    assert list(cited("Phần ký Quyết định ban hành")) == []
