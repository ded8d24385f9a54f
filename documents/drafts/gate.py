"""The gate of comments on drafts: it gathers the facts about a person, or a citizen, and a draft, and asks `rules.py`."""

from dataclasses import dataclass

from documents.drafts import rules
from documents.drafts.comments import Reason
from documents.drafts.pages import DraftPage
from documents.drafts.rules import CommentAct, CommentFacts
from workflows.models import Member
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal, Refused


@dataclass(frozen=True)
class Said:
    """The texts that are to be shown; the key of the `Reason` for which a comment is not."""

    texts: tuple[str, ...] = ()
    reason: str = ""


UNSAID = Said()


def ask(user: SomeUser | None, act: CommentAct, page: DraftPage, said: Said = UNSAID) -> Refusal | None:
    """Why this person may not do this with comments on the draft now; None where they may. `user` is None for a citizen. A few queries."""
    return rules.may(act, _facts(user, page, said))


def require(user: SomeUser | None, act: CommentAct, page: DraftPage, said: Said = UNSAID) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, page, said):
        raise Refused(refusal, page.pk)


def offered(user: SomeUser | None, page: DraftPage) -> dict[CommentAct, Refusal | None]:
    """What a screen may offer, before anything is typed: asked as if the form were filled in well."""
    known = _facts(user, page, Said(("-",), Reason.values[0]))
    return {act: rules.may(act, known) for act in CommentAct}


def _facts(user: SomeUser | None, page: DraftPage, said: Said) -> CommentFacts:
    return CommentFacts(
        phase=page.phase,
        is_public=page.live,
        may_edit=user is not None and page.permissions_for_user(user).can_edit(),
        has_seat=user is not None and Member.objects.of_user(user).filter(board=page.own_board).exists(),
        texts=said.texts,
        reason=said.reason if said.reason in Reason else "",
    )
