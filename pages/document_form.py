"""The admin's form of a file: whoever sent one reads there what it holds and does not show."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from workflows.content_guard.hidden_parts import told_of


class DocumentForm(BaseDocumentForm):
    """Of one file or, after many were sent at once, of each of them."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        told = told_of(self.instance) if self.instance.pk and self.instance.file else None
        if told and told.is_to_be_seen:
            sentence = _(
                "Tệp còn phần ẩn: %s. Ai tải tệp về đều mở ra được: hãy bỏ đi trong chương trình soạn thảo rồi gửi tệp mới, hoặc xuất ra PDF."
            )
            address = reverse("clean_copy", args=[self.instance.pk])
            link = format_html('<a href="{}">{}</a>', address, _("Tạo bản đã làm sạch"))
            told_below = format_html("{} {}", sentence % told.words, link)
            self.fields["title"].help_text = told_below
            self["title"].help_text = told_below  # the form above has asked for the field already, as it stood then
