"""`DocumentRelation`: what a document says of another one. It belongs to the document that says it, and is judged with it.

Stored once. The rows of live pages are those that were approved and published; whoever reads the other side reads these
(`documents/validity/related.py`). The other document's own content never changes by it.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Orderable

from documents.names.numbers import identity
from documents.names.types import DOCUMENT_TYPES
from documents.validity.relation_kinds import SUSPENDING, Kind
from pages.dated import Dated


class DocumentRelation(Dated, Orderable):
    """The other document is one of this site (`target`), or one that is only named, until it is entered under the same name."""

    past_days = ("named_on",)

    page = ParentalKey("documents.DocumentPage", related_name="relations", on_delete=models.CASCADE)
    kind = models.CharField(_("quan hệ"), max_length=20, choices=Kind.choices)
    target = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=_("văn bản trên cổng"),
        on_delete=models.SET_NULL,  # a draft names it in its JSON, where nothing can be protected; see `keep_what_is_named`
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Nếu văn bản kia có trên cổng này. Nếu không, ghi tên văn bản ở dưới."),
    )
    named_number = models.CharField(_("số, ký hiệu"), max_length=120, blank=True)
    named_type = models.CharField(_("loại văn bản"), max_length=40, choices=DOCUMENT_TYPES, blank=True)
    named_issuer = models.CharField(_("cơ quan ban hành"), max_length=255, blank=True)
    named_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    named_title = models.CharField(_("tên, trích yếu"), max_length=500, blank=True)
    detail = models.CharField(
        _("phần nào"),
        max_length=500,
        blank=True,
        help_text=_("Phần bị tác động, ví dụ: khoản 2 Điều 5 và Phụ lục I."),
    )
    from_on = models.DateField(
        _("từ ngày"), null=True, blank=True, help_text=_("Để trống nếu từ ngày văn bản này có hiệu lực.")
    )
    until_on = models.DateField(_("đến hết ngày"), null=True, blank=True, help_text=_("Chỉ khi ngưng hiệu lực."))
    # By what a named document is known when it is entered. Follows from the fields above, so it is no content.
    identity = models.CharField(max_length=430, blank=True, editable=False, serialize=False, db_index=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("target")]),
        MultiFieldPanel(
            [
                HelpPanel(content=_("Văn bản không có trên cổng này thì ghi ở đây:")),
                FieldRowPanel([FieldPanel("named_type"), FieldPanel("named_number"), FieldPanel("named_on")]),
                FieldRowPanel([FieldPanel("named_issuer"), FieldPanel("named_title")]),
            ]
        ),
        FieldPanel("detail"),
        FieldRowPanel([FieldPanel("from_on"), FieldPanel("until_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("quan hệ với văn bản khác")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.named_number or self.named_title or self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.identity = "" if self.target_id else identity(self.named_number, self.named_type, self.named_issuer)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        if problem := self._problem_of_target():
            problems["target"] = problem
        if problem := self._problem_of_end():
            problems["until_on"] = problem
        if problems:
            raise ValidationError(problems)

    def _problem_of_target(self) -> str | Promise:
        is_named = bool(self.named_number or self.named_title)
        if self.target_id and is_named:
            return _("Chọn một văn bản trên cổng, hoặc ghi tên một văn bản; đừng làm cả hai.")
        if not self.target_id and not is_named:
            return _("Chọn văn bản trên cổng, hoặc ghi số hay tên của văn bản kia.")
        return ""

    def _problem_of_end(self) -> str | Promise:
        if self.until_on is None:
            return ""
        if self.kind not in SUSPENDING:
            return _("Ngày kết thúc chỉ dùng cho ngưng hiệu lực.")
        if self.from_on and self.until_on < self.from_on:
            return _("Ngày kết thúc không thể trước ngày bắt đầu.")
        return ""
