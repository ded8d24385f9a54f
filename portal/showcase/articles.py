"""Samples of what stands in an article: a body with its blocks, pictures, a question."""

from typing import Any

from pages.blocks import BodyBlock
from pages.models import PortalImage
from portal.showcase.place import SENTENCE, Place
from questions.models import QuestionPage
from workflows.models import CitedFile, Field


class ArticleSamples:
    """Pictures are those of the site, where it has some."""

    def __init__(self, place: Place):
        self.place = place

    @property
    def question(self) -> QuestionPage:
        return QuestionPage(
            title="Sổ đỏ ghi tên xã cũ có phải đổi sau khi sáp nhập không?",
            question="Gia đình tôi có sổ đỏ cấp năm 2009, ghi tên xã cũ. Nay xã đã sáp nhập thì sổ còn giá trị không, có phải đi đổi không?",
            asker="Ông N.V.T., xã Hùng Lợi",
            asked_on=self.place.day(12),
            answered_by="Sở Nông nghiệp và Môi trường",
            answered_on=self.place.day(4),
            field=Field(name="Đất đai – Môi trường"),
            **self.place.stands,
        )

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Two pictures of the site; none where it has no pictures yet."""
        shown = {
            "alternative": "Ảnh mẫu lấy từ kho ảnh của trang",
            "author": "Ban biên tập",
            "caption": "Chú thích của ảnh.",
        }
        released = CitedFile.objects.filter(kind="image", is_released=True).values("object_id")
        own = PortalImage.objects.prefetch_renditions().filter(collection=self.place.board.collection, pk__in=released)
        return [{"image": image, **shown} for image in own.order_by("pk")[:2]]

    @property
    def lost_picture(self) -> dict[str, Any]:
        return {"image": None, "alternative": "Ảnh không hiện được: người xem đọc mô tả này.", "author": "Ban biên tập"}

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
