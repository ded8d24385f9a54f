"""What the content guard and the checklist tell the rules about one version of an item; asked by the gate only."""

from workflows.content_guard.checklist import unticked, without_file
from workflows.content_guard.report import is_declared, is_released, report_on
from workflows.models.judged import Judged
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.facts import Guarded


def guard_facts(user: SomeUser, act: Act, judged: Judged) -> Guarded:
    """Secrecy marks that nobody has declared to be none, who may declare that, what nobody can confirm, what this person has yet to, and who asked."""
    board = judged.board
    marks = report_on(judged.draft, board, judged.media, judged.readings).marks
    if marks and is_declared(judged):
        marks = ()
    tells = judged.draft.tells_asker()
    return {
        "marks": marks,
        "declaring_roles": board.rules.declaring_roles,
        "without_file": tuple(item.text for item in without_file(judged, act)),
        "unticked": unticked(judged, act, user),
        "tells_asker": tells.surely,
        "may_tell_asker": () if tells.perhaps and is_released(judged) else tells.perhaps,
    }
