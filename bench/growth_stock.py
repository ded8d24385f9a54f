"""The other measurement of `bench/growth.py`: what `wagtail start` makes, with a section of articles as the tutorial writes it.

Run inside a folder of its own as `growth_stock.py fill SIZE` (writes the project and fills it), then `growth_stock.py measure SIZE`, which
prints JSON.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench")]
BELOW_MOVED = 500
INDEXED_AT_MOST = 20_000  # its index of 100,000 pages takes a quarter of an hour
COMMON_AT_MOST = 2_000  # its ranking of a common word is quadratic: minutes at 20,000

MODELS = """
from django.core.paginator import Paginator
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class ArticleIndexPage(Page):
    def get_context(self, request):
        context = super().get_context(request)
        articles = self.get_children().live().order_by("-first_published_at")
        if category := request.GET.get("category"):
            articles = articles.filter(articlepage__category=category)
        context["articles"] = Paginator(articles.specific(), 15).get_page(request.GET.get("page"))
        return context


class ArticlePage(Page):
    intro = models.TextField()
    body = RichTextField()
    category = models.CharField(max_length=20, db_index=True)
    search_fields = Page.search_fields + [index.SearchField("intro"), index.SearchField("body")]


class PlainPage(Page):
    pass
"""
HOME = """
from wagtail.models import Page


class HomePage(Page):
    def get_context(self, request):
        context = super().get_context(request)
        context["articles"] = Page.objects.descendant_of(self).live().order_by("-first_published_at").specific()[:15]
        return context
"""
MENU = '{% load wagtailcore_tags %}{% wagtail_site as site %}{% for item in site.root_page.get_children.live.in_menu %}<a href="{% pageurl item %}">{{ item.title }}</a>{% endfor %}'
LIST = '{% for article in articles %}<h2><a href="{% pageurl article %}">{{ article.title }}</a></h2><p>{{ article.intro }}</p>{% endfor %}'
HEAD = '{% extends "base.html" %}{% load wagtailcore_tags %}{% block content %}'


def make(folder: Path) -> None:
    subprocess.run(
        [str(Path(sys.executable).with_name("wagtail")), "start", "peer", str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    articles = folder / "articles"
    (articles / "templates/articles").mkdir(parents=True)
    (articles / "__init__.py").touch()
    (articles / "models.py").write_text(MODELS, encoding="utf-8")
    (folder / "home/models.py").write_text(HOME, encoding="utf-8")
    templates = articles / "templates/articles"
    (templates / "article_page.html").write_text(
        HEAD + MENU + "<h1>{{ page.title }}</h1>{{ page.body|richtext }}{% endblock %}"
    )
    (templates / "article_index_page.html").write_text(HEAD + MENU + LIST + "{% endblock %}")
    (folder / "home/templates/home/home_page.html").write_text(HEAD + MENU + LIST + "{% endblock %}")
    with (folder / "peer/settings/dev.py").open("a") as settings:
        settings.write("\nINSTALLED_APPS += ['articles']\nDEBUG = False\nALLOWED_HOSTS = ['*']\n")
        if url := os.environ.get("STOCK_DATABASE_URL"):
            settings.write(f"import environ\nDATABASES = {{'default': environ.Env.db_url_config({url!r})}}\n")


def fill(size: int) -> None:
    """The project with so many articles in one section, indexed where that takes minutes at most."""
    make(Path.cwd())
    start_django()
    from corpus import Corpus
    from django.core.management import call_command

    call_command("makemigrations", "articles", "home", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from articles.models import ArticleIndexPage
    from wagtail.models import Page

    from home.models import HomePage

    home, corpus = HomePage.objects.get(), Corpus()
    index = home.add_child(instance=ArticleIndexPage(title="News", slug="news", show_in_menus=True))
    for start in range(0, size, 1000):
        write(index, [(number, corpus.article(number, size)) for number in range(start, min(size, start + 1000))])
    Page.objects.filter(pk=index.pk).update(numchild=size)
    if size <= INDEXED_AT_MOST:
        call_command("update_index", verbosity=0)


def write(index: Any, articles: list[tuple[int, Any]]) -> None:
    """Live articles below the section, as rows: through Wagtail's own calls 100,000 take hours."""
    from articles.models import ArticlePage
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    kind, pages = ContentType.objects.get_for_model(ArticlePage), []
    for number, article in articles:
        page = ArticlePage(
            title=article["title"],
            draft_title=article["title"],
            slug=f"a{number}",
            intro=article["summary"],
            body=f"<p>{article['text']}</p>",
            category=f"c{number % 10}",
        )
        page.path, page.depth = Page._get_path(index.path, index.depth + 1, number + 1), index.depth + 1
        page.content_type, page.locale = kind, index.locale
        page.url_path, page.first_published_at = f"{index.url_path}a{number}/", article["published"]
        pages.append(page)
    names = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    bases = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in names}) for page in pages)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
        page.save_base(raw=True, force_insert=True)


def start_django() -> None:
    sys.path.insert(0, os.getcwd())
    import django

    django.setup()


def measure(size: int) -> None:
    start_django()
    from articles.models import ArticleIndexPage, ArticlePage, PlainPage
    from corpus import COMMON, PAIR, RARE
    from django.db import transaction
    from django.test import Client
    from growth_ours import least
    from wagtail.models import Page

    from home.models import HomePage

    home, is_indexed, run = HomePage.objects.get(), size <= INDEXED_AT_MOST, time.time_ns()
    client = Client()

    def get(address: str, **asked: str):
        return lambda: client.get(address, asked).content

    last = -(-size // 15)
    found = {
        "article": least(get(f"/news/a{size // 2}/")),
        "home": least(get("/")),
        "listing, first page": least(get("/news/")),
        "listing, section and year": least(get("/news/", category="c3")),
        "listing, last page": least(get("/news/", page=str(last))),
        "search, rare word": least(get("/search/", query=RARE)) if is_indexed else None,
        "search, two words": least(get("/search/", query=PAIR), times=1) if is_indexed else None,
        "search, most common word": least(get("/search/", query=COMMON), times=1) if size <= COMMON_AT_MOST else None,
    }

    def publish() -> None:
        drafts.pop().save_revision().publish()

    index = ArticleIndexPage.objects.get()
    drafts = [
        index.add_child(
            instance=ArticlePage(title="New", slug=f"new-{run}-{n}", intro="i", body="b", category="c1", live=False)
        )
        for n in range(5)
    ]
    found["publish"] = least(publish, times=4)
    first = home.add_child(instance=PlainPage(title="First", slug=f"first-{run}"))
    second = home.add_child(instance=PlainPage(title="Second", slug=f"second-{run}"))
    moved = first.add_child(instance=PlainPage(title="Moved", slug="moved"))
    for number in range(BELOW_MOVED):
        moved.add_child(instance=PlainPage(title=f"Below {number}", slug=f"below-{number}"))
        moved = Page.objects.get(pk=moved.pk)
    places = [second, first] * 5

    def move() -> None:
        with transaction.atomic():
            PlainPage.objects.get(pk=moved.pk).move(Page.objects.get(pk=places.pop(0).pk), pos="last-child")

    found[f"move of a section of {BELOW_MOVED}"] = least(move, times=2)
    print(json.dumps(found))


if __name__ == "__main__":
    {"fill": fill, "measure": measure}[sys.argv[1]](int(sys.argv[2]))
