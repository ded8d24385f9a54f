"""A refusal: why an act is not done, as a value with a code and a sentence; and as the exception that carries it out of a service.

`workflows/doors/middleware.py` tells the person. The sentences stand in the rules.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why not: a stable code, and a sentence in Vietnamese. `asks_reason`: a reason would lift it. `about_text`: mending the text would.
    `asks_ticks`: confirming the charter's checklist would."""

    code: str
    sentence: str
    asks_reason: bool = False
    about_text: bool = False
    asks_ticks: bool = False


class Refused(Exception):
    """The act is not done and nothing has changed. `page_id` says where the person may be sent back to."""

    def __init__(self, refusal: Refusal, page_id: int | None = None):
        self.refusal = refusal
        self.page_id = page_id
        super().__init__(refusal.sentence)
