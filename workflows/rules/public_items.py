"""The rules about what is public, or has a history: withdrawing, proposing and declining that, deleting, moving. Asked through `rules/chain.py`."""

from django.utils.translation import gettext as _

from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal


def withdrawing(facts: Facts) -> Refusal | None:
    if not (facts.is_live or facts.is_scheduled):
        return Refusal("not-live", _("Mục này hiện không được đăng nên không có gì để gỡ xuống."))
    if not (facts.may_withdraw or facts.may_take_back):
        return _may_not_withdraw()
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết lý do gỡ xuống; người dân đọc được lý do này ở địa chỉ của mục."),
            asks_reason=True,
        )
    return None


def proposing(facts: Facts) -> Refusal | None:
    """Every member may say that something should come down (R121-R123); whom the charter lets decide does not propose, but does it."""
    if not facts.is_live:
        return Refusal("not-live", _("Mục này hiện không được đăng nên không có gì để đề nghị gỡ."))
    if not facts.roles:
        return Refusal("not-a-member", _("Chỉ thành viên Ban biên tập mới đề nghị gỡ được."))
    if facts.may_withdraw or facts.may_take_back:
        return Refusal("may-withdraw", _("Quy chế giao cho bạn quyết định gỡ; hãy dùng «Gỡ khỏi cổng»."))
    if facts.is_proposed:
        return Refusal("already-proposed", _("Đã có đề nghị gỡ mục này, đang chờ quyết định."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao đề nghị gỡ."), asks_reason=True)
    return None


def declining(facts: Facts) -> Refusal | None:
    if not facts.is_proposed:
        return Refusal("not-proposed", _("Không có đề nghị gỡ nào đang chờ ở mục này."))
    if not facts.may_withdraw:
        return _may_not_withdraw()
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao không gỡ; người đề nghị đọc được."), asks_reason=True)
    return None


def _may_not_withdraw() -> Refusal:
    return Refusal("may-not-withdraw", _("Theo quy chế, vai của bạn không được quyết định gỡ nội dung đã đăng."))


def deleting(facts: Facts) -> Refusal | None:
    if facts.has_history or facts.is_live:
        return Refusal(
            "has-history", _("Mục đã từng được trình hoặc đăng thì không xóa: hãy gỡ xuống, lịch sử được giữ lại.")
        )
    return None


def moving(facts: Facts) -> Refusal | None:
    """What is public keeps its old address as well, so it may move; who may take it down may say where it stands."""
    if facts.is_step_open:
        return Refusal("in-review", _("Mục này, hoặc mục nằm dưới nó, đang chờ duyệt nên chưa chuyển chỗ được."))
    if facts.changes_board:
        return Refusal("other-board", _("Không chuyển nội dung sang cổng của Ban biên tập khác: bên đó chưa duyệt."))
    if facts.is_live and not facts.may_withdraw:
        return Refusal("may-not-move", _("Theo quy chế, vai của bạn không được chuyển chỗ nội dung đã đăng."))
    return None
