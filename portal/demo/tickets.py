"""The demo's tickets: what citizens sent, as the board finds it in the morning. Names, numbers and addresses are invented."""

from questions.models import Ticket
from questions.models.asker import Person
from questions.services.receive import Sent, receive
from workflows.charter.words import TicketKind
from workflows.models import Board

_ASKERS = (
    (
        TicketKind.QUESTION,
        "Tôi muốn làm lại giấy khai sinh bị mất cho con. Cần mang giấy tờ gì, nộp ở đâu và bao lâu thì có?",
        Person("Nguyễn Thị Mẫu", "nguyen-thi-mau@example.vn"),
    ),
    (
        TicketKind.FEEDBACK,
        "Đèn đường ở đầu xóm hỏng đã hai tuần, buổi tối đi lại rất nguy hiểm. Đề nghị cho sửa sớm.",
        Person("Trần Văn Thử", phone="0900 000 000"),
    ),
    (
        TicketKind.PERSONAL_DATA,
        "Tháng trước tôi có gửi câu hỏi qua cổng. Đề nghị xóa số điện thoại tôi đã ghi.",
        Person("Lê Thị Ví Dụ", address="Xóm Mẫu"),
    ),
)


def create_tickets(board: Board) -> int:
    """Send them where the board has none yet; returns how many."""
    if Ticket.objects.filter(board=board).exists():
        return 0
    for kind, text, person in _ASKERS:
        receive(board, Sent(text=text, person=person, kind=kind, field=board.fields.order_by("pk").first()))
    return len(_ASKERS)
