"""Whether what runs stands as the ledger has it: asked in these words, until this end, and closed or not. Reads only.

What does not was changed behind the software's back. It is not waited for: nothing is taken for it or counted, and people are told.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from workflows.models.consultation import SETTLING, Consultation
from workflows.models.decision import Decision
from workflows.rules.act import Act


def altered(consultations: Iterable[Consultation]) -> list[Consultation]:
    """Those of them that stand otherwise than the ledger says. One query, whatever their number."""
    asked = list(consultations)
    rows = Decision.objects.filter(act__in=(Act.CALL_VOTE, *SETTLING), digest__in={each.digest for each in asked})
    written: dict[tuple[int, str], set[str]] = defaultdict(set)
    for board, digest, act in rows.values_list("board", "digest", "act"):
        written[board, digest].add(act)
    return [each for each in asked if not _is_borne_out(each, written[each.board_id, each.digest])]


def is_altered(consultation: Consultation) -> bool:
    return bool(altered([consultation]))


def sentence() -> str:
    """What people are told of such a one."""
    return _(
        "Việc lấy ý kiến này không còn đúng như trong sổ quyết định, nên không nhận phiếu và không tính kết quả. "
        "Trưởng ban và Thư ký đã được báo; người quản trị kỹ thuật phải khôi phục nó từ bản sao lưu."
    )


def _is_borne_out(consultation: Consultation, acts: set[str]) -> bool:
    return Act.CALL_VOTE in acts and bool(acts & set(SETTLING)) == (consultation.closed_at is not None)
