"""What the components are filled with, by what they are about."""

from dataclasses import dataclass

from portal.showcase.articles import ArticleSamples
from portal.showcase.documents import DocumentSamples
from portal.showcase.drafts import DraftSamples
from portal.showcase.forms import FormSamples
from portal.showcase.news import NewsSamples
from portal.showcase.place import Place
from portal.showcase.register import RegisterSamples
from workflows.models import Board


@dataclass(frozen=True)
class Samples:
    """All of them, as the template calls them."""

    forms: FormSamples
    news: NewsSamples
    documents: DocumentSamples
    register: RegisterSamples
    drafts: DraftSamples
    articles: ArticleSamples

    @classmethod
    def on(cls, board: Board) -> "Samples":
        place = Place(board)
        return cls(
            FormSamples(place),
            NewsSamples(place),
            DocumentSamples(place),
            RegisterSamples(),
            DraftSamples(place),
            ArticleSamples(place),
        )
