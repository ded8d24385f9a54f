"""Refusals that the rules of several subjects give in the same words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from workflows.rules.refusal import Refusal


def not_active() -> Refusal:
    return Refusal("not-active", _("Tài khoản này không hoạt động hoặc chưa đăng nhập."))


def not_in_review() -> Refusal:
    return Refusal(
        "not-in-review", _("Mục này không đang chờ ai quyết định. Hãy tải lại trang để xem tình trạng mới nhất.")
    )


def unknown_act(name: str) -> Refusal:
    return Refusal("unknown-act", _("Không có việc nào tên «%s» ở bước này.") % name)


def text_changed() -> Refusal:
    """What is judged is no longer what was submitted: its text, or the bytes of a file."""
    return Refusal(
        "text-changed", _("Nội dung hoặc tệp kèm theo không còn đúng như lúc trình. Hãy trả lại để trình lại từ đầu.")
    )


def incomplete(problems: Iterable[str]) -> Refusal:
    """`problems`: a sentence for each thing that the text still lacks."""
    return Refusal("incomplete", " ".join(problems), about_text=True)


def others_there(step: str, others: str) -> Refusal:
    """An exception for the absence of the others ends where one of them is there (0042). `others`: who could do the step."""
    return Refusal(
        "others-there",
        _(
            "Bạn đã có phần ở mục này, nên chỉ làm bước «%(step)s» khi những người khác đều vắng. Lúc này %(others)s làm được; ai đi vắng thì người đó hoặc Thư ký ghi ở trang «Nghỉ»."
        )
        % {"step": step, "others": others},
    )


def own_text_to_confirm() -> Refusal:
    """Who wrote a part of a text does not confirm what is said of it (1.20.8)."""
    return Refusal("own-text", _("Bạn đã viết một phần nội dung này, nên người khác phải xác nhận."))
