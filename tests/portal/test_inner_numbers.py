"""What people read names the charter's clause, another law, or «mặc định», and never a number of the house's own list of rules."""

import ast
import subprocess
import tomllib
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.inner_numbers import inner_numbers_in, inner_numbers_on, strings_of
from tests.language import parsed

ROOT = Path(settings.BASE_DIR)
NOT_FOR_PEOPLE = ("tests/", "typings/", "bench/", "docs/decisions/", ".ci/")
SAID_TO_PROGRAMS = {
    ("workflows/screens/due_calendar.py", "2.0"),  # the version of iCalendar
    ("search/dialects/postgresql.py", "ts_rank('{0.1, 0.2, 0.4, 1.0}', vector, %s::tsquery, 1)"),
    ("search/dialects/sqlite.py", "INSERT INTO search_text(search_text, rank) VALUES ('rank', 'bm25(8.0, 1.0, 0.0)')"),
}


def files(ending):
    listed = subprocess.run(
        ["git", "ls-files", f"*.{ending}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.splitlines() if not name.startswith(NOT_FOR_PEOPLE)]


def docstrings_of(tree):
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr):
            yield node.body[0].value


def told_by(file):
    """The texts in a module: no docstrings, no `rule=` of a provision."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    untold = {id(node) for node in docstrings_of(tree)}
    untold |= {id(word.value) for word in ast.walk(tree) if isinstance(word, ast.keyword) and word.arg == "rule"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in untold:
            yield node.value


def test_no_text_in_the_code_holds_an_inner_number():
    found = {
        (str(file.relative_to(ROOT)), text) for file in files("py") for text in told_by(file) if inner_numbers_in(text)
    }
    assert len(files("py")) > 300
    assert {(name, text) for name, text in found if (name, text) not in SAID_TO_PROGRAMS} == set()


@pytest.mark.parametrize("ending", ["html", "txt", "js"])
def test_no_template_letter_or_script_holds_an_inner_number(ending):
    names = [file for file in files(ending) if not file.name.startswith("requirements")]
    assert names
    assert [(file.name, found) for file in names if (found := inner_numbers_in(file.read_text(encoding="utf-8")))] == []


def test_no_page_for_a_role_holds_an_inner_number():
    pages = sorted((ROOT / "docs" / "vai-tro").glob("*.md"))
    assert pages
    assert [(page.name, found) for page in pages if (found := inner_numbers_in(page.read_text(encoding="utf-8")))] == []


def test_no_translation_holds_an_inner_number():
    catalogues = (ROOT / "locale" / "vi" / "LC_MESSAGES").glob("*.po")
    entries = [entry for file in catalogues for entry in polib.pofile(str(file))]
    texts = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert len(texts) > 1000
    assert [text for text in texts if inner_numbers_in(text)] == []


def test_no_charter_and_no_content_of_the_demo_holds_an_inner_number():
    tables = [*(ROOT / "workflows" / "charters").glob("*.toml"), *(ROOT / "portal" / "demo").glob("*.toml")]
    assert len(tables) >= 8
    said = [(file.name, *each) for file in tables for each in strings_of(tomllib.loads(file.read_text("utf-8")))]
    assert [each for each in said if inner_numbers_in(each[2])] == []


@pytest.mark.parametrize(
    "text",
    ["trực tiếp cho ý kiến (R59).", "R74", "như luật cũ (2.11).", "không có trong tay (1.20.18)", "hạn ở mục 2.11.", "1.6"],
)  # fmt: skip
def test_an_inner_number_would_be_seen(text):
    assert inner_numbers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "2.870 tờ",
        "12/2.10",
        "Điều 2 khoản 1",
        "1.234.567 đồng",
        "12.05.2026",
        "https://example.vn/v/2.10",
        "COR10",
        "2,5%",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert inner_numbers_in(text) == []


def test_on_a_screen_what_is_seen_and_heard_counts_and_nothing_else():
    page = "<main><p>Theo R59</p><button title='mục 2.10'>Trình</button><script>R1</script><p>2.870</p></main>"
    assert inner_numbers_on(parsed(page)) == {"Theo R59": ["R59"], "mục 2.10": ["2.10"]}
