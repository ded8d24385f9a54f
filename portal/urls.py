"""Every address of the portal."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from documents.drafts.views import comment
from documents.views import full_text
from news.tags import own_tags
from pages.citizen_form import challenge
from pages.views.corrections import corrections
from pages.views.media import serve_media
from pages.views.mistakes import followed, report
from pages.views.serve import serve
from portal.api import api_router
from portal.feeds import LatestCorrections, LatestDocuments, LatestDrafts, LatestNews, LatestQuestions
from portal.robots import robots
from portal.showcase.views import components
from portal.sitemaps import sitemap
from questions.views import asking, following
from search.views import search
from workflows.views.calendar_feed import subscribed

handler400 = "portal.error_pages.bad_request"

urlpatterns = [
    path(
        "admin/tag-autocomplete/", own_tags, name="wagtailadmin_tag_autocomplete"
    ),  # before Wagtail's, which offers all boards'
    path("admin/", include(admin_urls)),
    path("tep/van-ban/", include(document_urls)),
    path("tep/<path:name>", serve_media, name="serve_media"),
    path("gop-y/<int:pk>/", comment, name="comment_on_draft"),
    path("tim-kiem/", search, name="search"),
    path("thu-thach/", challenge, name="challenge"),
    path("bao-sai-sot/", report, name="report_mistake"),
    path("bao-sai-sot/<slug:code>/", followed, name="mistake_followed"),
    path("hoi-dap/gui-cau-hoi/", asking.ask, name="ask"),
    path("hoi-dap/tuong-tu/", asking.similar, name="similar_questions"),
    path("hoi-dap/tra-cuu/", following.look_up, name="look_up"),
    path("hoi-dap/tra-cuu/<str:code>/", following.followed, name="ticket_followed"),
    path("hoi-dap/so-lieu/", following.figures, name="question_figures"),
    path("dinh-chinh/", corrections, name="corrections"),
    path("rss/tin-tuc.xml", LatestNews(), name="feed_news"),
    path("rss/van-ban.xml", LatestDocuments(), name="feed_documents"),
    path("rss/hoi-dap.xml", LatestQuestions(), name="feed_questions"),
    path("rss/lay-y-kien.xml", LatestDrafts(), name="feed_drafts"),
    path("rss/dinh-chinh.xml", LatestCorrections(), name="feed_corrections"),
    path("lich/<str:token>.ics", subscribed, name="due_calendar"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_part"),
    path("-/components/", components, name="components"),
    path("api/v2/", api_router.urls),
    re_path(r"^(?P<path>[\w/-]+)/toan-van/(?P<number>[0-9]{1,3})/$", full_text, name="full_text"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
