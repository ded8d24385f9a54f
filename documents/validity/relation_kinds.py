"""What one document says of another, in both directions. Pure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """As the document that says it calls it; `PASSIVE` has the words for the other side."""

    REPLACES = "thay-the", _("thay thế")
    REPEALS = "bai-bo", _("bãi bỏ")
    RECALLS = "thu-hoi", _("thu hồi")
    REPEALS_PART = "bai-bo-mot-phan", _("bãi bỏ một phần")
    AMENDS = "sua-doi", _("sửa đổi, bổ sung")
    SUSPENDS = "ngung-hieu-luc", _("ngưng hiệu lực")
    CORRECTS = "dinh-chinh", _("đính chính")
    GUIDES = "huong-dan", _("quy định chi tiết, hướng dẫn")
    BASED_ON = "can-cu", _("căn cứ")

    @property
    def passive(self) -> str:
        return str(PASSIVE[self])


PASSIVE = {
    Kind.REPLACES: _("được thay thế bởi"),
    Kind.REPEALS: _("bị bãi bỏ bởi"),
    Kind.RECALLS: _("bị thu hồi bởi"),
    Kind.REPEALS_PART: _("bị bãi bỏ một phần bởi"),
    Kind.AMENDS: _("được sửa đổi, bổ sung bởi"),
    Kind.SUSPENDS: _("bị ngưng hiệu lực bởi"),
    Kind.CORRECTS: _("được đính chính bởi"),
    Kind.GUIDES: _("được quy định chi tiết, hướng dẫn bởi"),
    Kind.BASED_ON: _("là căn cứ của"),
}
ENDING = frozenset({Kind.REPLACES, Kind.REPEALS, Kind.RECALLS})
PARTIAL = frozenset({Kind.AMENDS, Kind.REPEALS_PART})
SUSPENDING = frozenset({Kind.SUSPENDS})
BEARING = ENDING | PARTIAL | SUSPENDING  # on whether the other document is in force
