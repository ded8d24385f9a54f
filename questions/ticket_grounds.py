"""What several rules of tickets begin with: whose it is, whether it is still open. Pure; only `ticket_rules.py` and `forwarding_rules.py` ask."""

from django.utils.translation import gettext as _

from questions.charter_values import CONFIDENTIAL, assigners
from questions.ticket_facts import TicketFacts
from workflows.rules.refusal import Refusal


def sorts_it(facts: TicketFacts) -> Refusal | None:
    allowed = facts.questions.confidential_to if facts.kind in CONFIDENTIAL else facts.questions.triaged_by
    if facts.roles & set(allowed):
        return None
    return Refusal("not-yours", _("Theo quy chế, vai của bạn không phân loại câu hỏi của người dân."))


def assigns_it(facts: TicketFacts) -> Refusal | None:
    allowed = facts.questions.confidential_to if facts.kind in CONFIDENTIAL else assigners(facts.questions)
    if facts.roles & set(allowed):
        return None
    return Refusal("not-yours", _("Theo quy chế, vai của bạn không phân công, chuyển câu hỏi của người dân."))


def works_on_it(facts: TicketFacts) -> Refusal | None:
    return None if facts.is_handler or assigns_it(facts) is None else sorts_it(facts)


def is_open(facts: TicketFacts) -> Refusal | None:
    if facts.is_closed:
        return Refusal("closed", _("Câu hỏi này đã xong. Hãy tải lại trang để xem tình trạng mới nhất."))
    return None


def is_here(facts: TicketFacts) -> Refusal | None:
    """Open, and not about to leave for another body."""
    if refusal := is_open(facts):
        return refusal
    if facts.is_leaving:
        return Refusal(
            "is-leaving",
            _("Câu hỏi này chờ gửi đến nơi có thẩm quyền. Muốn Ban biên tập xử lý tiếp thì hãy lấy lại việc chuyển."),
        )
    return None


def is_not_public(facts: TicketFacts) -> Refusal | None:
    """A draft of the answer is let go with the act; what is public, or will be by itself, is not."""
    if not facts.is_page_public:
        return None
    return Refusal(
        "is-public",
        _(
            "Câu trả lời đang đăng trên cổng, hoặc đã hẹn giờ đăng. Hãy gỡ ở hồ sơ duyệt của nó trước, rồi làm việc này."
        ),
    )


def text_needed(sentence: str) -> Refusal:
    return Refusal("text-needed", sentence, asks_reason=True)
