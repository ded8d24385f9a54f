"""A copy of a file without what it hides and without names of people: `clean`. Knows no Django. The file itself is never changed.

What hides is what the readers say (`foreign_files/text/`). A copy is given only where it shows the very words of the file, and the reader finds
nothing hidden in it any more; a file that is signed has none, since whoever signed it signed all of it (decision 0049).
"""

import logging
import subprocess

from foreign_files import confined

logger = logging.getLogger("portal.cleaning")

SECONDS = 30.0
NOT_CLEANED = b""


def clean(content: bytes) -> bytes:
    """The bytes of the copy; `NOT_CLEANED` where there can be none. Never raises for what is in the file."""
    try:
        done = confined.run("foreign_files.cleaning.copying", content=content, seconds=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        logger.warning("a file could not be cleaned: %s", error)
        return NOT_CLEANED
    return done.stdout if done.returncode == 0 else NOT_CLEANED
