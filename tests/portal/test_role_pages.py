"""The pages of `docs/vai-tro`: one for each role, their figures there, all pictures light enough for the repository."""

import re
from pathlib import Path

import pytest
from django.conf import settings

DOCS = Path(settings.BASE_DIR) / "docs"
PAGES = sorted((DOCS / "vai-tro").glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_role_page_shows_and_links_to_is_there(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_figure_is_shown_and_the_pictures_weigh_less_than_5_mb():
    shown = {link for page in PAGES for link in LINK.findall(page.read_text(encoding="utf-8"))}
    assert {f"anh/{file.name}" for file in (DOCS / "vai-tro" / "anh").iterdir()} <= shown
    assert sum(file.stat().st_size for file in DOCS.rglob("*.webp")) < 5_000_000
