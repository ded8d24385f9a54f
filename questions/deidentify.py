"""A question without who asked it, for the answer that everybody reads (2.14). Pure.

What the asker gave as name, address, telephone and e-mail is taken out of the text wherever and however it stands (`who_asked/`); so is what the
content guard finds of people's numbers and addresses, and whom else the letter names, each with its reason. What is taken out is a proposal:
`questions/services/conceal.py` puts a stretch back by one press.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from questions.who_asked import addresses, contacts, names
from vietnamese.people.names import full_names, introduced
from workflows.content_guard.apart import apart
from workflows.content_guard.finding import Finding, Kind, spaced
from workflows.content_guard.inspection import hits

HIDDEN = "[…]"
LEFT_TO_PEOPLE = frozenset({Kind.SECRECY, Kind.INTERNAL, Kind.SENSITIVE, Kind.HEALTH})


class What(StrEnum):
    """Whose or what a stretch is."""

    NAME = "name"
    LAST_NAME = "last-name"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY = "identity"
    ADDRESS = "address"
    OTHER_PERSON = "other-person"
    FOUND = "found"


@dataclass(frozen=True)
class Given:
    """What the asker gave; `identities`: the digits of the numbers of their papers and accounts in their letter."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    identities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Stretch:
    """A part of a text that tells who somebody is, and what stands for it. `is_sure`: it is the asker's beyond doubt; `kind`: as the guard calls it."""

    start: int
    end: int
    by: str
    what: What
    is_sure: bool = True
    kind: Kind | None = None

    @property
    def reason(self) -> str:
        if self.kind is not None:
            return Finding(self.kind, "", "").name
        return {
            What.NAME: _("Họ tên người hỏi"),
            What.LAST_NAME: _("Tên gọi của người hỏi"),
            What.EMAIL: _("Thư điện tử của người hỏi"),
            What.PHONE: _("Số điện thoại của người hỏi"),
            What.IDENTITY: _("Số giấy tờ của người hỏi"),
            What.ADDRESS: _("Địa chỉ của người hỏi"),
            What.OTHER_PERSON: _("Tên người khác"),
            What.FOUND: _("Thông tin cá nhân"),
        }[self.what]


def initials(name: str) -> str:
    """«Nguyễn Thị Hoa» → «N.T.H.»; empty where there is no letter."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def shown_as(name: str) -> str:
    """How the asker is named to everybody without their consent."""
    return f"Ông/bà {initials(name)}" if initials(name) else "Công dân"


def without_asker(text: str, name: str, email: str = "", phone: str = "", address: str = "") -> str:
    """The text with the asker's name and other people's as initials, and everything else that they gave, or that tells who somebody is, hidden."""
    return replaced(text, stretches(text, Given(name, email, phone, address)))


def replaced(text: str, found: list[Stretch]) -> str:
    """The text with these stretches, which are in their order, replaced."""
    parts, end = [], 0
    for stretch in found:
        parts += [text[end : stretch.start], stretch.by]
        end = stretch.end
    return "".join([*parts, text[end:]])


def stretches(text: str, given: Given) -> list[Stretch]:
    """What tells who the asker or anybody else is, in the order of the text; where two overlap, the one that is surer."""
    return _apart([*of_asker(text, given), *_of_others(text)])


def of_asker(text: str, given: Given) -> list[Stretch]:
    """What of the asker's own stands in a text, in its order."""
    return _apart(_of_asker(spaced(text), given))


def _of_asker(text: str, given: Given) -> Iterator[Stretch]:
    for found in addresses.find(text, given.address):
        yield Stretch(found.start, found.end, HIDDEN, What.ADDRESS, found.is_house)
    for span in contacts.find_email(text, given.email):
        yield Stretch(*span, HIDDEN, What.EMAIL)
    for span in contacts.find_phone(text, given.phone):
        yield Stretch(*span, HIDDEN, What.PHONE)
    for span in contacts.find_digits(text, set(given.identities)):
        yield Stretch(*span, HIDDEN, What.IDENTITY)
    short = initials(given.name) or HIDDEN
    for name in names.find(text, given.name):
        if name.is_last_only:
            yield Stretch(
                name.start, name.end, initials(given.name.split()[-1]) or HIDDEN, What.LAST_NAME, is_sure=False
            )
        else:
            yield Stretch(name.start, name.end, short, What.NAME, name.is_sure)


def _of_others(text: str) -> Iterator[Stretch]:
    for hit in hits(text):
        if hit.kind in LEFT_TO_PEOPLE:
            continue
        by = initials(text[hit.start : hit.end]) if hit.kind is Kind.NAME else HIDDEN
        yield Stretch(hit.start, hit.end, by or HIDDEN, What.FOUND, kind=hit.kind)
    for named in [*introduced(text), *full_names(text)]:
        yield Stretch(named.start, named.end, initials(text[named.start : named.end]), What.OTHER_PERSON)


def _apart(found: Iterable[Stretch]) -> list[Stretch]:
    return apart(stretch for stretch in found if stretch.start < stretch.end)
