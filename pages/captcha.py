"""A small question in words that tells people from programs where the browser cannot do the proof of work. No picture, no sound, no script.

The page carries a number used once, signed; question and answer follow from it and `SECRET_KEY`. Answers count with or without marks,
numbers as digits or words.
"""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.translation import gettext as _

from vietnamese.slugs import vietnamese_slug

SALT = "cau-hoi-kiem-tra"
MOST_SECONDS = 12 * 3600
NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SUMS = (*NUMBERS, "mười", "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm", "mười sáu", "mười bảy", "mười tám")
ODD_ONES = (
    (("con mèo", "con trâu", "con gà", "con vịt"), ("cái bàn", "cái nón", "cái ghế", "cái chổi"), "con vật"),
    (("quả cam", "quả bưởi", "quả xoài", "quả na"), ("cây cầu", "con đường", "ngôi nhà", "cái ao"), "quả để ăn"),
    (("xe đạp", "xe máy", "tàu hỏa", "máy bay"), ("hòn đá", "ngọn núi", "dòng sông", "đám mây"), "phương tiện đi lại"),
)


def new_token() -> str:
    """For a form that is being shown."""
    return signing.dumps(secrets.token_hex(8), salt=SALT)


def is_ours(token: str) -> bool:
    """Whether this server gave it, lately."""
    return _number_of(token) is not None


def question_of(token: str) -> str:
    """What to ask; the token is one of ours."""
    return _captcha(_number_of(token) or "")[0]


def is_answered(token: str, answer: str) -> bool:
    """Whether the answer is right; a token that was answered right is used up."""
    number = _number_of(token)
    if number is None:
        return False
    if vietnamese_slug(answer) not in {vietnamese_slug(right) for right in _captcha(number)[1]}:
        return False
    return cache.add(f"{SALT}:{number}", True, MOST_SECONDS)


def _number_of(token: str) -> str | None:
    try:
        return str(signing.loads(token, salt=SALT, max_age=MOST_SECONDS))
    except signing.BadSignature:
        return None


def _captcha(number: str) -> tuple[str, tuple[str, ...]]:
    """The question and its right answers."""
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"{SALT}:{number}".encode(), hashlib.sha256).digest()
    if drawn[0] % 2:
        left, right = drawn[1] % 10, drawn[2] % 10
        total = left + right
        asked = _("%(left)s cộng %(right)s bằng mấy?") % {"left": NUMBERS[left].capitalize(), "right": NUMBERS[right]}
        return asked, (str(total), SUMS[total])
    wanted, others, name = ODD_ONES[drawn[1] % len(ODD_ONES)]
    one = wanted[drawn[2] % len(wanted)]
    words = [others[(drawn[3] + place) % len(others)] for place in range(3)]
    words.insert(drawn[4] % 4, one)
    asked = _("Trong «%(words)s», đâu là %(name)s?") % {"words": ", ".join(words), "name": name}
    return asked, (one, one.split(" ", 1)[1])
