"""`/-/components/`: every component of the public face with its states, and the tokens with their measured contrast.

The components are the very templates that citizens get, filled with samples that are never saved. Shown in development and in the
demo only.
"""

import datetime
import hashlib
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.models import Page, Site

from documents.drafts.pages import DraftPage, ShownComment
from documents.files.signatures import Word
from documents.models import DocumentIndexPage, DocumentPage
from documents.register.finding import Facet, Option
from documents.validity.history import Event
from documents.validity.others import Related, grouped
from documents.validity.relation_kinds import Kind
from news.models import NewsIndexPage, NewsPage
from pages.blocks import BodyBlock
from pages.citizen_form import ProvedForm
from pages.look import SHAPE_CONTRAST, SHAPES_ON_GROUNDS, TEXT_CONTRAST, WORDS_ON_GROUNDS, Look, contrast, tokens
from pages.mistake_form import MistakeForm
from pages.models import PortalImage
from questions.models import QuestionPage
from workflows.charter.words import Emblem, Palette
from workflows.models import Board, CitedFile, Field, Section

LONG_TITLE = (
    "Quyết định về việc phê duyệt Đề án phát triển du lịch cộng đồng gắn với bảo tồn nghề dệt thổ cẩm, nghề làm giấy bản và "
    "các lễ hội truyền thống của đồng bào các dân tộc trên địa bàn 124 xã, phường giai đoạn 2026 - 2030, tầm nhìn đến năm 2045"
)
SENTENCE = "Từ đầu năm, 22 trạm y tế xã đã hội chẩn từ xa hơn 3.100 ca; số ca phải chuyển tuyến giảm gần một phần ba."


class SampleChoices(forms.Form):
    kind = forms.ChoiceField(
        label="Ông/bà muốn gửi",
        choices=[("question", "Câu hỏi"), ("feedback", "Phản ánh, kiến nghị")],
        initial="question",
        widget=forms.RadioSelect(attrs={"id": "mau-loai"}),
    )
    agrees = forms.BooleanField(label="Tôi đồng ý đăng họ tên của tôi.", required=False)


@dataclass(frozen=True)
class MeasuredPair:
    """A token on its ground: the contrast that each palette gives it, in light and dark, and the least that it needs."""

    name: str
    ground: str
    least: float
    ratios: list[tuple[float, float]]


def components(request: HttpRequest) -> HttpResponse:
    """The page of components. Raises `Http404` where citizens are served."""
    if not (settings.DEBUG or settings.PORTAL_DEMO_MODE):
        raise Http404
    board = Board.objects.filter(site=Site.find_for_request(request)).select_related("root_page").first()
    return render(request, "portal/components.html", {**_tokens(), "sample": Samples(board)})


def _tokens() -> dict[str, Any]:
    measures = tokens(Palette.LAM, "light")
    return {
        "looks": [(Look(palette, emblem), _colours(palette)) for palette, emblem in zip(Palette, Emblem, strict=False)],
        "emblems": [Look(Palette.LAM, emblem) for emblem in Emblem],
        "pairs": [
            *(_measured(pair, TEXT_CONTRAST) for pair in WORDS_ON_GROUNDS),
            *(_measured(pair, SHAPE_CONTRAST) for pair in SHAPES_ON_GROUNDS),
        ],
        "sizes": [(name, value) for name, value in measures.items() if name.startswith("size-")],
        "spaces": [(name, value) for name, value in measures.items() if name.startswith("space-")],
    }


def _colours(palette: Palette) -> list[tuple[str, str, str]]:
    light, dark = tokens(palette, "light"), tokens(palette, "dark")
    return [
        (name, light[name], dark[name]) for name in dark if dark[name].startswith("#") and dark[name] != light[name]
    ]


def _measured(pair: tuple[str, str], least: float) -> MeasuredPair:
    def ratio(palette: Palette, scheme: Any) -> float:
        colours = tokens(palette, scheme)
        return contrast(colours[pair[0]], colours[pair[1]])

    return MeasuredPair(*pair, least, [(ratio(palette, "light"), ratio(palette, "dark")) for palette in Palette])


