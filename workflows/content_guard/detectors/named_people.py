"""The full name of who writes, or of somebody of theirs, where the text introduces them in the first person. Pure.

Whom else a text names (officials, people in the news) is no matter of the guard; in a citizen's letter the taking out of who asked looks for them.
"""

from collections.abc import Iterator

from vietnamese.people.names import OF_THE_WRITER, introduced
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read


def find(read: Read) -> Iterator[Hit]:
    for named in introduced(read.text, OF_THE_WRITER):
        if named.is_full:
            yield Hit(Kind.NAME, named.start, named.end)
