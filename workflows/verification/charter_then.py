"""The charter that was in force at a row of the ledger, and who sat where by it: rows are told in their order."""

from workflows.charter.roles import functions_of, names_of_role
from workflows.charter.schema import Charter
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

    def names_of(self, seat: int | None) -> frozenset[str]:
        """The names by which the charter gave something to a seat; none for one that it did not have."""
        key, charter = self._keys.get(seat or 0), self.in_force
        role = next((member.role for member in charter.member if member.key == key), None) if charter else None
        function = functions_of(charter).get(role) if charter and role else None
        return names_of_role(function, role) if function and role else frozenset()
