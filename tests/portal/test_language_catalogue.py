"""The Vietnamese catalogue against what the installed packages ask for: an upgrade that brings a new text fails here."""

import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings

# Packages with texts that people may see. Not post_office (its admin is not installed) and not rest_framework (JSON for programs).
PACKAGES = ["django", "wagtail", "axes", "taggit", "treebeard", "django_filters"]
DOMAINS = ["django", "djangojs"]
OWN = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|{\w*}")


def entries(file):
    return {
        (entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(file)) if entry.msgid and not entry.obsolete
    }


def translated(file):
    return {key for key, entry in entries(file).items() if entry.translated()} if file.exists() else set()


def asked_for(folder, domain):
    """The texts of a package: its English catalogue, or where it ships none, all that its translators were given."""
    english = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    sources = [english] if english.exists() else folder.glob(f"*/LC_MESSAGES/{domain}.po")
    return {key for source in sources for key in entries(source)}


def catalogues(package, domain):
    """For each `locale` folder of a package: what it asks for, and what it ships in Vietnamese."""
    root = Path(find_spec(package).submodule_search_locations[0])
    for folder in root.rglob("locale"):
        if asked := asked_for(folder, domain):
            yield asked, translated(folder / "vi" / "LC_MESSAGES" / f"{domain}.po")


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("package", PACKAGES)
def test_no_text_of_an_installed_package_lacks_vietnamese(package, domain):
    own = translated(OWN / f"{domain}.po")
    assert [text for asked, shipped in catalogues(package, domain) for text in asked - shipped - own] == []


def test_the_count_sees_what_the_pinned_wagtail_ships_untranslated():
    asked = shipped = 0
    for texts, vietnamese in catalogues("wagtail", "django"):
        asked, shipped = asked + len(texts), shipped + len(texts & vietnamese)
    assert asked > 1800
    assert shipped < asked / 2


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_translation_keeps_the_placeholders_of_its_text(domain):
    for entry in polib.pofile(str(OWN / f"{domain}.po")):
        allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(PLACEHOLDER.findall(text)) <= allowed, entry.msgid
            assert not entry.msgstr or set(PLACEHOLDER.findall(entry.msgid)) == set(PLACEHOLDER.findall(text)), (
                entry.msgid
            )


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_filled_certain_and_nfc(domain):
    catalogue = polib.pofile(str(OWN / f"{domain}.po"))
    assert catalogue.untranslated_entries() == []
    assert catalogue.fuzzy_entries() == []
    for entry in catalogue:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert text == unicodedata.normalize("NFC", text)
