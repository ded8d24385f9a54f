"""`rebuild_listings`: fills the table that listings read from the live pages, as `update_index` does for search."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from pages.models import Listed, SectionPage

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
    """Write the rows of a section that has none; how many."""
    pages = section.lists_model.objects.child_of(section).live().order_by("pk")
    return len(
        Listed.objects.bulk_create((Listed.of(page, section.pk) for page in pages.iterator(CHUNK)), batch_size=CHUNK)
    )
