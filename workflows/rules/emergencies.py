"""Posting in an emergency, confirming it, and its lapsing: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

The charter names who may post at once, who confirms, and within how long (R52; NĐ 244/2026 Đ7, domain 2.10). It is the one way past the
chain: a second person judges afterwards what the chain would have judged before.
"""

import datetime
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext as _

from workflows.rules.act import Act
from workflows.rules.chain import guarded
from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import incomplete, not_active, own_text_to_confirm, text_changed


@dataclass(frozen=True)
class UrgentFacts:
    """What the rules look at. `text` has what they share with the chain: completeness, secrecy marks, the checklist. `due_at`: until when
    a second person may confirm it."""

    text: Facts
    is_provided: bool = False
    may_post: bool = False
    may_confirm: bool = False
    was_public: bool = False
    is_appointed: bool = False
    is_same_text: bool = True
    is_voting: bool = False
    is_voted_down: bool = False  # and no later vote has passed it
    was_returned: bool = False  # and was not submitted anew
    is_returned_text: bool = False  # these very words were
    is_waiting: bool = False
    is_poster: bool = False
    is_doubted: bool = False
    reason: str = ""
    due_at: datetime.datetime | None = None
    now: datetime.datetime | None = None


class OfUrgent(TypedDict, total=False):
    """The part about what would be posted at once (the first eight), or was and would be confirmed."""

    may_post: bool
    was_public: bool
    is_appointed: bool
    is_same_text: bool
    is_voting: bool
    is_voted_down: bool
    was_returned: bool
    is_returned_text: bool
    is_waiting: bool
    may_confirm: bool
    is_poster: bool
    is_doubted: bool


class OfText(TypedDict, total=False):
    """The part about its text, which the rules of the chain look at too; with `Guarded`."""

    is_contributor: bool
    bar: Refusal | None
    is_secret: bool
    problems: tuple[str, ...]


def may(act: Act, facts: UrgentFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it. URGENT, AFFIRM; and LAPSE, which nobody does: the time is over."""
    if act is Act.LAPSE:
        return _may_lapse(facts)
    if not facts.text.is_active:
        return not_active()
    return _may_affirm(facts) if act is Act.AFFIRM else _may_post(facts)


def _may_post(facts: UrgentFacts) -> Refusal | None:
    if not facts.is_provided:
        return Refusal("not-provided", _("Quy chế không cho đăng khẩn loại nội dung này."))
    if not facts.may_post:
        return Refusal("may-not-post-urgently", _("Theo quy chế, vai của bạn không được đăng khẩn mục này."))
    if facts.text.bar:
        return facts.text.bar
    if facts.was_public:
        return Refusal(
            "was-public",
            _(
                "Mục này đã từng đăng nên không đăng khẩn được. Hãy soạn một mục mới, hoặc trình bản sửa theo quy trình."
            ),
        )
    if refusal := _around_the_board(facts):
        return refusal
    if facts.is_appointed:
        return Refusal(
            "appointed",
            _("Mục này có giờ hẹn đăng. Hãy hủy giờ hẹn (giờ ghi trong bản cũ thì mở ra lưu lại) rồi mới đăng khẩn."),
        )
    if not facts.is_same_text:
        return text_changed()
    if facts.text.is_secret:
        return Refusal("secret", _("Văn bản có dấu mật không được đưa lên cổng."), about_text=True)
    if facts.text.problems:
        return incomplete(facts.text.problems)
    if facts.text.marks:
        return guarded(facts.text)
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết vì sao phải đăng ngay, không chờ được các bước của quy trình."),
            asks_reason=True,
        )
    return guarded(facts.text)


def _around_the_board(facts: UrgentFacts) -> Refusal | None:
    """What the board or one of its people has said no to, or is being asked, does not go past them."""
    if facts.is_voting:
        return Refusal(
            "voting", _("Ban biên tập đang biểu quyết về mục này. Hãy chờ kết quả, hoặc dừng cuộc biểu quyết trước.")
        )
    if facts.is_voted_down:
        return Refusal(
            "voted-down",
            _(
                "Ban biên tập đã biểu quyết không thông qua mục này. Chỉ cuộc biểu quyết sau, hoặc cả quy trình, mới đưa được mục này lên cổng."
            ),
        )
    if facts.is_returned_text:
        return Refusal(
            "returned-text",
            _("Đúng bản này đã bị trả lại nên không đăng khẩn được. Hãy sửa theo lý do trả lại rồi trình duyệt."),
        )
    if facts.was_returned:
        return Refusal(
            "returned", _("Mục này đã bị trả lại và chưa được trình lại. Hãy trình duyệt bản sửa trước khi đăng khẩn.")
        )
    return None


def _may_affirm(facts: UrgentFacts) -> Refusal | None:
    if not facts.is_waiting:
        return Refusal(
            "not-waiting", _("Mục này không chờ xác nhận đăng khẩn. Hãy tải lại trang để xem tình trạng mới nhất.")
        )
    if facts.is_doubted:
        return Refusal(
            "doubted",
            _("Tài khoản đã đăng khẩn mục này bị báo lộ. Hãy xử lý ở «Lộ mật khẩu», hoặc gỡ mục khỏi cổng."),
        )
    if not facts.may_confirm:
        return Refusal("may-not-confirm", _("Theo quy chế, vai của bạn không xác nhận bản đăng khẩn."))
    if facts.is_poster:
        return Refusal("own-posting", _("Bạn đã đăng khẩn mục này, nên người khác phải xác nhận."))
    if facts.text.is_contributor:
        return own_text_to_confirm()
    return guarded(facts.text)


def _may_lapse(facts: UrgentFacts) -> Refusal | None:
    """What nobody has confirmed comes down by itself, at the moment that the charter sets and not before (R52)."""
    if not facts.is_waiting or facts.due_at is None or facts.now is None or facts.due_at > facts.now:
        return Refusal("not-lapsed", _("Bản đăng khẩn này chưa hết hạn xác nhận."))
    return None
