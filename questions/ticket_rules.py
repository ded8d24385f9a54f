"""Who may do what with what a citizen sent, and when: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

Complaints and denunciations are read by whom the charter names and by nobody else, and nothing of them is ever published (2.13).
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from questions import forwarding_rules
from questions.charter_values import CONFIDENTIAL, NEVER_PUBLIC, assigners
from questions.ticket_act import TicketAct
from questions.ticket_facts import TicketFacts
from questions.ticket_grounds import assigns_it, is_here, is_not_public, is_open, sorts_it, text_needed, works_on_it
from workflows.rules.refusal import Refusal


def may_see(facts: TicketFacts) -> Refusal | None:
    """Whether this person may read what was sent."""
    questions = facts.questions
    if facts.kind in CONFIDENTIAL:
        if facts.roles & set(questions.confidential_to):
            return None
        return Refusal("confidential", _("Đơn khiếu nại, tố cáo chỉ người được quy chế giao mới đọc được."))
    if facts.is_handler or facts.roles & {*questions.triaged_by, *assigners(questions), *questions.answered_by}:
        return None
    return Refusal("not-yours", _("Theo quy chế, vai của bạn không xử lý câu hỏi của người dân."))


def may(act: TicketAct, facts: TicketFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it. What citizens do themselves needs their code and no role."""
    if act in _CITIZENS_RULES:
        return _CITIZENS_RULES[act](facts)
    if refusal := may_see(facts):
        return refusal
    if not facts.is_as_seen:
        return Refusal(
            "changed", _("Câu hỏi này vừa có việc khác làm xong. Hãy xem lại điều người hỏi sẽ đọc rồi mới gửi.")
        )
    return _RULES[act](facts)


def _may_triage(facts: TicketFacts) -> Refusal | None:
    if refusal := sorts_it(facts):
        return refusal
    is_found_late = facts.is_answered and facts.has_page and facts.new_kind in CONFIDENTIAL
    if not is_found_late and (refusal := is_open(facts)):
        return refusal
    if facts.new_kind is None:
        return Refusal("kind-needed", _("Hãy chọn loại: câu hỏi, phản ánh, yêu cầu, khiếu nại hay tố cáo."))
    if _becomes_private(facts):
        return is_not_public(facts)
    if facts.is_private:
        return Refusal(
            "stays-private",
            _("Câu này được trả lời riêng, không đổi thành đăng công khai được. Hãy để dấu ở ô «Trả lời riêng»."),
        )
    return None


def _becomes_private(facts: TicketFacts) -> bool:
    return facts.new_is_private or facts.new_kind in NEVER_PUBLIC


def _may_refuse_spam(facts: TicketFacts) -> Refusal | None:
    if refusal := sorts_it(facts) or is_here(facts):
        return refusal
    return None if facts.text else text_needed(_("Hãy ghi vì sao không tiếp nhận; người gửi đọc được."))


def _may_assign(facts: TicketFacts) -> Refusal | None:
    if refusal := assigns_it(facts) or is_open(facts):
        return refusal
    if not facts.has_target:
        return Refusal("member-needed", _("Hãy chọn thành viên đang có người giữ để giao xử lý."))
    return None


def _may_merge(facts: TicketFacts) -> Refusal | None:
    if refusal := sorts_it(facts) or is_here(facts):
        return refusal
    if not facts.has_target:
        return Refusal("ticket-needed", _("Hãy ghi số của câu hỏi kia, ví dụ 2026-0012."))
    if not facts.target_is_open:
        return Refusal("target-closed", _("Câu hỏi kia đã xong. Hãy trả lời câu hỏi này riêng."))
    if not facts.target_is_earlier:
        return Refusal("target-later", _("Hãy gộp câu gửi sau vào câu gửi trước: hạn trả lời tính từ câu gửi trước."))
    if facts.target_is_confidential or facts.kind in CONFIDENTIAL:
        return Refusal("confidential", _("Đơn khiếu nại, tố cáo không gộp với câu hỏi khác."))
    if facts.target_is_private or facts.is_private or facts.kind in NEVER_PUBLIC:
        return Refusal("private", _("Câu trả lời riêng chỉ gửi cho một người, nên không gộp câu hỏi trả lời riêng."))
    return is_not_public(facts)


def _may_ask_back(facts: TicketFacts) -> Refusal | None:
    if refusal := works_on_it(facts) or is_here(facts):
        return refusal
    if facts.is_waiting:
        return Refusal("waits", _("Đã hỏi lại và đang chờ người hỏi bổ sung."))
    return None if facts.text else text_needed(_("Hãy ghi điều cần người hỏi bổ sung; người hỏi đọc nguyên văn."))


def _may_note(facts: TicketFacts) -> Refusal | None:
    return None if facts.text else text_needed(_("Hãy viết ghi chú."))


def _may_draft(facts: TicketFacts) -> Refusal | None:
    return next(missing_before_draft(facts), None)


def missing_before_draft(facts: TicketFacts) -> Iterator[Refusal]:
    """Everything that stands before the draft of a public answer, in the order in which one deals with it."""
    if refusal := _publishable(facts) or is_here(facts):
        yield refusal
        return
    if facts.has_page:
        yield Refusal("has-draft", _("Đã có bản nháp câu trả lời. Hãy mở bản ấy để sửa."))
        return
    if not facts.has_field:
        yield Refusal("field-needed", _("Hãy phân loại lĩnh vực trước: câu trả lời được duyệt và xếp theo lĩnh vực."))
    if facts.lacks_unit:
        yield Refusal(
            "unit-needed", _("Quy chế phân việc theo đơn vị: hãy chuyển đơn vị chuẩn bị câu trả lời trước khi soạn.")
        )
    if not facts.roles & facts.drafting_roles:
        yield Refusal(
            "not-drafter",
            _(
                "Theo quy chế, vai của bạn không soạn câu trả lời để trình duyệt: phải giao cho người của vai được soạn."
            ),
        )


