"""Where the samples stand: on one board's site, today. Addresses lead nowhere."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from workflows.models import Board

LONG_TITLE = (
    "Quyết định về việc phê duyệt Đề án phát triển du lịch cộng đồng gắn với bảo tồn nghề dệt thổ cẩm, nghề làm giấy bản và "
    "các lễ hội truyền thống của đồng bào các dân tộc trên địa bàn 124 xã, phường giai đoạn 2026 - 2030, tầm nhìn đến năm 2045"
)
SENTENCE = "Từ đầu năm, 22 trạm y tế xã đã hội chẩn từ xa hơn 3.100 ca; số ca phải chuyển tuyến giảm gần một phần ba."


@dataclass(frozen=True)
class Place:
    """The board whose site is asked; days and moments are counted back from now."""

    board: Board
    today: datetime.date = field(default_factory=timezone.localdate)

    @property
    def stands(self) -> dict[str, str]:
        """The place in the tree that a sample claims."""
        root = self.board.root_page
        return {"path": f"{root.path}zzzz", "url_path": f"{root.url_path}mau/"}

    def moment(self, days: int) -> datetime.datetime:
        return timezone.now() - datetime.timedelta(days=days)

    def day(self, days: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days)
