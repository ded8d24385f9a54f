"""Where a public page stood before: one row per renamed or moved page, whatever stands below it.

A row says under which page and by which name it stood. An old address is walked from the site's root, part by part; where there is
no such page now, the row says which one it was. So a section of 20,000 pages is renamed or moved with one row, and several changes,
above and below each other, lead straight to where the page is now.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from pages.addresses import url_from


class FormerAddress(models.Model):
    """That the page stood below `parent` by the name `slug`."""

    parent = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    slug = models.SlugField(_("đường dẫn cũ"), max_length=255, db_index=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("địa chỉ cũ")
        constraints = [models.UniqueConstraint(fields=["parent", "slug"], name="former_address")]

    def __str__(self) -> str:
        return f"{self.parent_id}/{self.slug}"


def remember_address(page: Page) -> None:
    """To be called before a page is saved: if its address changes, the old one is kept of what is public, or above something that is;
    and of what was public once, where it has another name now (where it is moved, no decision says so).
    """
    names = ("path", "url_path", "slug", "live", "first_published_at")
    stored = Page.objects.filter(pk=page.pk).only(*names).first() if page.pk else None
    if stored is None or stored.url_path == page.url_path:
        return
    is_renamed = _above(stored) == _above(page) and stored.first_published_at is not None
    if not (stored.live or is_renamed or Page.objects.filter(path__startswith=stored.path, live=True).exists()):
        return
    # Wagtail moves the node first and saves its address then: the old parent is known by the old address only.
    parent = Page.objects.filter(url_path=stored.url_path.removesuffix(f"{stored.slug}/")).first()
    if parent is not None:
        FormerAddress.objects.update_or_create(parent=parent, slug=stored.slug, defaults={"page": page})


def _above(page: Page) -> str:
    """The address of the page above it."""
    return page.url_path.removesuffix("/").rpartition("/")[0]


def new_address(path: str, site: Site) -> str | None:
    """Where the live page is now that used to be at the address asked for, or None."""
    page, has_changed = site.root_page, False
    for slug in filter(None, path.split("/")):
        child = Page.objects.child_of(page).filter(slug=slug).first()
        if child is None:
            row = FormerAddress.objects.filter(parent=page, slug=slug).select_related("page").first()
            if row is None:
                return None
            child, has_changed = row.page, True
        page = child
    return url_from(page, site) if has_changed and page.live else None
