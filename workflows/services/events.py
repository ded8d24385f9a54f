"""What happens outside the acts: Wagtail begins a run, an item becomes public, and with it perhaps a correction; a day of the calendar changes;
an account gets another name or password.

Connected once, when Django is ready.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from workflows.ledger.certificates import release_files
from workflows.letters import accounts_of_the_board as letters
from workflows.models.account_change import boards_at_work_of
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import before_run
from workflows.models.decision import Certificate
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import name_of
from workflows.services.afterwards.record_correction import record_correction
from workflows.services.chain.submit import read_files_of
from workflows.services.clocks import keep as keep_clocks

OF_ACCOUNTS = frozenset({"first_name", "last_name", "password"})


def connect() -> None:
    page_published.connect(became_public, dispatch_uid="became_public")
    page_unpublished.connect(stop_clock_of_urgent_posting, dispatch_uid="stop_clock_of_urgent_posting")
    before_run.connect(read_files_of_run, dispatch_uid="read_files_of_run")
    pre_save.connect(remember_whose_day, sender=CalendarDay, dispatch_uid="remember_whose_day")
    pre_save.connect(tell_of_account, sender=User, dispatch_uid="tell_of_account")
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


def tell_of_account(sender: type, instance: User, update_fields: Collection[str] | None = None, **_kwargs: Any) -> None:
    """A new password to the person, whoever set it; a new name of somebody who decides to the boards' chiefs."""
    changing = OF_ACCOUNTS if update_fields is None else OF_ACCOUNTS & set(update_fields)
    stored = User.objects.filter(pk=instance.pk).first() if instance.pk and changing else None
    if stored is None:
        return
    if (
        "password" in changing and vars(instance).get("_password") is not None
    ):  # Django's word for one that was set, not only hashed anew
        letters.new_password(instance)
    if stored.get_full_name() != instance.get_full_name() and boards_at_work_of(stored):
        letters.renamed(instance, name_of(stored))


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
