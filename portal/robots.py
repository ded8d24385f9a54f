"""`/robots.txt`: machines may read what citizens may."""

from django.http import HttpRequest, HttpResponse


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /bao-sai-sot/",
        "Disallow: /gop-y/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
