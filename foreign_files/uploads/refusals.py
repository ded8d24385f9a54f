"""What a person reads when a file is not taken in: what it is, and what to do."""

from django.utils.translation import gettext as _

from foreign_files.uploads.kinds import Reason


def sentence(reason: Reason, megabytes: int, pages: int) -> str:
    """For a reason, in the language of the person; `megabytes` and `pages` are the limits that held."""
    kinds = _("PDF, Word, Excel, OpenDocument, ảnh JPEG, PNG hoặc WebP, chữ thuần")
    sentences = {
        Reason.EMPTY: _("Tệp không có nội dung. Bạn hãy chọn lại tệp."),
        Reason.TOO_BIG: _("Tệp lớn hơn %(megabytes)s MB. Bạn hãy giảm dung lượng hoặc tách thành nhiều tệp."),
        Reason.TOO_MANY_PAGES: _("Tệp có hơn %(pages)s trang. Bạn hãy tách thành nhiều tệp."),
        Reason.TOO_MANY_PIXELS: _("Ảnh có quá nhiều điểm ảnh. Bạn hãy thu nhỏ ảnh rồi gửi lại."),
        Reason.UNKNOWN: _("Không nhận ra đây là loại tệp gì. Bạn hãy gửi một trong các loại: %(kinds)s."),
        Reason.KIND: _("Ở đây không nhận loại tệp này. Bạn hãy gửi một trong các loại: %(kinds)s."),
        Reason.ARCHIVE: _("Không nhận tệp nén. Bạn hãy giải nén và gửi từng tệp bên trong."),
        Reason.PROGRAM: _("Không nhận tệp chương trình. Bạn hãy gửi một trong các loại: %(kinds)s."),
        Reason.MARKUP: _(
            "Không nhận tệp có mã lệnh hoặc trang web (HTML, SVG, XML). Bạn hãy lưu nội dung thành PDF hoặc ảnh rồi gửi lại."
        ),
        Reason.ENCODING: _(
            "Tệp chữ không dùng bảng mã Unicode. Bạn hãy mở tệp, lưu lại với bảng mã UTF-8 (hoặc dán vào tệp Word) rồi gửi lại."
        ),
        Reason.MACRO: _(
            "Tệp có macro (lệnh chạy tự động). Bạn hãy lưu lại thành tệp không có macro (.docx, .xlsx) hoặc PDF rồi gửi lại."
        ),
        Reason.EMBEDDED: _("Bên trong tệp có nhúng tệp khác. Bạn hãy lưu lại thành PDF, hoặc gửi riêng từng tệp."),
        Reason.REMOTE: _(
            "Tệp tự lấy nội dung từ nơi khác khi mở (mẫu hoặc đối tượng liên kết ngoài). Bạn hãy lưu lại thành PDF rồi gửi."
        ),
        Reason.ACTIVE_PDF: _(
            "Tệp PDF có lệnh tự chạy hoặc tệp đính kèm bên trong. Bạn hãy in lại thành PDF (chức năng “In ra PDF”) rồi gửi bản đó."
        ),
        Reason.TWO_IN_ONE: _(
            "Tệp chứa hai loại nội dung chồng lên nhau. Bạn hãy in lại thành PDF hoặc lưu lại ảnh rồi gửi bản đó."
        ),
        Reason.ENCRYPTED: _("Tệp được đặt mật khẩu hoặc mã hóa. Bạn hãy bỏ mật khẩu rồi gửi lại."),
        Reason.BOMB: _("Nội dung tệp khi mở ra lớn bất thường. Bạn hãy lưu lại thành PDF rồi gửi bản đó."),
        Reason.BROKEN: _("Tệp bị hỏng, không đọc được. Bạn hãy mở thử trên máy mình, lưu lại rồi gửi bản mới."),
        Reason.TOO_SLOW: _(
            "Kiểm tra tệp này mất quá lâu. Bạn hãy lưu lại thành PDF đơn giản hơn hoặc tách thành nhiều tệp."
        ),
        Reason.VIRUS: _("Chương trình quét phát hiện mã độc trong tệp. Bạn hãy kiểm tra máy của mình và gửi tệp khác."),
        Reason.NO_SCANNER: _(
            "Chương trình quét mã độc của cổng đang tạm ngừng nên chưa nhận được tệp. Bạn hãy thử lại sau ít phút."
        ),
    }
    return sentences[reason] % {"megabytes": megabytes, "pages": pages, "kinds": kinds}
