"""A leader lets an archive of an old portal in, by its SHA-256, for some days."""

from django.db import transaction

from workflows.gate import imports
from workflows.ledger import ledger
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.imports import ImportAct
from workflows.rules.incidents import LEADING
from workflows.services.locking import actor_of


@transaction.atomic
def open_import(board: Board, user: SomeUser, sha256: str, name: str) -> Decision:
    """`name` is what people call the file. Raises `Refused`."""
    sha256 = "".join(sha256.split()).lower()
    imports.require(user, ImportAct.OPEN, board, sha256)
    return ledger.write(board, Act.OPEN_IMPORT, actor_of(board, user, LEADING), title=name.strip()[:255], digest=sha256)
