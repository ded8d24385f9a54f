"""What an editor reads of a picture that cannot be shown: why, and what to do."""

from django.utils.translation import gettext as _

from foreign_files.pictures.limits import PIXELS, SIDE, Reason


def sentence(reason: Reason) -> str:
    """For a reason, in the language of the person."""
    sentences = {
        Reason.BROKEN: _(
            "Không đọc được trọn ảnh này: tệp bị hỏng, bị cắt ngang, hoặc lưu theo kiểu mà trình duyệt không hiện được. Hãy mở ảnh trên máy, lưu lại thành JPEG hoặc PNG rồi tải lên."
        ),
        Reason.GONE: _("Không mở được tệp ảnh trong kho. Hãy tải ảnh lên lại."),
        Reason.MOVING: _(
            "Đây là ảnh động; cổng chỉ đăng ảnh tĩnh. Hãy lưu một khung hình thành JPEG hoặc PNG rồi tải lên, hoặc đăng dưới dạng video."
        ),
        Reason.PIXELS: _(
            "Ảnh quá lớn: tối đa %(megapixels)s triệu điểm ảnh. Hãy thu nhỏ ảnh (rộng 4.000 điểm ảnh là đủ) rồi tải lên."
        ),
        Reason.SIDE: _(
            "Ảnh quá dài: mỗi cạnh tối đa %(side)s điểm ảnh. Hãy thu nhỏ ảnh hoặc chia thành nhiều ảnh rồi tải lên."
        ),
        Reason.SLOW: _(
            "Ảnh này quá nặng nên cổng không xử lý kịp. Hãy thu nhỏ ảnh (rộng 4.000 điểm ảnh là đủ), lưu lại thành JPEG rồi tải lên."
        ),
    }
    return sentences[reason] % {"megapixels": PIXELS // 1_000_000, "side": f"{SIDE:,}".replace(",", ".")}
