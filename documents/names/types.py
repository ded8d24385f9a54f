"""The types of documents: the 29 administrative ones of NĐ 30/2020 Đ7, and the legislative ones that the bodies on a portal issue."""

from django.db import models
from django.utils.translation import gettext_lazy as _

ADMINISTRATIVE_TYPES = [
    ("nghi-quyet", _("Nghị quyết")),
    ("quyet-dinh", _("Quyết định")),
    ("chi-thi", _("Chỉ thị")),
    ("quy-che", _("Quy chế")),
    ("quy-dinh", _("Quy định")),
    ("thong-cao", _("Thông cáo")),
    ("thong-bao", _("Thông báo")),
    ("huong-dan", _("Hướng dẫn")),
    ("chuong-trinh", _("Chương trình")),
    ("ke-hoach", _("Kế hoạch")),
    ("phuong-an", _("Phương án")),
    ("de-an", _("Đề án")),
    ("du-an", _("Dự án")),
    ("bao-cao", _("Báo cáo")),
    ("bien-ban", _("Biên bản")),
    ("to-trinh", _("Tờ trình")),
    ("hop-dong", _("Hợp đồng")),
    ("cong-van", _("Công văn")),
    ("cong-dien", _("Công điện")),
    ("ban-ghi-nho", _("Bản ghi nhớ")),
    ("ban-thoa-thuan", _("Bản thỏa thuận")),
    ("giay-uy-quyen", _("Giấy ủy quyền")),
    ("giay-moi", _("Giấy mời")),
    ("giay-gioi-thieu", _("Giấy giới thiệu")),
    ("giay-nghi-phep", _("Giấy nghỉ phép")),
    ("phieu-gui", _("Phiếu gửi")),
    ("phieu-chuyen", _("Phiếu chuyển")),
    ("phieu-bao", _("Phiếu báo")),
    ("thu-cong", _("Thư công")),
]
LEGISLATIVE_TYPES = [
    ("luat", _("Luật")),
    ("bo-luat", _("Bộ luật")),
    ("phap-lenh", _("Pháp lệnh")),
    ("lenh", _("Lệnh")),
    ("nghi-dinh", _("Nghị định")),
    ("thong-tu", _("Thông tư")),
    ("thong-tu-lien-tich", _("Thông tư liên tịch")),
    ("nghi-quyet-qppl", _("Nghị quyết (văn bản quy phạm pháp luật)")),
    ("quyet-dinh-qppl", _("Quyết định (văn bản quy phạm pháp luật)")),
    ("van-ban-hop-nhat", _("Văn bản hợp nhất")),
    ("hien-phap", _("Hiến pháp")),
]
DOCUMENT_TYPES = [*ADMINISTRATIVE_TYPES, *LEGISLATIVE_TYPES]


class Urgency(models.TextChoices):
    """NĐ 30/2020 Đ4.2c."""

    NONE = "", _("không")
    URGENT = "khan", _("khẩn")
    VERY_URGENT = "thuong-khan", _("thượng khẩn")
    MOST_URGENT = "hoa-toc", _("hỏa tốc")


class Secrecy(models.TextChoices):
    """A document that bears any of these marks is never published (R60, R132)."""

    NONE = "", _("không mật")
    CONFIDENTIAL = "mat", _("mật")
    SECRET = "toi-mat", _("tối mật")
    TOP_SECRET = "tuyet-mat", _("tuyệt mật")
