"""Passing a ticket on: decided by one, sent by somebody at a moment, taken back with a reason (R144-R145, NĐ 20/2008 Đ9). Pure; `ticket_rules.py` asks."""

from django.utils.translation import gettext as _

from questions.ticket_facts import TicketFacts
from questions.ticket_grounds import assigns_it, is_here, is_not_public, is_open, text_needed, works_on_it
from workflows.rules.refusal import Refusal


def forward(facts: TicketFacts) -> Refusal | None:
    if refusal := assigns_it(facts) or is_here(facts):
        return refusal
    if facts.is_forwarded:
        return Refusal(
            "is-forwarded", _("Câu hỏi này đã được chuyển. Muốn chuyển nơi khác thì hãy lấy lại lần chuyển ấy trước.")
        )
    if not facts.has_target:
        return Refusal("place-needed", _("Hãy chọn đơn vị hoặc ghi tên cơ quan có thẩm quyền."))
    return is_not_public(facts)


def hand_over(facts: TicketFacts) -> Refusal | None:
    """That it has been sent, as somebody knows who did it; or that the portal shall send a letter."""
    if refusal := works_on_it(facts) or is_open(facts):
        return refusal
    if not facts.is_to_be_sent:
        return Refusal("nothing-to-send", _("Câu hỏi này không chờ gửi đi đâu."))
    if not facts.has_way:
        return Refusal("way-needed", _("Hãy chọn cách gửi đến nơi nhận."))
    if facts.is_by_letter and not facts.has_address:
        return Refusal(
            "address-needed",
            _("Chưa có địa chỉ thư của nơi nhận. Hãy ghi ở «Nơi nhận câu hỏi chuyển đi», hoặc gửi bằng cách khác."),
        )
    if facts.is_by_letter and facts.is_letter_waiting:
        return Refusal("letter-waits", _("Thư đến nơi nhận đã được giao cho cổng và đang chờ gửi."))
    if not facts.is_by_letter and not facts.has_fitting_day:
        return Refusal("day-needed", _("Hãy ghi ngày gửi: từ ngày nhận câu hỏi đến hôm nay."))
    return None


def take_back(facts: TicketFacts) -> Refusal | None:
    if refusal := assigns_it(facts):
        return refusal
    if not facts.is_forwarded:
        return Refusal("not-forwarded", _("Câu hỏi này không được chuyển đi đâu."))
    if facts.is_closed and not facts.has_left:
        return is_open(facts)
    if not facts.has_person:
        return Refusal(
            "forgotten", _("Nguyên văn và người hỏi đã được xóa theo hạn, nên câu hỏi này không mở lại được.")
        )
    return None if facts.text else text_needed(_("Hãy ghi vì sao lấy lại."))
