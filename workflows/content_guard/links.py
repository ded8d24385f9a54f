"""What an item leads to and citizens cannot open: told to its writer and to everybody who decides, so that it is posted first, or named otherwise."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.digests.digest import references_of
from workflows.models.reviewed import ReviewedPage


def closed_links(draft: ReviewedPage) -> list[str]:
    """A sentence for each page that the item refers to and that is not public. No query for an item that refers to none."""
    keys = {key for kind, key in references_of(draft) if issubclass(kind, Page)} - {draft.pk}
    if not keys:
        return []
    closed = Page.objects.filter(pk__in=keys, live=False).order_by("pk")
    told = closed.values_list("title", "first_published_at", "latest_revision__content__is_sensitive")
    return [_sentence(title, first is not None, bool(sensitive)) for title, first, sensitive in told]


def _sentence(title: str, was_public: bool, is_sensitive: bool) -> str:
    if was_public:
        return _("Có liên kết tới «%s», nay không còn hiển thị: bạn đọc sẽ gặp trang báo đã gỡ hoặc hết hạn.") % title
    named = _("một mục nhạy cảm") if is_sensitive else f"«{title}»"
    return (
        _(
            "Có liên kết tới %s, chưa được đăng: bạn đọc sẽ thấy chữ mà không có liên kết. Hãy đăng mục ấy trước, hoặc bỏ liên kết."
        )
        % named
    )
