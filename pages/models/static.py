"""A page of lasting text: about the agency, terms, guides."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from pages.fields import BodyField
from pages.models.public import PublicPage


class StaticPage(PublicPage):
    body = BodyField(verbose_name=_("nội dung"), blank=True)

    parent_page_types = ["home.HomePage", "pages.StaticPage"]
    subpage_types = ["pages.StaticPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("trang nội dung")
        verbose_name_plural = _("trang nội dung")
