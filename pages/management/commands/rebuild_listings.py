"""`rebuild_listings`: fills the table that listings read from the live pages, as `update_index` does for search."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from pages.models import Listed
from pages.section import SectionPage

CHUNK = 500


class Command(BaseCommand):
    help = "Lập lại bảng mà các trang danh sách đọc, từ những trang đang đăng."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        Listed.objects.all().delete()
        for model in apps.get_models():
            if issubclass(model, SectionPage):
                for section in model.objects.all():
                    self.stdout.write(f"{section}: {fill(section)}")


def fill(section: SectionPage) -> int:
    """Write the rows of a section anew; how many."""
    model, written = section.lists_model, 0
    model.clear_listed(section.pk)
    keys = list(model.objects.child_of(section).live().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        pages = list(model.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("pk"))
        model.write_listed(pages, section.pk)
        written += len(pages)
    return written
