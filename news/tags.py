"""What is offered while somebody types a tag."""

from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access

from workflows.doors.reach import pages_of

OFFERED = 10


@require_admin_access
def own_tags(request: HttpRequest) -> JsonResponse:
    """JSON: names of at most `OFFERED` tags that begin with `?term=`, of those on news of this person's boards."""
    term = request.GET.get("term", "")
    own = pages_of(request.user, "news_newstag_items__content_object__path")
    tags = Tag.objects.filter(own, name__istartswith=term) if term else Tag.objects.none()
    return JsonResponse(list(tags.distinct().order_by("name").values_list("name", flat=True)[:OFFERED]), safe=False)
