"""Whether a fingerprint that somebody kept, from a letter or a witness file, still stands in a board's ledger (decision 0037)."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.clocks.sentence import day_and_time
from workflows.gate.withheld import hide
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.verification.ledger import first_altered

WHOLE_OR_BEGINNING = re.compile(r"[0-9a-f]{12,64}")


@dataclass(frozen=True)
class Answer:
    """What is told below the field, and whether the ledger is as it was."""

    sentence: str
    is_good: bool = False


def answer(board: Board, typed: str, user: SomeUser) -> Answer | None:
    """None where nothing was typed. Reads the ledger up to the row that it finds, and recomputes every hash."""
    if not (fingerprint := "".join(typed.split()).lower()):
        return None
    if not WHOLE_OR_BEGINNING.fullmatch(fingerprint):
        return Answer(
            _("Dấu vân tay chỉ có chữ số và các chữ cái từ a đến f. Hãy dán cả 64 ký tự, hoặc ít nhất 12 ký tự đầu.")
        )
    row = Decision.objects.filter(board=board, hash__startswith=fingerprint).order_by("number").first()
    if row is None:
        return Answer(
            _(
                "Không dòng nào trong sổ của Ban này có dấu vân tay ấy. Hãy xem lại: thư có phải của Ban này không, có chép thiếu hay nhầm ký tự không. Nếu đúng, sổ đã bị sửa hoặc bị cắt bớt. %s"
            )
            % _what_to_do()
        )
    if altered := first_altered(board, row.number):
        return Answer(
            _("Dòng %(number)d có dấu vân tay ấy, nhưng dòng %(altered)d đã bị sửa hoặc bị xóa. %(then)s")
            % {"number": row.number, "altered": altered, "then": _what_to_do()}
        )
    hide([row], user)
    if len(fingerprint) < len(row.hash):
        return Answer(
            _(
                "Dòng %(number)d, ghi lúc %(at)s (%(what)s), có dấu vân tay bắt đầu như vậy. Hãy dán đủ 64 ký tự: phần đầu thì người khác làm giả được."
            )
            % {"number": row.number, "at": day_and_time(row.at), "what": _in_words(row)}
        )
    return Answer(
        _(
            "Khớp với dòng %(number)d, ghi lúc %(at)s (%(what)s). Từ dòng 1 đến dòng này, không dòng nào bị sửa hay bị xóa."
        )
        % {"number": row.number, "at": day_and_time(row.at), "what": _in_words(row)},
        is_good=True,
    )


def _in_words(row: Decision) -> str:
    title = _("«%s»") % row.title if row.title else ""
    return ", ".join(filter(None, (title, row.get_act_display(), row.person)))


def _what_to_do() -> str:
    return _(
        "Báo ngay cho cơ quan chủ quản, giữ lại thư, và đề nghị người quản trị kỹ thuật giữ nguyên cơ sở dữ liệu rồi chạy verify_publications."
    )
