"""The charter that was in force at a row of the ledger, and who sat where by it: rows are told in their order."""

from workflows.charter.schema import Charter
from workflows.charter.words import RoleKey
from workflows.models.board import Board
from workflows.rules.act import Act


class CharterThen:
    """`in_force` is None where the row of its loading did not say yet which one it was."""

    def __init__(self, board: Board):
        self._known = {version.digest: version for version in board.charter_versions.all()}
        self._keys = dict(board.members.values_list("pk", "key"))
        self.in_force: Charter | None = None
        self.seated: dict[int, int | None] = {}

    def follow(self, act: str, digest: str, member: int | None, user: int | None) -> None:
        """A row of the ledger: of those on charters and seats this makes something of."""
        if act == Act.CHARTER:
            version = self._known.get(digest)
            self.in_force = version.parsed if version else None
        elif act == Act.SEAT and member is not None:
            self.seated[member] = user

    def role_of(self, seat: int | None) -> RoleKey | None:
        """The role that the charter gave to a seat; None for one that it did not have."""
        key = self._keys.get(seat or 0)
        members = self.in_force.member if self.in_force else ()
        return next((member.role for member in members if member.key == key), None)
