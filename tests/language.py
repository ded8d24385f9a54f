"""English, told from Vietnamese: texts that the catalogue lacks, and words on a screen that no Vietnamese syllable could be."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from django.utils.translation import trans_real
from lxml.html import HtmlElement, document_fromstring

SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?"
    r"(ieu|yeu|ia|ie|iu|ye|ya|uye|uya|uyu|uy|oai|oay|oao|oa|oeo|oe|oi|oo|uay|uai|ua|ue|uoi|uou|uo|ui|uu|ai|ao|au|ay|eo|eu|[aeiouy])"
    r"(ng|nh|ch|[cmnpt])?"
)
# English words that have the shape of a Vietnamese syllable and are none.
LOOK_VIETNAMESE = {"the", "then", "them", "not", "on", "no", "can", "men", "at", "hot", "go", "me", "top", "nut"}
# What Vietnamese officials write themselves: names of formats, keys and things; the product's name where the technician reads it.
BORROWED = {
    "internet",
    "word",
    "web",
    "website",
    "video",
    "email",
    "byte",
    "esc",
    "ctrl",
    "alt",
    "shift",
    "javascript",
    "wagtail",
}
NOT_PROSE = re.compile(r"\w*\d\w*|https?://\S+|\S+@\S+|\S*[/_=]\S*|[\w-]+(\.[\w-]+)+|%\(\w+\)[sdr]|{\w*}|&\w+;")
CUT_SHORT = re.compile(r"[^\W\d_]+…$")  # Wagtail's map of an editor's page cuts long headings in the middle of a word
SAID_BY = "//@placeholder | //@title | //@aria-label | //@alt | //@data-w-tooltip-content-value | //input[@type='submit']/@value"
# What nobody sees, or is not of this page: code, pictures, frames; a counter without a number; a button of the calendar that Wagtail
# does not use; a button of the page chooser, whose name stands fixed in Wagtail's template and which our style sheet takes away.
NOT_SHOWN = """
//script | //style | //code | //pre | //svg | //iframe | //head/*[not(self::title)] | //*[@data-side-panel-toggle-counter and @hidden]
| //*[contains(@class, 'xdsoft_save_selected')] | //*[contains(@class, 'w-sr-only')]/input[@type='submit' and @value='Search']
"""


class _Listener(NullTranslations):
    """Stands behind the Vietnamese catalogue and keeps what falls through."""

    def __init__(self, missing: set[str]):
        super().__init__()
        self.missing = missing

    def gettext(self, message: str) -> str:
        self.missing.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.missing.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)


@contextmanager
def listening() -> Iterator[set[str]]:
    """The texts that the Vietnamese catalogue is asked for in vain while the block runs, those of the project included."""
    catalogue, missing = trans_real.translation("vi"), set()
    before, catalogue._fallback = catalogue._fallback, _Listener(missing)
    try:
        yield missing
    finally:
        catalogue._fallback = before


def english_in(text: str) -> list[str]:
    """The words of a text that are no Vietnamese: plain letters, not the shape of a syllable, no abbreviation."""
    words = re.findall(r"[^\W\d_]+", NOT_PROSE.sub(" ", CUT_SHORT.sub(" ", text.split("\x04")[-1])))
    return [
        word for word in words if len(word) > 1 and word.isascii() and not word.isupper() and _is_foreign(word.lower())
    ]


def _is_foreign(word: str) -> bool:
    return word in LOOK_VIETNAMESE or not (SYLLABLE.fullmatch(word) or word in BORROWED)


def parsed(html: str) -> HtmlElement:
    """A page, or a part of one, as a tree."""
    return document_fromstring(html if "<body" in html else f"<body>{html}")


def english_on(page: HtmlElement) -> dict[str, list[str]]:
    """For each text of a page that a person sees or hears and that holds English: its English words."""
    for unseen in page.xpath(NOT_SHOWN):
        unseen.drop_tree()
    return {text: found for text in map(str.strip, page.xpath(f"//text() | {SAID_BY}")) if (found := english_in(text))}
