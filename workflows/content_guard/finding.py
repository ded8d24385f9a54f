"""What a detector found: its kind, the words, and where they stand. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.content_guard.surroundings import followed_by, led_by

AROUND = 60  # characters shown on either side of what was found
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")


class Kind(StrEnum):
    """What was found. A secrecy mark blocks; the others warn."""

    IDENTITY = "identity"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    INSURANCE = "insurance"
    TAX = "tax"
    PASSPORT = "passport"
    PLATE = "plate"
    BIRTH = "birth"
    ADDRESS = "address"
    HEALTH = "health"
    NAME = "name"
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
            Kind.EMAIL: _("Thư điện tử cá nhân"),
            Kind.INSURANCE: _("Số bảo hiểm xã hội, thẻ bảo hiểm y tế"),
            Kind.TAX: _("Mã số thuế cá nhân"),
            Kind.PASSPORT: _("Số hộ chiếu"),
            Kind.PLATE: _("Biển số xe"),
            Kind.BIRTH: _("Ngày sinh"),
            Kind.HEALTH: _("Sức khỏe của người được nêu tên"),
            Kind.NAME: _("Họ tên người viết hoặc người nhà"),
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
            Kind.EMAIL: _("Hãy xóa, hoặc thay bằng hộp thư của cơ quan; chỉ giữ khi người có hộp thư đã đồng ý."),
            Kind.INSURANCE: _("Hãy xóa số này: trang công khai không cần số sổ, số thẻ bảo hiểm của ai."),
            Kind.TAX: _("Hãy xóa nếu là mã số thuế của cá nhân; mã của doanh nghiệp thì giữ được."),
            Kind.PASSPORT: _("Hãy xóa số này: trang công khai không cần số hộ chiếu của ai."),
            Kind.PLATE: _("Hãy xóa, trừ khi biển số cần cho việc được thông báo."),
            Kind.BIRTH: _("Hãy chỉ ghi năm sinh hoặc tuổi, nếu cần."),
            Kind.HEALTH: _(
                "Hãy bỏ tên người, hoặc bỏ phần nói về bệnh: tình trạng sức khỏe là dữ liệu cá nhân nhạy cảm."
            ),
            Kind.NAME: _("Hãy thay bằng chữ viết tắt, trừ khi người ấy đồng ý nêu tên."),
            Kind.SECRECY: _("Tài liệu mật không được đưa lên cổng. Hãy bỏ phần này hoặc tệp này ra khỏi mục."),
            Kind.INTERNAL: _("Hãy hỏi nơi ban hành xem tài liệu này có được công khai không, rồi mới trình."),
            Kind.SENSITIVE: _(
                "Nếu nội dung nhạy cảm hoặc dư luận đang quan tâm, hãy đánh dấu nhạy cảm để Trưởng ban trực tiếp cho ý kiến."
            ),
        }[self.kind]

    @property
    def blocks(self) -> bool:
        return self.kind is Kind.SECRECY


def spaced(text: str) -> str:
    """The text, letter for letter, with a plain space for whatever looks like one or cannot be seen."""
    return _SPACES.sub(" ", text).translate(dict.fromkeys(_INVISIBLE, " "))


def readable(text: str) -> str:
    """The text as detectors read it: composed letters, plain spaces, nothing invisible."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).translate(_INVISIBLE)


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
