"""Guards of pages: what is public is what was certified, leaves and moves by a decision, and is everybody's."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.gate import gate
from workflows.ledger import ledger
from workflows.ledger.certificates import release_files
from workflows.models.decision import CLOSING, OPENING, Certificate, Decision
from workflows.models.reviewed import ReviewedPage
from workflows.models.tree import parent_now
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.verification.publications import publicly_equal


def is_reviewed(page: Page) -> bool:
    specific = page.specific_class
    return specific is not None and issubclass(specific, ReviewedPage)


def refuse_uncertified_page(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """A live page must be what its live revision's certificate says; a page leaves the public only by a decision."""
    if raw or not isinstance(instance, Page) or not is_reviewed(instance):
        return
    if update_fields is not None and not set(update_fields) - _NEVER_PUBLIC:
        return
    if instance.alias_of_id:
        raise Refused(
            Refusal("no-aliases", _("Cổng không dùng bản song sinh: mỗi nội dung có một địa chỉ.")), instance.pk
        )
    if instance.live:
        _require_certified(instance)
        return
    stored = Page.objects.filter(pk=instance.pk, live=True).first() if instance.pk else None
    if stored is not None and not _may_leave(instance, stored.live_revision_id):
        raise Refused(
            Refusal("not-withdrawn", _("Nội dung đã đăng chỉ được gỡ xuống bằng quyết định có ghi lý do.")), instance.pk
        )


def _require_certified(page: Page) -> None:
    certificate = Certificate.objects.newest(page.pk, page.live_revision_id) if page.pk else None
    if certificate is None:
        raise Refused(uncertified(), page.pk)
    stored = certificate.page
    stays = stored.live and stored.live_revision_id == page.live_revision_id
    holds = not certificate.is_closed if stays else certificate.is_last_word
    if not holds or not publicly_equal(page, certificate):
        raise Refused(uncertified(), page.pk)
    if not _stands_at_its_address(page):
        sentence = _(
            "Địa chỉ của trang phải theo trang ở trên nó và tên rút gọn; muốn chuyển chỗ, hãy dùng «Di chuyển»."
        )
        raise Refused(Refusal("not-its-address", sentence), page.pk)
    if stays and stored.first_published_at != page.first_published_at:
        raise Refused(Refusal("date-is-public", _("Ngày đăng là việc đã xảy ra, không sửa được.")), page.pk)


def _stands_at_its_address(page: Page) -> bool:
    """Whether its address is that of the page above it and its own name: else it would show on another board's host."""
    above = parent_now(page)
    return above is not None and page.url_path == f"{above.url_path}{page.slug}/"


_NEVER_PUBLIC = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
    }
)


def _may_leave(page: Page, live_revision_id: int | None) -> bool:
    """A page leaves the public by a withdrawal, or by the expiry that was approved with it."""
    last = Decision.objects.filter(page_id=page.pk, act__in=[*OPENING, *CLOSING]).order_by("-number").first()
    return last is not None and last.act in CLOSING and last.revision_id == live_revision_id


def refuse_to_delete_history(sender: type, instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Page):
        gate.require_deletable(instance)


def refuse_to_move_public_page(
    sender: type, instance: Page, parent_page_after: Page, url_path_before: str, url_path_after: str, **_kwargs: Any
) -> None:
    """What is public, or above something public, moves by a decision about exactly this move, and within its board."""
    last = Decision.objects.filter(page_id=instance.pk, act=Act.MOVE).order_by("-number").first()
    is_decided = last is not None and last.comment == ledger.moved(url_path_before, url_path_after)
    gate.require_movable(instance, parent_page_after, is_decided=is_decided)


def take_back_files_of_page(sender: type, instance: Page, **_kwargs: Any) -> None:
    release_files(instance.pk, [])


def refuse_to_change_site(sender: type, instance: Any, **_kwargs: Any) -> None:
    """At which host a board answers, and with which tree, is what its charter says: loading that changes it, nothing else does."""
    raise Refused(
        Refusal(
            "site-is-charter",
            _(
                "Tên miền và trang gốc của mỗi cổng do quy chế của Ban biên tập quy định: hãy sửa tệp quy chế và nạp lại."
            ),
        )
    )


def refuse_view_restriction(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(
        Refusal(
            "no-restrictions",
            _("Cổng thông tin là của mọi người: trang đã đăng không đặt mật khẩu hay giới hạn người xem."),
        )
    )


def uncertified() -> Refusal:
    return Refusal("not-certified", _("Chỉ nội dung đã được Ban biên tập duyệt mới được hiện ra ngoài."))
