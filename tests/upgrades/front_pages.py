"""Asks every site of a database for its front page, in a process of its own: `python -m tests.upgrades.front_pages`.

A line per site: host name, status, how many of its published items the page names.
"""

import html

import django

django.setup()

from django.test import Client  # noqa: E402 (after the applications are there)
from wagtail.models import Site  # noqa: E402

for site in Site.objects.order_by("pk"):
    answer = Client(headers={"host": site.hostname}, raise_request_exception=False).get("/")
    page = html.unescape(answer.content.decode())
    published = site.root_page.get_descendants().live().filter(depth=site.root_page.depth + 2)
    print(site.hostname, answer.status_code, sum(item.title in page for item in published))