def _may_propose(facts: TicketFacts) -> Refusal | None:
    mends = facts.has_proposal and _sends(facts)
    if refusal := (None if mends else works_on_it(facts)) or is_here(facts):
        return refusal
    if not facts.is_private:
        return Refusal(
            "to-be-published",
            _("Câu hỏi này được trả lời công khai: hãy soạn bản để trình duyệt, hoặc phân loại lại là trả lời riêng."),
        )
    if facts.has_page:
        return Refusal("has-draft", _("Câu hỏi này đã có bản nháp để đăng. Hãy xóa bản nháp rồi mới trả lời riêng."))
    if not facts.has_other_sender:
        return Refusal(
            "nobody-sends",
            _("Ngoài bạn không còn ai duyệt được câu trả lời này. Hãy ghi chú điều cần sửa, để người soạn tự sửa."),
        )
    return None if facts.text else text_needed(_("Hãy viết câu trả lời; người hỏi đọc nguyên văn sau khi được duyệt."))


def _sends(facts: TicketFacts) -> bool:
    return bool(facts.roles & set(facts.questions.answered_by))


def _may_send(facts: TicketFacts) -> Refusal | None:
    if not _sends(facts):
        return Refusal("not-yours", _("Theo quy chế, vai của bạn không duyệt câu trả lời riêng."))
    if refusal := is_here(facts):
        return refusal
    if not facts.has_proposal or not facts.is_private or facts.has_page:
        return Refusal("no-proposal", _("Chưa có dự thảo trả lời riêng để duyệt."))
    if not facts.is_proposal_seen:
        return Refusal("other-proposal", _("Dự thảo đã có bản mới hơn. Hãy đọc bản mới rồi mới duyệt và gửi."))
    if facts.proposed_it:
        return Refusal("own-text", _("Bạn đã viết hoặc sửa dự thảo này, nên người khác phải duyệt và gửi."))
    return None


def _may_read_person(facts: TicketFacts) -> Refusal | None:
    allowed = facts.questions.confidential_to if facts.kind in CONFIDENTIAL else facts.questions.personal_data
    if not facts.roles & set(allowed):
        return Refusal("not-yours", _("Theo quy chế, vai của bạn không được xem người hỏi là ai."))
    if not facts.has_person:
        return Refusal("forgotten", _("Thông tin của người hỏi đã được xóa theo hạn."))
    return None if facts.text else text_needed(_("Hãy ghi xem để làm việc gì; lần xem được giữ lại."))


def _may_add(facts: TicketFacts) -> Refusal | None:
    if facts.is_closed:
        return Refusal("closed", _("Câu hỏi này đã xong nên không bổ sung được. Xin gửi câu hỏi mới."))
    return None if facts.text else text_needed(_("Hãy viết điều cần bổ sung."))


def _may_withdraw(facts: TicketFacts) -> Refusal | None:
    if facts.is_closed:
        return Refusal("closed", _("Câu hỏi này đã xong nên không rút được nữa."))
    return None


def _may_rate(facts: TicketFacts) -> Refusal | None:
    if not facts.is_answered:
        return Refusal("not-answered", _("Chỉ đánh giá được khi đã có câu trả lời."))
    if facts.is_rated:
        return Refusal("rated", _("Ông/bà đã đánh giá câu trả lời này. Xin cảm ơn."))
    if facts.rating not in range(1, 6):
        return Refusal("rating-needed", _("Hãy chọn một mức từ 1 đến 5."))
    return None


def _publishable(facts: TicketFacts) -> Refusal | None:
    if facts.kind in NEVER_PUBLIC:
        return Refusal(
            "never-public", _("Khiếu nại, tố cáo và yêu cầu về dữ liệu cá nhân không bao giờ được đăng lên cổng.")
        )
    if facts.is_private:
        return Refusal("private", _("Người hỏi hoặc Ban biên tập muốn trả lời riêng, nên không soạn bản để đăng."))
    return None


_Rule = Callable[[TicketFacts], Refusal | None]
_CITIZENS_RULES: dict[TicketAct, _Rule] = {
    TicketAct.ADD: _may_add,
    TicketAct.WITHDRAW: _may_withdraw,
    TicketAct.RATE: _may_rate,
}
_RULES: dict[TicketAct, _Rule] = {
    TicketAct.TRIAGE: _may_triage,
    TicketAct.SPAM: _may_refuse_spam,
    TicketAct.ASSIGN: _may_assign,
    TicketAct.MERGE: _may_merge,
    TicketAct.FORWARD: forwarding_rules.forward,
    TicketAct.HAND_OVER: forwarding_rules.hand_over,
    TicketAct.TAKE_BACK: forwarding_rules.take_back,
    TicketAct.ASK_BACK: _may_ask_back,
    TicketAct.NOTE: _may_note,
    TicketAct.DRAFT: _may_draft,
    TicketAct.PROPOSE: _may_propose,
    TicketAct.SEND: _may_send,
    TicketAct.READ_PERSON: _may_read_person,
}
OF_THE_BOARD, CITIZENS = tuple(_RULES), tuple(_CITIZENS_RULES)
