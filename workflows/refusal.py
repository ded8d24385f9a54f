"""A refused act, as an exception that carries the refusal. `workflows/middleware.py` tells the person."""

from workflows.rules import Refusal


class Refused(Exception):
    """The act is not done and nothing has changed. `page_id` says where the person may be sent back to."""

    def __init__(self, refusal: Refusal, page_id: int | None = None):
        self.refusal = refusal
        self.page_id = page_id
        super().__init__(refusal.sentence)
