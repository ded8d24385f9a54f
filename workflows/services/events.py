"""What happens outside the acts: Wagtail begins a run, an item becomes public, and with it perhaps a correction; a day of the calendar changes.

Connected once, when Django is ready.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from workflows.ledger.certificates import release_files
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import before_run
from workflows.models.decision import Certificate
from workflows.models.reviewed import ReviewedPage
from workflows.services.afterwards.record_correction import record_correction
from workflows.services.chain.submit import read_files_of
from workflows.services.clocks import keep as keep_clocks


def connect() -> None:
    page_published.connect(became_public, dispatch_uid="became_public")
    page_unpublished.connect(stop_clock_of_urgent_posting, dispatch_uid="stop_clock_of_urgent_posting")
    before_run.connect(read_files_of_run, dispatch_uid="read_files_of_run")
    pre_save.connect(remember_whose_day, sender=CalendarDay, dispatch_uid="remember_whose_day")
    for changed in (post_save, post_delete):
        changed.connect(count_anew, sender=CalendarDay, dispatch_uid="count_anew")


def read_files_of_run(sender: type, page: Any, **_kwargs: Any) -> None:
    """Wagtail's own button begins a run without `submit`."""
    if isinstance(page, ReviewedPage):
        read_files_of(page)


def became_public(sender: type, instance: Any, revision: Any, **_kwargs: Any) -> None:
    """At the moment when citizens can read it, which for an appointed one is not the moment of the act: its files are released, its clocks
    stop, and what was corrected is told."""
    if (
        not isinstance(instance, ReviewedPage) or not instance.live
    ):  # Wagtail sends it for an appointed one at the act too
        return
    certificate = Certificate.objects.of_live(instance.pk, revision.pk)
    if certificate is not None:
        certificate.revision = revision
        release_files(instance.pk, certificate.files, keeps_replaced=instance.keeps_replaced_files)
        record_correction(instance, certificate)
    keep_clocks.published(instance)


def stop_clock_of_urgent_posting(sender: type, instance: Any, **_kwargs: Any) -> None:
    """What has come down needs no confirmation."""
    keep_clocks.stop(instance.clocks.running().filter(starts="urgent"), _("đã gỡ xuống"))


def remember_whose_day(sender: type, instance: CalendarDay, **_kwargs: Any) -> None:
    before = CalendarDay.objects.filter(pk=instance.pk).first() if instance.pk else None
    instance.was_everyones = before is not None and before.board_id is None
    instance.was_of = before.board if before else None


def count_anew(sender: type, instance: CalendarDay, **_kwargs: Any) -> None:
    """In the transaction of the change: whoever sees the new calendar sees the new due moments."""
    if instance.board is None or instance.was_everyones:
        keep_clocks.recount_board(None)
        return
    for board in {instance.board, instance.was_of} - {None}:
        keep_clocks.recount_board(board)
