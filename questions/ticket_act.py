"""What can be done with what a citizen sent. Each word is stored with the event and never changes."""

from enum import StrEnum


class TicketAct(StrEnum):
    RECEIVE = "receive"
    TRIAGE = "triage"
    DIVERT = "divert"
    SPAM = "spam"
    ASSIGN = "assign"
    MERGE = "merge"
    FORWARD = "forward"
    POST = "post"
    HAND_OVER = "hand-over"
    TAKE_BACK = "take-back"
    ASK_BACK = "ask-back"
    ADD = "add"
    GO_ON = "go-on"
    NOTE = "note"
    DRAFT = "draft"
    PROPOSE = "propose"
    SEND = "send"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    RATE = "rate"
    FORGET = "forget"
    READ_PERSON = "read-person"