class Samples:
    """What the components are filled with. Addresses lead nowhere; pictures are those of the site, where it has some."""

    def __init__(self, board: Board | None):
        self.board = board
        self.today = timezone.localdate()
        self.section = DocumentIndexPage(title="Văn bản", slug="mau-van-ban", url_path=self._path)
        self.news_section = NewsIndexPage(title="Tin tức", slug="mau-tin-tuc", url_path=self._path)
        self.years = [self.today.year - past for past in range(3)]
        self.options = [("giao-duc", "Giáo dục – Y tế"), ("dat-dai", "Đất đai – Môi trường")]
        self.chosen = {"nam": self.today.year}
        self.pages = Paginator(range(300), 15).page(7)
        self.tags = [SimpleNamespace(name=name) for name in ("đầu tư công", "giải ngân", "cải cách hành chính")]

    @property
    def _path(self) -> str:
        return f"{self.board.root_page.url_path}mau/" if self.board else ""

    def _moment(self, days: int) -> datetime.datetime:
        return timezone.now() - datetime.timedelta(days=days)

    def _day(self, days: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days)

    @property
    def news(self) -> NewsPage:
        return NewsPage(
            title="Trạm y tế xã hội chẩn từ xa, bệnh nhân bớt phải đi xa",
            lead=SENTENCE,
            author="Lương Thùy Dung",
            section=Section(name="Xã hội – Giáo dục – Y tế"),
            url_path=self._path,
            first_published_at=self._moment(2),
            last_published_at=self._moment(1),
        )

    @property
    def corrected(self) -> list[SimpleNamespace]:
        """Two corrections, and a withdrawal."""
        notes = ("Số hộ được hỗ trợ là 216, không phải 261.", "Ngày khánh thành là 04/5, không phải 05/4.")
        return [
            SimpleNamespace(act="correct", at=self._moment(day), title=self.news.title, page=self.news, comment=note)
            for day, note in enumerate(notes, 1)
        ]

    @property
    def form(self) -> MistakeForm:
        """A form of which one field was refused."""
        return MistakeForm({"what": SENTENCE, "contact": "không rõ"})

    @property
    def proved(self) -> ProvedForm:
        """The end of a form that anybody may send."""
        return ProvedForm()

    @property
    def choices(self) -> forms.Form:
        """A form with what is chosen and what is agreed to."""
        return SampleChoices()

    @property
    def event(self) -> SimpleNamespace:
        return SimpleNamespace(act_name="Hỏi lại", at=timezone.now(), text=SENTENCE)

    @property
    def headlines(self) -> list[NewsPage]:
        return [self.news, self.news, self.news]

    @property
    def result(self) -> SimpleNamespace:
        text = mark_safe("… hỗ trợ <mark>nước</mark> sinh hoạt cho 216 hộ vùng cao …")
        return SimpleNamespace(page=self.news, text=text)

    @property
    def deep_page(self) -> Page | None:
        """A page with one above it; none on an unknown host."""
        return self.board.root_page.get_children().live().first() if self.board else None

    @property
    def article(self) -> NewsPage:
        article = self.news
        article.section = None
        return article

    @property
    def drafts(self) -> list[DraftPage]:
        """One that is open for comment, one that is answered."""
        return [
            DraftPage(
                pk=0,
                title=LONG_TITLE,
                url_path=self._path,
                type="nghi-quyet",
                drafted_by="Sở Tài chính",
                opens_on=self._day(30),
                closes_on=self._day(over),
                answered_on=self._day(1),
            )
            for over in (-5, 5)
        ]

    @property
    def shown_comment(self) -> ShownComment:
        return ShownComment(number=3, part="Điều 5", text=SENTENCE, sent_on=self._day(4), reply=SENTENCE)

    @property
    def documents(self) -> list[DocumentPage]:
        """One in force, one not yet, one no longer."""
        common: dict[str, Any] = {
            "url_path": self._path,
            "issuer": "Ủy ban nhân dân tỉnh",
            "signer": "Tạ Thị Hồng Quyên",
        }
        return [
            DocumentPage(
                title="Kế hoạch về chuyển đổi số năm 2027",
                number="215/KH-UBND",
                type="ke-hoach",
                signed_on=self._day(20),
                effective_on=self._day(20),
                **common,
            ),
            DocumentPage(
                title=LONG_TITLE,
                number="1046/QĐ-UBND",
                type="quyet-dinh",
                signed_on=self._day(3),
                effective_on=self._day(-12),
                **common,
            ),
            DocumentPage(
                title="Chỉ thị về phòng cháy, chữa cháy rừng mùa hanh khô",
                number="14/CT-UBND",
                type="chi-thi",
                signed_on=self._day(700),
                expired_on=self._day(40),
                **common,
            ),
        ]

    @property
    def related(self) -> list[tuple[str, list[Related]]]:
        """One that is on the site, one that is only named."""
        replaced, basis = self.documents[2], ("Luật số 72/2025/QH15", "Tổ chức chính quyền địa phương")
        lines = [
            Related(Kind.REPLACES, replaced.name, "", replaced, "", self._day(40)),
            Related(Kind.BASED_ON, *basis, None, "Điều 21"),
        ]
        return grouped(lines, [])

    @property
    def history(self) -> list[Event]:
        """What happened to it, and what another document did to it."""
        signed, ended = self._day(700), self._day(40)
        return [Event(signed, "Ký, ban hành"), Event(ended, "Được thay thế bởi", self.documents[0])]

    @property
    def facets(self) -> list[Facet]:
        """One filter with a value that is on."""
        return [
            Facet(
                "loai",
                "Loại văn bản",
                [Option("quyet-dinh", "Quyết định", 412, True), Option("ke-hoach", "Kế hoạch", 96, False)],
            )
        ]

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        return [("Loại văn bản", "Quyết định", "?"), ("Cơ quan ban hành", "Ủy ban nhân dân tỉnh", "?loai=quyet-dinh")]

    @property
    def downloads(self) -> list[tuple[str, str]]:
        return [("CSV", "?dang=csv"), ("JSON", "?dang=json"), ("RSS", "?dang=rss")]

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(document.title, "#") for document in self.documents]

    @property
    def question(self) -> QuestionPage:
        return QuestionPage(
            title="Sổ đỏ ghi tên xã cũ có phải đổi sau khi sáp nhập không?",
            question="Gia đình tôi có sổ đỏ cấp năm 2009, ghi tên xã cũ. Nay xã đã sáp nhập thì sổ còn giá trị không, có phải đi đổi không?",
            asker="Ông N.V.T., xã Hùng Lợi",
            asked_on=self._day(12),
            answered_by="Sở Nông nghiệp và Môi trường",
            answered_on=self._day(4),
            field=Field(name="Đất đai – Môi trường"),
            url_path=self._path,
        )

    @property
    def file(self) -> SimpleNamespace:
        document = SimpleNamespace(title="215", url="#", file_extension="pdf", shown_size="1,2 MB")
        sha256 = hashlib.sha256(b"215/KH-UBND").hexdigest()
        lines = [
            Word(
                "Ký số: Ủy ban nhân dân tỉnh, lúc 14:21 21/04/2026",
                "Chữ ký hợp lệ vào thời điểm ký ghi trong tệp.",
                "good",
            ),
            Word("Ký số: Văn phòng", "Nội dung nguyên vẹn; cổng chưa đối chiếu được chứng thư.", "open"),
            Word("Ký số: Văn thư", "Tệp có phần được thêm hoặc sửa sau khi ký.", "bad"),
        ]
        return SimpleNamespace(
            read=SimpleNamespace(state="scan", words=lines),
            title="215/KH-UBND (bản PDF có chữ ký số)",
            document=document,
            sha256=sha256,
            short_sha256=sha256[:12],
            published_at=self._moment(20),
        )

    @property
    def video(self) -> SimpleNamespace:
        return SimpleNamespace(title="Hướng dẫn nộp hồ sơ", transcript=SENTENCE, document=self.file.document)

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Two pictures of the site; none where it has no pictures yet."""
        shown = {
            "alternative": "Ảnh mẫu lấy từ kho ảnh của trang",
            "author": "Ban biên tập",
            "caption": "Chú thích của ảnh.",
        }
        if self.board is None:
            return []
        released = CitedFile.objects.filter(kind="image", is_released=True).values("object_id")
        own = PortalImage.objects.prefetch_renditions().filter(collection=self.board.collection, pk__in=released)
        return [{"image": image, **shown} for image in own.order_by("pk")[:2]]

    @property
    def body(self) -> Any:
        table = {
            "columns": [
                {"type": "text", "heading": "Xã, phường"},
                {"type": "number", "heading": "Hồ sơ nhận"},
                {"type": "number", "heading": "Trả đúng hạn"},
                {"type": "number", "heading": "Tỷ lệ (%)"},
            ],
            "rows": [
                {"values": ["Phường Minh Xuân", "1.204", "1.198", "99,5"]},
                {"values": ["Xã Tân Trào", "318", "318", "100"]},
                {"values": ["Xã Hùng Lợi", "276", "270", "97,8"]},
            ],
            "caption": "Hồ sơ một cửa trong tháng 10",
        }
        blocks = [
            ("text", f"<h2>Tiêu đề của phần</h2><p>{SENTENCE} Xem <a href='/'>hướng dẫn nộp hồ sơ</a>.</p>"),
            ("text", "<h3>Tiêu đề nhỏ</h3><ul><li>Bản chính giấy khai sinh;</li><li>Tờ khai theo mẫu.</li></ul>"),
            ("text", "<ol><li>Nộp hồ sơ tại Trung tâm Phục vụ hành chính công.</li><li>Nhận giấy hẹn.</li></ol>"),
            ("quote", {"text": "Việc nào cũng phải có người chịu trách nhiệm và ngày xong.", "by": "Chủ tịch xã"}),
            ("table", table),
        ]
        return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])
