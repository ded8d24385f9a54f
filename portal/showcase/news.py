"""Samples of news, of what was corrected, and of what is found by searching."""

from types import SimpleNamespace

from django.utils.safestring import mark_safe
from wagtail.models import Page

from news.models import NewsIndexPage, NewsPage
from portal.showcase.place import SENTENCE, Place
from workflows.models import Section


class NewsSamples:
    def __init__(self, place: Place):
        self.place = place
        self.section = NewsIndexPage(title="Tin tức", slug="mau-tin-tuc", **place.stands)
        self.tags = [SimpleNamespace(name=name) for name in ("đầu tư công", "giải ngân", "cải cách hành chính")]

    @property
    def item(self) -> NewsPage:
        return NewsPage(
            title="Trạm y tế xã hội chẩn từ xa, bệnh nhân bớt phải đi xa",
            lead=SENTENCE,
            author="Lương Thùy Dung",
            section=Section(name="Xã hội – Giáo dục – Y tế"),
            **self.place.stands,
            first_published_at=self.place.moment(2),
            last_published_at=self.place.moment(1),
        )

    @property
    def article(self) -> NewsPage:
        article = self.item
        article.section = None
        return article

    @property
    def headlines(self) -> list[NewsPage]:
        return [self.item, self.item, self.item]

    @property
    def corrected(self) -> list[SimpleNamespace]:
        """Two corrections, and a withdrawal."""
        notes = ("Số hộ được hỗ trợ là 216, không phải 261.", "Ngày khánh thành là 04/5, không phải 05/4.")
        return [
            SimpleNamespace(
                act="correct", at=self.place.moment(day), title=self.item.title, page=self.item, comment=note
            )
            for day, note in enumerate(notes, 1)
        ]

    @property
    def result(self) -> SimpleNamespace:
        text = mark_safe("… hỗ trợ <mark>nước</mark> sinh hoạt cho 216 hộ vùng cao …")
        return SimpleNamespace(page=self.item, text=text)

    @property
    def deep_page(self) -> Page | None:
        """A page with one above it; none on a site without any."""
        return self.place.board.root_page.get_children().live().first()
