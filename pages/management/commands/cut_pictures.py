"""`cut_pictures`: what public pages show of each stored picture is cut where it is missing; exit 1 names the pictures that cannot be shown."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from pages import pictures
from pages.models import CutState, PortalImage
from workflows.models import CitedFile


class Command(BaseCommand):
    help = "Cắt những cỡ ảnh còn thiếu của mọi ảnh trong kho; nêu tên những ảnh không hiện được."

    def handle(self, *args: Any, **options: Any) -> None:
        public = set(CitedFile.objects.filter(kind="image", is_released=True).values_list("object_id", flat=True))
        seen = failed = 0
        for image in PortalImage.objects.select_related("collection").order_by("pk").iterator(chunk_size=100):
            seen += 1
            pictures.cut_anew(image)
            if image.cut_state != CutState.MADE:
                failed += 1
                self.stdout.write(self.style.ERROR(_line(image, is_public=image.pk in public)))
        self.stdout.write(f"{seen} ảnh: {seen - failed} ảnh đủ các cỡ, {failed} ảnh không hiện được.")
        if failed:
            sys.exit(1)


def _line(image: PortalImage, *, is_public: bool) -> str:
    where = "đang ở trang công khai, người xem đọc mô tả thay ảnh" if is_public else "chưa ở trang công khai nào"
    return f"Số {image.pk}, kho «{image.collection.name}», tệp {image.file.name} ({where}): {image.submission_problem}"
