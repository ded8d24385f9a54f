"""A name under which a file can be kept and given back: words of Latin letters and one ending, that of its content."""

import re
import unicodedata

from foreign_files.uploads.kinds import Kind
from vietnamese.slugs import vietnamese_slug

LENGTH = 80
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def safe_name(name: str, kind: Kind) -> str:
    """«../Báo cáo.php%00.gif» of a PDF → «bao-cao-php-00.pdf»; what has no letter is called «tep»."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = last.rpartition(".")[0] or last
    words = vietnamese_slug(re.sub(r"[^\w]+", " ", stem.replace("_", " ")))[:LENGTH].strip("-")
    return f"{words if words and words not in RESERVED else 'tep'}.{kind.value}"
