"""The four boards as grounds: their charters with people on every seat, and the demo."""

from collections.abc import Callable

from django.core.management import call_command

from portal.demo.people import create_people
from tests.ground import Ground
from tests.language import english_in, listening
from workflows.models import Board

SLUGS = ("tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan")


def _load(slug: str, *, is_default: bool) -> None:
    call_command("load_charter", slug, default=is_default, verbosity=0)
    create_people(Board.objects.get(slug=slug))


def _load_all() -> None:
    for slug in SLUGS:
        _load(slug, is_default=slug == SLUGS[0])


def _in_vietnamese(make: Callable[[], None]) -> Callable[[], None]:
    """The same, and no text that it writes was missing in the catalogue."""

    def made() -> None:
        with listening() as missing:
            make()
        assert sorted(text for text in missing if english_in(text)) == []

    return made


ALL_FOUR = Ground("four_boards", _load_all)


def only(slug: str) -> Ground:
    """One of them, which answers for every host name."""
    return Ground(f"only_{slug}", _in_vietnamese(lambda: _load(slug, is_default=True)))


def demo_of(slug: str) -> Ground:
    return Ground(f"demo_{slug}", _in_vietnamese(lambda: call_command("load_demo", "--board", slug, verbosity=0)))
