"""Links of rich text to pages of the portal, as citizens follow them."""

from typing import Any

from wagtail.rich_text.pages import PageLinkHandler


class PublicPageLink(PageLinkHandler):
    """Wagtail's, whose address of a draft would tell its title: what was never public is words without a link."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        pages = super().get_many(attrs_list)
        return [page if page and (page.live or page.first_published_at) else None for page in pages]
