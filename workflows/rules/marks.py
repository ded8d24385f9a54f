"""The rules about marks on an item: sensitive (R59), a secrecy mark that is none (R132), and who asked, in an answer (2.14). Asked through `rules/chain.py`."""

from django.utils.translation import gettext as _

from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import own_text_to_confirm

LAST_NAME = "last-name"


def telling(facts: Facts) -> Refusal | None:
    """What tells who asked is taken out of an answer first; a name that may be another's stays with a reason, which the ledger keeps for exactly this text."""
    if facts.tells_asker:
        return Refusal(
            "tells-asker",
            _(
                "Câu trả lời còn lộ người hỏi: %s. Hãy bỏ đi hoặc thay bằng chữ viết tắt ở mục «Chỗ có thể lộ người hỏi»."
            )
            % "; ".join(facts.tells_asker),
            about_text=True,
        )
    if facts.may_tell_asker and not facts.reason:
        return Refusal(
            LAST_NAME,
            _(
                "Có thể còn tên hoặc thông tin của người hỏi: %s. Hãy thay bằng chữ viết tắt; nếu là của người khác hay của cơ quan, hãy ghi vì sao giữ lại ở hồ sơ duyệt."
            )
            % "; ".join(facts.may_tell_asker),
            asks_reason=True,
        )
    return None


def declaring(facts: Facts) -> Refusal | None:
    if not facts.marks:
        return Refusal("no-mark", _("Mục này không có dấu chỉ độ mật nào cần xác nhận."))
    if not facts.roles & facts.declaring_roles:
        return Refusal("may-not-declare", _("Theo quy chế, vai của bạn không được xác nhận tài liệu không mật."))
    if facts.is_contributor:
        return own_text_to_confirm()
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết căn cứ để xác nhận đây không phải tài liệu mật; căn cứ được lưu trong sổ quyết định."),
            asks_reason=True,
        )
    return None


def flagging(facts: Facts) -> Refusal | None:
    """Whoever is on the way may say that an item is sensitive (R59); it costs the others one more look and nobody a right."""
    if not facts.is_step_open:
        return Refusal(
            "not-in-review", _("Mục này không đang được xét duyệt. Hãy tải lại trang để xem tình trạng mới nhất.")
        )
    if not facts.roles:
        return Refusal("not-a-member", _("Chỉ thành viên Ban biên tập mới đánh dấu được."))
    if facts.is_flagged:
        return Refusal("already-flagged", _("Mục này đã được đánh dấu nhạy cảm."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao nội dung nhạy cảm."), asks_reason=True)
    return None


def clearing(facts: Facts) -> Refusal | None:
    if not (facts.is_step_open and facts.is_flagged):
        return Refusal("not-flagged", _("Mục này không mang dấu nhạy cảm."))
    if not facts.may_clear:
        return Refusal(
            "chief-only", _("Chỉ Trưởng ban, hoặc người được Trưởng ban ủy quyền ghi rõ, mới bỏ được dấu nhạy cảm.")
        )
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao bỏ dấu nhạy cảm."), asks_reason=True)
    return None
