"""Beginnings of answers that a board uses again (mẫu câu trả lời)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Board


class AnswerTemplate(models.Model):
    """One beginning of an answer."""

    board = models.ForeignKey(
        Board, verbose_name=_("Ban biên tập"), on_delete=models.CASCADE, related_name="answer_templates"
    )
    name = models.CharField(_("tên mẫu"), max_length=200, help_text=_("Ví dụ: Hướng dẫn nộp hồ sơ một cửa."))
    text = models.TextField(
        _("nội dung"), max_length=5000, help_text=_("Mỗi đoạn cách nhau một dòng trống. Không ghi tên người hỏi.")
    )

    class Meta:
        verbose_name = _("mẫu câu trả lời")
        verbose_name_plural = _("mẫu câu trả lời")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
