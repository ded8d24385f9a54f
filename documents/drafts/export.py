"""What people said of a draft, as a file for those who write the synthesis."""

import csv

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from documents.drafts.comments import DraftComment
from documents.drafts.desk import draft_for
from vietnamese.signs import safe_cell

HEADINGS = ("Số", "Nhận lúc", "Tư cách", "Tên được đăng", "Phần", "Góp ý", "Tình trạng", "Lý do không đăng")


@never_cache
@require_GET
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Every comment of a draft for those who write the synthesis. Raises `PermissionDenied`, `Http404`."""
    page = draft_for(request, pk)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gop-y-{page.slug}.csv"'
    lines = csv.writer(answer)
    lines.writerow(HEADINGS)
    for each in DraftComment.objects.filter(page=page.pk):
        at = timezone.localtime(each.received_at).strftime("%d/%m/%Y %H:%M")
        said = [at, each.get_sent_as_display(), each.shown_as, each.part, each.text]
        lines.writerow([each.number, *map(safe_cell, said), each.get_state_display(), each.get_reason_display()])
    return answer
