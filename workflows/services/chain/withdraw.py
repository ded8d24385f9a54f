"""Taking a published or scheduled item down, in the open and with the history kept (gỡ xuống)."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from workflows.gate import acting_for, emergencies, gate
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.letters import emergencies as emergencies_letters
from workflows.models.board import Board
from workflows.models.decision import Certificate
from workflows.models.mistake import WithdrawalNotice
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.services.afterwards.handle_mistake import settle_taken_down
from workflows.services.locking import actor_on, lock_page


@transaction.atomic
def withdraw(page: ReviewedPage, user: SomeUser, reason: str, replacement: Page | None = None) -> None:
    """Also takes back what was approved for a later moment, and answers a proposal to withdraw. The reason is public where the item was.

    `replacement` is a public page of the same board that citizens are led to instead. Raises `Refused`. Nothing is deleted: the revision,
    its certificate and the decisions stay.
    """
    page = lock_page(page)
    gate.require(user, Act.WITHDRAW, page, reason=reason)
    _require_public(page, replacement)
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False).first()
    revision = page.live_revision or scheduled
    certificate = Certificate.objects.filter(revision=revision).order_by("-pk")[0]
    posting = emergencies.waiting_posting(page) if page.live else None
    actor = actor_on(acting_for.to_withdraw(user, page.own_board, page) or emergencies.ground_to_take_back(user, page))
    said = reason.strip()
    if posting is not None:
        said = _("Tin đăng khẩn, gỡ khi chưa có người thứ hai xác nhận. %s") % said
    decision = ledger.write(
        page.own_board,
        Act.WITHDRAW,
        actor,
        comment=said,
        **ledger.about(page, revision, certificate.digest),
    )
    page.revisions.update(approved_go_live_at=None)
    if page.live:
        WithdrawalNotice(page_id=page.pk, decision=decision, replacement=replacement).save(force_insert=True)
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    settle_taken_down(page, said, actor)
    if posting is not None:
        emergencies_letters.taken_back(page, posting)
    else:
        chain_letters.withdrawn(page, said)


def _require_public(page: ReviewedPage, replacement: Page | None) -> None:
    if replacement is None:
        return
    is_elsewhere = replacement.pk == page.pk or not replacement.path.startswith(page.own_board.root_page.path)
    if is_elsewhere or not replacement.live:
        raise Refused(
            Refusal("no-replacement", _("Nội dung thay thế phải là một trang khác đang hiện trên chính cổng này.")),
            page.pk,
        )


def _at(address: str, board: Board) -> Page | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.hostname and parts.hostname != board.site.hostname:
        return None
    root, path = board.root_page.url_path, parts.path.strip("/")
    return Page.objects.filter(url_path=f"{root}{path}/" if path else root).first()


def page_at(page: ReviewedPage, address: str) -> Page | None:
    """The page of the same site at an address as people copy it; None for an empty one. Raises `Refused` where there is no such page."""
    if not address:
        return None
    found = _at(address, page.own_board)
    if found is None:
        raise Refused(
            Refusal(
                "no-replacement", _("Trên cổng này không có trang nào ở địa chỉ thay thế đó. Hãy chép lại địa chỉ.")
            ),
            page.pk,
        )
    return found
