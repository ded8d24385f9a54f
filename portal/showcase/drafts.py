"""Samples of drafts that are open for comment."""

from documents.drafts.pages import DraftPage, ShownComment
from portal.showcase.place import LONG_TITLE, SENTENCE, Place


class DraftSamples:
    def __init__(self, place: Place):
        self.place = place

    @property
    def items(self) -> list[DraftPage]:
        """One that is open for comment, one that is answered."""
        return [
            DraftPage(
                pk=0,
                title=LONG_TITLE,
                **self.place.stands,
                type="nghi-quyet",
                drafted_by="Sở Tài chính",
                opens_on=self.place.day(30),
                closes_on=self.place.day(over),
                answered_on=self.place.day(1),
            )
            for over in (-5, 5)
        ]

    @property
    def comment(self) -> ShownComment:
        return ShownComment(number=3, part="Điều 5", text=SENTENCE, sent_on=self.place.day(4), reply=SENTENCE)
