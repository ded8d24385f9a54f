"""What a detector found: its kind, the words, and where they stand. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

AROUND = 60  # characters shown on either side of what was found
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")


class Kind(StrEnum):
    """What was found. A secrecy mark blocks; the others warn."""

    IDENTITY = "identity"
    PHONE = "phone"
    ACCOUNT = "account"
    ADDRESS = "address"
    SECRECY = "secrecy"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Hit:
    """A stretch of one text."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """A hit with its surroundings, for showing: `before` + marked `words` + `after`, and the part of the item it stands in."""

    kind: Kind
    place: str
    words: str
    before: str = ""
    after: str = ""

    @property
    def name(self) -> str:
        return {
            Kind.IDENTITY: _("Số giấy tờ tùy thân"),
            Kind.PHONE: _("Số điện thoại cá nhân"),
            Kind.ACCOUNT: _("Số tài khoản ngân hàng"),
            Kind.ADDRESS: _("Địa chỉ nhà riêng"),
            Kind.SECRECY: _("Dấu chỉ độ mật"),
            Kind.INTERNAL: _("Dấu lưu hành nội bộ"),
            Kind.SENSITIVE: _("Từ ngữ có thể nhạy cảm"),
        }[self.kind]

    @property
    def advice(self) -> str:
        """What to do about it, in a sentence."""
        return {
            Kind.IDENTITY: _("Hãy xóa số này: trang công khai không cần số định danh hay căn cước của ai."),
            Kind.PHONE: _("Hãy xóa, hoặc thay bằng số của cơ quan; chỉ giữ khi người có số đã đồng ý."),
            Kind.ACCOUNT: _(
                "Hãy xóa nếu là tài khoản của cá nhân; nếu là của cơ quan, hãy đối chiếu lại từng chữ số với văn bản."
            ),
            Kind.ADDRESS: _("Hãy bỏ số nhà, thôn, xóm; chỉ ghi đến xã, phường."),
            Kind.SECRECY: _("Tài liệu mật không được đưa lên cổng. Hãy bỏ phần này hoặc tệp này ra khỏi mục."),
            Kind.INTERNAL: _("Hãy hỏi nơi ban hành xem tài liệu này có được công khai không, rồi mới trình."),
            Kind.SENSITIVE: _(
                "Nếu nội dung nhạy cảm hoặc dư luận đang quan tâm, hãy đánh dấu nhạy cảm để Trưởng ban trực tiếp cho ý kiến."
            ),
        }[self.kind]

    @property
    def blocks(self) -> bool:
        return self.kind is Kind.SECRECY


def readable(text: str) -> str:
    """The text as detectors read it: composed letters, plain spaces, nothing invisible."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).translate(_INVISIBLE)


def led_by(text: str, start: int, width: int) -> str:
    """Up to `width` characters before a place, not beyond the beginning of its line."""
    before = text[max(0, start - width) : start]
    return before[before.rfind("\n") + 1 :]


def followed_by(text: str, end: int, width: int) -> str:
    """Up to `width` characters after a place, not beyond the end of its line."""
    return text[end : end + width].split("\n", 1)[0]


def shown(place: str, text: str, hit: Hit) -> Finding:
    """A hit with a little of the text around it."""
    before, after = led_by(text, hit.start, AROUND), followed_by(text, hit.end, AROUND)
    return Finding(
        hit.kind,
        place,
        text[hit.start : hit.end],
        f"…{before}" if hit.start > len(before) else before,
        f"{after}…" if hit.end + len(after) < len(text) else after,
    )


def digits_of(words: str) -> str:
    return re.sub(r"\D", "", words)


def matches(pattern: re.Pattern[str], text: str, group: int | str = 0) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and words of every match of a pattern's group."""
    for match in pattern.finditer(text):
        yield match.start(group), match.end(group), match.group(group)
