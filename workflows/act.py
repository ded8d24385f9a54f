"""The acts: what a person can do to an item, and what the system writes into the ledger. One vocabulary for both."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """Everything a person can do to an item that the rules have a word on."""

    EDIT = "edit", _("sửa")
    SUBMIT = "submit", _("trình duyệt")
    REVIEW = "review", _("thẩm định, chuyển tiếp")
    APPROVE = "approve", _("phê duyệt")
    RETURN = "return", _("trả lại")
    PUBLISH = "publish", _("đăng tải")
    RECALL = "recall", _("rút lại")
    SKIP = "skip", _("bỏ qua bước không áp dụng")
    WITHDRAW = "withdraw", _("gỡ xuống")
    EXPIRE = "expire", _("hết hạn hiển thị")
    IMPORT = "import", _("chuyển từ cổng cũ")
    ESTABLISH = "establish", _("lập theo quy chế")
    SEAT = "seat", _("bố trí người")
    CHARTER = "charter", _("nạp quy chế")
    DELETE = "delete", _("xóa")
    MOVE = "move", _("chuyển chỗ")
    FLAG = "flag", _("đánh dấu nhạy cảm")
    UNFLAG = "unflag", _("bỏ dấu nhạy cảm")
    DELEGATE = "delegate", _("ủy quyền")
    CONFIRM = "confirm", _("xác nhận ủy quyền")
    END_DEED = "end-deed", _("chấm dứt ủy quyền")
    CLOCK = "clock", _("ghi đồng hồ thời hạn")
    DECLARE = "declare", _("xác nhận không mật")
    URGENT = "urgent", _("đăng khẩn")
    AFFIRM = "affirm", _("xác nhận bản đăng khẩn")
    LAPSE = "lapse", _("gỡ vì không được xác nhận")
    INCIDENT = "incident", _("báo lộ tài khoản")
    UPHOLD = "uphold", _("thừa nhận quyết định")
    DISOWN = "disown", _("không thừa nhận quyết định")
    REOPEN = "reopen", _("mở lại tài khoản")
    CALL_VOTE = "call-vote", _("đưa ra lấy ý kiến, biểu quyết")
    CAST = "cast", _("gửi phiếu ý kiến")
    CLOSE_VOTE = "close-vote", _("đóng biểu quyết")
    VOTE = "vote", _("biểu quyết")
    CONCLUDE = "conclude", _("chủ trì, kết luận")
    CORRECT = "correct", _("đính chính")
    PROPOSE = "propose", _("đề nghị gỡ")
    DECLINE = "decline", _("không gỡ theo đề nghị")
    TICKET = "ticket", _("xử lý báo sai sót")
    CHECK = "check", _("kiểm tra lại sau khi đăng")
