"""From the bytes of a file to its text, in Unicode, whatever it was typed in. Knows no Django.

`read` does it in a process of its own; `extraction` is that process, with a module per format; `legacy_fonts` turns TCVN3 and VNI.
"""

import json
import logging
import subprocess

from foreign_files import confined
from foreign_files.text.hidden import Hidden, Part
from foreign_files.text.reading import PAGE_BREAK, VERSION, Limits, Reading, State
from vietnamese.signs import mended

__all__ = ["VERSION", "Hidden", "Limits", "Part", "Reading", "State", "read"]

logger = logging.getLogger("portal.file_text")


def read(content: bytes, seconds: float, limits: Limits | None = None) -> Reading:
    """The text of a file, waiting at most so many seconds: what may be public, and apart from it what the file hides.

    Never raises for what is in the file.
    """
    limits = limits or Limits()
    asked = (str(limits.pages), str(limits.characters), str(limits.seconds))
    try:
        done = confined.run("foreign_files.text.extraction", *asked, content=content, seconds=seconds)
        told = json.loads(done.stdout)
        hidden = tuple(Hidden(Part(part), count, _mended(text)) for part, count, text in told["hidden"])
        return Reading(State(told["state"]), _mended(told["text"]), told["is_whole"], hidden)
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
        logger.warning("the text of a file could not be taken out: %s", error)
        return Reading(State.UNREADABLE)


def _mended(text: str) -> str:
    """As people mean it, page by page: a form feed parts them."""
    return PAGE_BREAK.join(map(mended, text.split(PAGE_BREAK)))
