"""From the bytes of a file to its text, in Unicode, whatever it was typed in. Knows no Django.

`read` does it in a process of its own; `extraction` is that process, with a module per format; `legacy_fonts` turns TCVN3 and VNI.
"""

import logging
import subprocess
import unicodedata

from foreign_files import confined
from foreign_files.text.reading import Limits, Reading, State

__all__ = ["Limits", "Reading", "State", "read"]

logger = logging.getLogger("portal.file_text")


def read(content: bytes, seconds: float, limits: Limits | None = None) -> Reading:
    """The text of a file, waiting at most so many seconds. Never raises for what is in the file."""
    limits = limits or Limits()
    asked = (str(limits.pages), str(limits.characters), str(limits.seconds))
    try:
        done = confined.run("foreign_files.text.extraction", *asked, content=content, seconds=seconds)
    except (OSError, subprocess.SubprocessError) as error:
        logger.warning("the text of a file could not be taken out: %s", error)
        return Reading(State.UNREADABLE)
    head, _newline, text = done.stdout.partition(b"\n")
    state, _space, extent = head.decode("ascii", "replace").partition(" ")
    if done.returncode != 0 or state not in set(State):
        return Reading(State.UNREADABLE)
    return Reading(State(state), unicodedata.normalize("NFC", text.decode("utf-8", "replace")), extent == "whole")
