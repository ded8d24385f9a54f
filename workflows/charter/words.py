"""The words in which charters speak of roles, content, steps, conditions, units of time, colours: one vocabulary for files, code and tables."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class RoleKey(StrEnum):
    """The functions that the rules read (R1-R23). A charter names its roles as it likes and says of each which of these it has."""

    CHIEF = "truong-ban"
    STANDING_DEPUTY = "pho-truc"
    DEPUTY = "pho-ban"
    MEMBER = "thanh-vien"
    EDITOR = "bien-tap-vien"
    SECRETARY = "thu-ky"
    CONTRIBUTOR = "cong-tac-vien"
    ASSISTANT = "giup-viec"
    TECHNICAL = "ky-thuat"


HELPING = frozenset({RoleKey.ASSISTANT, RoleKey.TECHNICAL})
"""Who decides nothing and has no vote, whatever a charter says (AG Đ12, Đ13; TQ Đ4.4)."""


class Content(StrEnum):
    """What a chain is for. `page` is everything that is not one of the three kinds: front page, sections, static pages."""

    NEWS = "news"
    DOCUMENT = "document"
    QUESTION = "question"
    PAGE = "page"


CONTENT_NAMES = {
    Content.NEWS: _("tin, bài"),
    Content.DOCUMENT: _("văn bản"),
    Content.QUESTION: _("hỏi đáp"),
    Content.PAGE: _("trang"),
}


class TicketKind(StrEnum):
    """What citizens send (2.13). Complaints and denunciations go another way by law; `personal-data` is a request about one's own data."""

    QUESTION = "question"
    FEEDBACK = "feedback"
    INFORMATION = "information"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PERSONAL_DATA = "personal-data"


class StepKind(StrEnum):
    """Approve is not publish (R31, R36): reviewing and approving judge a text, publishing posts exactly what was approved.

    At a vote the whole board judges it together (R47).
    """

    REVIEW = "review"
    APPROVE = "approve"
    VOTE = "vote"
    PUBLISH = "publish"


class Condition(StrEnum):
    """When a step applies; a step that does not is recorded as skipped, with the reason."""

    ALWAYS = "always"
    SENSITIVE = "sensitive"
    NOT_SENSITIVE = "not-sensitive"
    SUBMITTED_BY_OTHERS = "submitted-by-others"


class TimeUnit(StrEnum):
    WORKING_DAY = "working-day"
    DAY = "day"
    HOUR = "hour"


class Palette(StrEnum):
    """The colours of a site; each is defined for light and dark in static/css/portal.css."""

    SON = "son"
    LAM = "lam"
    LUC = "luc"
    CHAM = "cham"
    GOM = "gom"


class Emblem(StrEnum):
    """The mark of a site: a drawing of static/img/emblems/, in the colours of its palette."""

    MOUNTAINS = "nui"
    RIVER = "song"
    TEA = "che"
    TOWER = "thap"
    RICE = "lua"
    LOTUS = "sen"


class TickAt(StrEnum):
    """The acts before which a checklist is ticked."""

    SUBMIT = "submit"
    REVIEW = "review"
    APPROVE = "approve"
    PUBLISH = "publish"
