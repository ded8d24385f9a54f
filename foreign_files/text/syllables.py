"""How much of a text can be Vietnamese: its words are single syllables of a closed form. Pure."""

import re
import unicodedata

ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
NUCLEUS = (
    "iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ưou|uơi|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|ue|uê|ui|uo|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|"
    "[aăâeêioôơuưy]"
)
CODA = "ch|ng|nh|[cmnpt]"
SYLLABLE = re.compile(f"(?:{ONSET})?(?:{NUCLEUS})(?:{CODA})?")
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0323][^\W\d_]*)*")
TONES = "\u0300\u0301\u0303\u0309\u0323"
STOPPED = re.compile("[cpt]$|ch$")
TONES_OF_STOPPED = "\u0301\u0323"


def is_syllable(word: str) -> bool:
    """Whether one word has the form of a Vietnamese syllable: at most one tone, and after a stop only the two that can be said."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    if len(tones) > 1 or SYLLABLE.fullmatch(bare) is None:
        return False
    return not (tones and STOPPED.search(bare) and tones[0] not in TONES_OF_STOPPED)


def share_of_vietnamese(words: "list[str]") -> float:
    """The share of those words that are syllables; 1.0 of no words."""
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
