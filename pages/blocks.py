"""The blocks that bodies are made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from workflows.screens.comparison import ComparedAsText

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class LineBlock(ComparedAsText, blocks.CharBlock):
    pass


class LinesBlock(ComparedAsText, blocks.TextBlock):
    pass


class TextBlock(ComparedAsText, blocks.RichTextBlock):
    pass


class ChosenFileBlock(ComparedAsText, DocumentChooserBlock):
    pass


class PictureBlock(blocks.StructBlock):
    """A picture, what it shows for those who do not see it, and who made it."""

    image = ImageChooserBlock(label=_("Ảnh"))
    alternative = LineBlock(
        label=_("Mô tả cho người không nhìn thấy ảnh"),
        max_length=300,
        help_text=_("Nói điều người xem thấy trong ảnh, không lặp lại chú thích."),
    )
    caption = LineBlock(label=_("Chú thích"), required=False, max_length=400)
    author = LineBlock(label=_("Tác giả ảnh"), max_length=200)

    class Meta:
        icon = "image"
        label = _("Ảnh")
        template = "components/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = LinesBlock(label=_("Lời trích"))
    by = LineBlock(label=_("Của ai"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Trích dẫn")
        template = "components/quote.html"


class FileBlock(blocks.StructBlock):
    document = ChosenFileBlock(label=_("Tệp"))
    title = LineBlock(label=_("Tên hiển thị"), max_length=255)

    class Meta:
        icon = "doc-full"
        label = _("Tệp kèm theo")
        template = "components/file.html"


class VideoBlock(blocks.StructBlock):
    """A video file of the portal's own: nothing is fetched from a foreign host."""

    document = ChosenFileBlock(label=_("Tệp video (mp4)"))
    title = LineBlock(label=_("Tên video"), max_length=255)
    transcript = LinesBlock(
        label=_("Lời trong video"), help_text=_("Cho người không nghe được hoặc không mở được video.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "components/video.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["document"].filename.lower().endswith(".mp4"):
            raise blocks.StructBlockValidationError({"document": ValidationError(_("Chỉ nhận tệp video .mp4."))})
        return cleaned


class TableBlock(ComparedAsText, TypedTableBlock):
    def __init__(self, **kwargs: Any):
        super().__init__(
            [
                ("text", LineBlock(label=_("Chữ"), required=False)),
                ("number", LineBlock(label=_("Số"), required=False)),
            ],
            **kwargs,
        )

    class Meta:
        icon = "table"
        label = _("Bảng")
        template = "components/table.html"


class BodyBlock(blocks.StreamBlock):
    text = TextBlock(label=_("Đoạn văn"), features=TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    gallery = blocks.ListBlock(
        PictureBlock(), label=_("Bộ ảnh"), icon="image", min_num=2, template="components/gallery.html"
    )
    quote = QuoteBlock()
    table = TableBlock()
    file = FileBlock()
    video = VideoBlock()

    class Meta:
        help_text = _("Nhấn dấu + rồi chọn: đoạn văn, ảnh, bảng, tệp kèm theo… Kéo để đổi thứ tự.")
