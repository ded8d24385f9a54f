"""What public templates show of a picture was cut when it came in: they ask for the uses of pages/pictures.py, and for nothing else."""

import re
from pathlib import Path

from pages.pictures import EVERY_FILTER, USES

ROOT = Path(__file__).resolve().parents[2]
APPLICATIONS = ("documents", "home", "news", "pages", "portal", "questions", "search", "workflows")
TEMPLATES = sorted(path for name in APPLICATIONS for path in ROOT.glob(f"{name}/templates/**/*.*"))
CODE = sorted(path for name in APPLICATIONS for path in ROOT.glob(f"{name}/**/*.py"))
ASKED = re.compile(r'\{%\s*picture\s+\S+\s+"(\w+)"')
WAGTAILS = re.compile(r"\{%\s*(?:image|srcset_image|picture)\s(?!\S+ \")|\bwagtailimages_tags\b|image_url")
MAKING = re.compile(r"\.(?:get_renditions?|create_renditions?)\(|renditions?_or_not_found|ImageRenditionField")


def test_templates_show_pictures_in_the_uses_that_are_cut_and_in_every_one():
    asked = {use for path in TEMPLATES for use in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert asked | {"shared"} == set(USES)


def test_no_template_asks_wagtail_to_cut_a_picture():
    asking = [path.name for path in TEMPLATES if WAGTAILS.search(path.read_text(encoding="utf-8"))]
    assert asking == []


def test_no_code_has_a_picture_cut_while_a_page_is_shown():
    making = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        if MAKING.search(path.read_text(encoding="utf-8")) and "management" not in path.parts
    }
    assert making == {"pages/models/picture.py"}, "only Wagtail's own screens ask a picture for a size"


def test_every_cut_is_listed_once():
    assert len({each.spec for each in EVERY_FILTER}) == len(EVERY_FILTER)
