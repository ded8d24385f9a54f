"""The look: colours that can be read, one place for colours and measures, no rule without a use, a mark for every site."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from pages.look import SHAPE_CONTRAST, SHAPES_ON_GROUNDS, TEXT_CONTRAST, WORDS_ON_GROUNDS, contrast, tokens
from tests.board import charter_data
from workflows.charter.file import CharterError, read
from workflows.charter.words import Emblem, Palette
from workflows.services.board.compiler import load

ROOT = Path(settings.BASE_DIR)
SHEET = (ROOT / "static/css/portal.css").read_text(encoding="utf-8")
PUBLIC_APPS = ("pages", "home", "news", "documents", "questions", "search")
SHEETS = [SHEET, (ROOT / "static/css/components.css").read_text(encoding="utf-8")]
TEMPLATES = [
    *(path for app in PUBLIC_APPS for path in (ROOT / app).glob("templates/**/*.html") if "desk" not in path.parts),
    ROOT / "portal/templates/portal/components.html",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("palette", Palette)
def test_words_and_shapes_stand_out_from_their_ground(palette, scheme):
    colours = tokens(palette, scheme)
    assert {
        pair: round(ratio, 2)
        for pairs, least in ((WORDS_ON_GROUNDS, TEXT_CONTRAST), (SHAPES_ON_GROUNDS, SHAPE_CONTRAST))
        for pair in pairs
        if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < least
    } == {}


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", Palette)
def test_a_palette_has_colours_of_its_own_in_light_and_in_dark(palette):
    for scheme in ("light", "dark"):
        others = [tokens(other, scheme)["brand"] for other in Palette if other is not palette]
        assert tokens(palette, scheme)["brand"] not in others
    assert tokens(palette, "light")["brand-ink"] != tokens(palette, "dark")["brand-ink"]


@pytest.mark.parametrize("emblem", Emblem)
def test_every_emblem_is_a_drawing_in_the_colours_of_the_palette(emblem):
    drawing = (ROOT / f"static/img/emblems/{emblem}.svg").read_text(encoding="utf-8")
    assert 'id="emblem"' in drawing
    assert "var(--emblem-ground" in drawing
    assert "var(--emblem-figure" in drawing
    assert "style" not in drawing


def test_colours_and_measures_stand_in_the_tokens_only():
    rules = SHEET.partition("@layer base {")[2].partition("@layer print {")[0]
    assert set(re.findall(r"#[0-9a-f]{3,6}\b|rgb\([^)]*\)", rules)) <= {"#000"}  # the ground of a video
    spaces = re.findall(r"(?<![\w-])(?:margin|padding|gap)[a-z-]*:\s*([^;]+);", rules)
    assert [space for space in spaces if re.search(r"\d(?:rem|px)", space.replace("-1px", ""))] == []


def test_the_style_sheet_is_light():
    assert len(SHEET.encode()) < 30_000


def test_every_class_has_a_rule_and_every_rule_a_use():
    rules = re.sub(r"/\*.*?\*/|\d\.\d+", "", "".join(SHEETS), flags=re.S)
    ruled = set(re.findall(r"\.([a-z][a-z0-9_-]*)", rules))
    used = {"table__number"}  # written as the block of the column; words need no rule
    used |= {f"specimen__{name}" for name in tokens("lam", "light") if name.startswith("size-")}
    for path in TEMPLATES:
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            used |= set(re.sub(r"\S*\{\{.*?\}\}\S*|\{%.*?%\}", " ", value).split())
    assert ruled - used == set(), "rules that nothing uses"
    assert used - ruled == set(), "classes without a rule"


def test_a_wrong_palette_or_emblem_is_refused_with_what_could_be_chosen():
    data = charter_data()
    data["board"] |= {"palette": "hong", "emblem": "rong"}
    with pytest.raises(CharterError) as refused:
        read(data, "thu.toml")
    sentences = {mistake.place: mistake.sentence for mistake in refused.value.mistakes}
    assert sentences["board.palette"] == (
        "Giá trị «hong» không dùng được. Chọn một trong: 'son', 'lam', 'luc', 'cham', 'gom'."
    )
    assert sentences["board.emblem"].startswith("Giá trị «rong» không dùng được. Chọn một trong: 'nui', 'song', ")


@pytest.mark.django_db
def test_a_site_shows_the_colours_and_the_mark_of_its_charter(board, citizen):
    data = charter_data()
    data["board"] |= {"palette": "gom", "emblem": "thap"}
    load(read(data, "thu.toml"))
    text = citizen.get("/").content.decode()
    assert '<html lang="vi" data-palette="gom">' in text
    assert 'href="/static/img/emblems/thap.svg#emblem"' in text
    for scheme in ("light", "dark"):
        colour = tokens("gom", scheme)["brand"]
        assert f'<meta name="theme-color" content="{colour}" media="(prefers-color-scheme: {scheme})">' in text
