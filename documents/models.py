"""Every model of documents, for Django's discovery and for other packages. The rooms beside it do not import it: it stands above them."""

from documents.drafts.comments import CommentContact, DraftComment
from documents.drafts.pages import DraftFile, DraftIndexPage, DraftPage, ShownComment
from documents.entry.rows import EntryRow
from documents.files.texts import FileText
from documents.page import DocumentFile, DocumentPage
from documents.register.index_page import DocumentIndexPage
from documents.validity.proposals import SetAsideProposal
from documents.validity.registered import Period, Registered
from documents.validity.relations import DocumentRelation

__all__ = [
    "CommentContact",
    "DocumentFile",
    "DocumentIndexPage",
    "DocumentPage",
    "DocumentRelation",
    "DraftComment",
    "DraftFile",
    "DraftIndexPage",
    "DraftPage",
    "EntryRow",
    "FileText",
    "Period",
    "Registered",
    "SetAsideProposal",
    "ShownComment",
]
