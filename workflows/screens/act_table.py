"""The acts of the review file, in one table: what each is called, what it asks, what it does, and what is said afterwards."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.charter.words import StepKind
from workflows.gate import gate, item_state, leaves
from workflows.models.chain import StepState
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal, Refused
from workflows.services.chain import appoint, buttons, declare, flag, propose_withdrawal, recall, submit, withdraw
from workflows.services.emergencies import affirm, publish_urgently


@dataclass(frozen=True)
class Pressed:
    """A button of the review file, with what was typed beside it; `state` is the step that its form was made for."""

    page: ReviewedPage
    user: SomeUser
    state: StepState | None
    reason: str = ""
    ticks: Collection[str] = ()
    change: str = ""
    note: str = ""
    replacement: str = ""
    at: datetime.datetime | None = None

    @property
    def step(self) -> StepState:
        """Raises `Refused` where the form was made for no step."""
        if self.state is None:
            raise Refused(_not_now(), self.page.pk)
        return self.state


@dataclass(frozen=True)
class Row:
    """One act. `reason`: the label where a reason is required, unless it is for an exception of the charter; `afterwards`: the sentence where the item is not told to wait for somebody."""

    label: str | Promise
    do: Callable[[Pressed], object]
    reason: str | Promise = ""
    afterwards: str | Promise = ""
    is_folded: bool = False
    takes_opinion: bool = False
    is_step_told: bool = True  # whether the step that the item has come to is told instead


def _pass_on(pressed: Pressed) -> None:
    buttons.perform(pressed.step, pressed.user, gate.POSITIVE_ACTION, pressed.reason, pressed.ticks)


TABLE: dict[Act, Row] = {
    Act.AFFIRM: Row(
        gettext_lazy("Xác nhận bản đăng khẩn – mục này tiếp tục hiện trên cổng"),
        lambda it: affirm.affirm(it.page, it.user, it.reason, it.ticks),
        afterwards=gettext_lazy("Đã xác nhận. Mục này tiếp tục hiện trên cổng."),
        takes_opinion=True,
    ),
    Act.REVIEW: Row(gettext_lazy("Đồng ý – chuyển tới bước «%s»"), _pass_on, takes_opinion=True),
    Act.APPROVE: Row(gettext_lazy("Phê duyệt – chuyển tới bước «%s»"), _pass_on, takes_opinion=True),
    Act.PUBLISH: Row(gettext_lazy("Đăng lên cổng – người dân đọc được ngay"), _pass_on),
    Act.APPOINT: Row(
        gettext_lazy("Hẹn giờ đăng – đến giờ mục này tự đăng"),
        lambda it: appoint.appoint(it.step, it.user, it.at, it.reason, it.ticks),
        gettext_lazy("Vì sao đăng vào giờ ấy (bắt buộc)"),
        gettext_lazy("Đã hẹn giờ đăng. Đến giờ ấy mục này tự đăng; trước đó bạn dời hoặc hủy được."),
        is_folded=True,
        is_step_told=False,
    ),
    Act.CALL_OFF: Row(
        gettext_lazy("Hủy giờ hẹn – mục này tiếp tục chờ đăng"),
        lambda it: appoint.call_off(it.step, it.user, it.reason),
        gettext_lazy("Vì sao hủy giờ hẹn (bắt buộc)"),
        gettext_lazy("Đã hủy giờ hẹn. Mục này vẫn đã duyệt và đang chờ đăng."),
        is_folded=True,
        is_step_told=False,
    ),
    Act.RETURN: Row(
        gettext_lazy("Trả lại người soạn để sửa"),
        lambda it: buttons.perform(it.step, it.user, gate.RETURN_ACTION, it.reason),
        gettext_lazy("Cần sửa gì (bắt buộc)"),
        gettext_lazy("Đã trả lại người soạn; họ nhận được thư kèm lý do của bạn."),
    ),
    Act.RECALL: Row(
        gettext_lazy("Rút lại để sửa tiếp – việc xét duyệt dừng lại"),
        lambda it: recall.recall(it.step, it.user, it.reason),
        gettext_lazy("Lý do rút lại (bắt buộc)"),
        gettext_lazy("Đã rút lại. Bạn có thể sửa tiếp rồi trình lại."),
    ),
    Act.FLAG: Row(
        gettext_lazy("Đánh dấu nhạy cảm – Trưởng ban sẽ trực tiếp cho ý kiến"),
        lambda it: flag.flag(it.step, it.user, it.reason),
        gettext_lazy("Vì sao nhạy cảm (bắt buộc)"),
        is_folded=True,
    ),
    Act.UNFLAG: Row(
        gettext_lazy("Bỏ dấu nhạy cảm – mục đi tiếp như thường"),
        lambda it: flag.clear(it.step, it.user, it.reason),
        gettext_lazy("Vì sao bỏ dấu nhạy cảm (bắt buộc)"),
        is_folded=True,
    ),
    Act.SUBMIT: Row(
        gettext_lazy("Trình duyệt – nội dung được giữ nguyên trong khi xét duyệt"),
        lambda it: submit.submit(it.page, it.user, it.ticks, it.reason, change=it.change, note=it.note),
        gettext_lazy("Vì sao trình lại nguyên bản đã bị trả lại (bắt buộc)"),
    ),
    Act.DECLARE: Row(
        gettext_lazy("Xác nhận không phải tài liệu mật – mục này trình duyệt được nếu không sửa gì thêm"),
        lambda it: declare.declare(it.page, it.user, it.reason),
        gettext_lazy("Căn cứ để xác nhận không phải tài liệu mật (bắt buộc)"),
        gettext_lazy("Đã ghi vào sổ quyết định. Mục này trình duyệt được, nếu không ai sửa gì thêm."),
    ),
    Act.WITHDRAW: Row(
        gettext_lazy("Gỡ khỏi cổng – ở địa chỉ này người dân chỉ còn đọc được lý do, lịch sử được giữ"),
        lambda it: withdraw.withdraw(it.page, it.user, it.reason, withdraw.page_at(it.page, it.replacement)),
        gettext_lazy("Lý do gỡ xuống, người dân đọc được (bắt buộc)"),
        gettext_lazy("Đã gỡ khỏi cổng. Lịch sử và các quyết định được giữ nguyên."),
        is_step_told=False,
    ),
    Act.PROPOSE: Row(
        gettext_lazy("Đề nghị gỡ khỏi cổng – người có quyền sẽ quyết định"),
        lambda it: propose_withdrawal.propose(it.page, it.user, it.reason),
        gettext_lazy("Vì sao đề nghị gỡ (bắt buộc)"),
        gettext_lazy("Đã gửi đề nghị gỡ. Mục vẫn hiện cho đến khi có quyết định."),
        is_folded=True,
        is_step_told=False,
    ),
    Act.DECLINE: Row(
        gettext_lazy("Không gỡ theo đề nghị – mục vẫn hiện trên cổng"),
        lambda it: propose_withdrawal.decline(it.page, it.user, it.reason),
        gettext_lazy("Vì sao không gỡ (bắt buộc)"),
        gettext_lazy("Đã ghi: không gỡ. Người đề nghị nhận được thư."),
        is_step_told=False,
    ),
    Act.URGENT: Row(
        gettext_lazy("Đăng khẩn – người dân đọc được ngay, người thứ hai xác nhận sau"),
        lambda it: publish_urgently.publish_urgently(it.page, it.user, it.reason, it.ticks),
        gettext_lazy("Vì sao phải đăng ngay, không chờ các bước (bắt buộc)"),
        gettext_lazy("Đã đăng khẩn. Người thứ hai đã được báo để đọc và xác nhận; quá hạn thì mục này tự gỡ."),
        is_folded=True,
    ),
}


def perform(act: str, pressed: Pressed) -> None:
    """Do what a button stands for. Raises `Refused`."""
    kind = StepKind(pressed.state.kind) if pressed.state else None
    is_other_step = act in ACT_OF_KIND.values() and (kind is None or act != ACT_OF_KIND[kind])
    if act not in TABLE or is_other_step:
        raise Refused(_not_now(), pressed.page.pk)
    TABLE[Act(act)].do(pressed)


def _not_now() -> Refusal:
    return Refusal("not-now", _("Việc này không làm được ở tình trạng hiện nay. Hãy xem lại hồ sơ."))


def what_happened(page: ReviewedPage, act: str) -> str:
    """The sentence after an act: what happened, and who has it next."""
    row = TABLE[Act(act)]
    state = item_state.open_step(page) if row.is_step_told else None
    if state:
        waiting = list(state.entitled.all())
        return _("Đã xong. Mục này đang ở bước «%(step)s», chờ %(who)s.") % {
            "step": state.task.name,
            "who": item_state.names(waiting, leaves.away_until(waiting)),
        }
    if row.afterwards:
        return str(row.afterwards)
    page.refresh_from_db()
    if page.live:
        return _("Đã đăng. Người dân đọc được tại %s") % page.full_url
    return _("Đã duyệt xong. Nội dung sẽ tự hiện ra vào giờ đã hẹn.")
