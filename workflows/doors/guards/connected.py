"""The last line: receivers that refuse to save what the ledger does not bear out, whoever saves, plain code included.

Each looks at data only: no flag, no thread-local, no caller. First the ledger has the decision, then the state may follow.
"""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import Signal
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    CollectionViewRestriction,
    PageViewRestriction,
    Site,
    WorkflowState,
)
from wagtail.signals import page_unpublished, pre_page_move

from workflows.doors.guards.accounts import refuse_early_board, refuse_unconfirmed_account
from workflows.doors.guards.files import (
    refuse_to_delete_cited_file,
    refuse_to_forget_cited_file,
    refuse_to_recut,
    refuse_to_rename_tag,
    refuse_to_replace_cited_file,
    refuse_unreleased_file,
)
from workflows.doors.guards.follow_ups import WRITTEN_ONCE, refuse_to_delete_follow_up, refuse_unwritten_follow_up
from workflows.doors.guards.leaves import refuse_to_delete_leave, refuse_unwritten_leave
from workflows.doors.guards.pages import (
    refuse_to_change_site,
    refuse_to_delete_history,
    refuse_to_move_public_page,
    refuse_uncertified_page,
    refuse_view_restriction,
    take_back_files_of_page,
)
from workflows.doors.guards.rows_of_pages import refuse_to_remove_certified_child, refuse_uncertified_child
from workflows.doors.guards.runs import (
    refuse_run_without_decision,
    refuse_step_without_decision,
    refuse_to_change_chain,
)
from workflows.doors.guards.signs import refuse_odd_signs
from workflows.doors.guards.words_of_the_board import (
    refuse_to_change_electorate,
    refuse_to_delete_ballot,
    refuse_to_delete_deed,
    refuse_to_delete_doubt,
    refuse_to_delete_seat,
    refuse_unwritten_answer,
    refuse_unwritten_ballot,
    refuse_unwritten_deed,
    refuse_unwritten_seat,
    refuse_unwritten_supplement,
    refuse_unwritten_vote,
)
from workflows.gate import follow_up
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.models.board import Alias, Board, Member
from workflows.models.consultation import Ballot, Consultation, Elector, Supplement
from workflows.models.decision import CitedFile
from workflows.models.delegation import Delegation
from workflows.models.leave import Leave
from workflows.models.run import Run

Guard = tuple[Signal, Callable[..., None], type[Model] | None]  # when, what refuses, whose rows (None: everybody's)


def connect() -> None:
    """Connect every guard; each once."""
    guards: tuple[Guard, ...] = (
        (pre_save, refuse_odd_signs, None),
        (pre_save, refuse_uncertified_page, None),
        (pre_delete, refuse_to_delete_history, None),
        (pre_page_move, refuse_to_move_public_page, None),
        (page_unpublished, take_back_files_of_page, None),
        (pre_save, refuse_unconfirmed_account, User),
        (pre_save, refuse_early_board, Board),
        (pre_save, refuse_view_restriction, PageViewRestriction),
        (pre_save, refuse_view_restriction, CollectionViewRestriction),
        (pre_save, refuse_to_change_site, Site),
        (pre_delete, refuse_to_change_site, Site),
        (pre_save, refuse_to_change_site, Alias),
        (pre_delete, refuse_to_change_site, Alias),
        (pre_save, refuse_uncertified_child, None),
        (pre_delete, refuse_to_remove_certified_child, None),
        (pre_save, refuse_to_change_chain, None),
        (pre_delete, refuse_to_change_chain, None),
        (pre_save, refuse_step_without_decision, None),
        (pre_save, refuse_run_without_decision, WorkflowState),
        (pre_save, refuse_run_without_decision, Run),
        (pre_save, refuse_unwritten_seat, Member),
        (pre_delete, refuse_to_delete_seat, Member),
        (pre_save, refuse_unwritten_deed, Delegation),
        (pre_delete, refuse_to_delete_deed, Delegation),
        (pre_save, refuse_unwritten_leave, Leave),
        (pre_delete, refuse_to_delete_leave, Leave),
        (pre_save, refuse_unwritten_answer, DoubtedDecision),
        (pre_delete, refuse_to_delete_doubt, DoubtedDecision),
        (pre_delete, refuse_to_delete_doubt, AccountIncident),
        (pre_save, refuse_unwritten_vote, Consultation),
        (pre_save, refuse_to_change_electorate, Elector),
        (pre_delete, refuse_to_delete_ballot, Elector),
        (pre_save, refuse_unwritten_ballot, Ballot),
        (pre_delete, refuse_to_delete_ballot, Ballot),
        (pre_save, refuse_unwritten_supplement, Supplement),
        (pre_delete, refuse_to_delete_ballot, Supplement),
        *((pre_save, refuse_unwritten_follow_up, kind) for kind in follow_up.KINDS),
        *((pre_delete, refuse_to_delete_follow_up, kind) for kind in (*follow_up.KINDS, *WRITTEN_ONCE)),
        (pre_save, refuse_to_replace_cited_file, get_image_model()),
        (pre_save, refuse_to_replace_cited_file, get_document_model()),
        (pre_delete, refuse_to_delete_cited_file, get_image_model()),
        (pre_delete, refuse_to_delete_cited_file, get_document_model()),
        (pre_save, refuse_unreleased_file, CitedFile),
        (pre_delete, refuse_to_forget_cited_file, CitedFile),
        (pre_save, refuse_to_recut, get_image_model().get_rendition_model()),
        (pre_save, refuse_to_rename_tag, Tag),
    )
    for signal, receiver, sender in guards:
        signal.connect(receiver, sender=sender, dispatch_uid=f"{receiver.__name__}:{sender}")
