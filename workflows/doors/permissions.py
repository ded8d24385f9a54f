"""Wagtail's page permission tester, governed by the board: nobody holds "publish", the technician included.

It answers Wagtail's screens, bulk actions and API. The rules are asked through the gate; what is refused outright has no rule
because no charter gives it to anybody.
"""

from wagtail.models import Page, PagePermissionTester

from workflows.gate import gate, item_state
from workflows.models.board import Board
from workflows.rules.act import Act


class GovernedPermissionTester(PagePermissionTester):
    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return bool(self.page.locked and self.user.is_superuser)

    def can_edit(self) -> bool:
        return bool(super().can_edit()) and not self.page.alias_of_id

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(super().can_delete(ignore_bulk)) and gate.ask(self.user, Act.DELETE, self.page) is None

    def can_move(self) -> bool:
        """What is public is moved by whom the charter lets decide that; a draft by whoever may edit it."""
        if gate.ask(self.user, Act.MOVE, self.page) is not None:
            return False
        return item_state.below(self.page)["is_live"] or bool(super().can_edit())

    def can_move_to(self, destination: Page) -> bool:
        """Wagtail would ask for the permission to publish at the destination, which nobody holds."""
        if self.page == destination or destination.is_descendant_of(self.page) or not self.can_move():
            return False
        boards = {Board.objects.for_path(path) for path in (self.page.path, destination.path)}
        return len(boards) == 1 and bool(self.page.specific.can_move_to(destination))

    def can_submit_for_moderation(self) -> bool:
        """Asked before the form is saved, so what only a mended text would lift does not count yet."""
        refusal = gate.ask(self.user, Act.SUBMIT, self.page)
        return bool(self.can_edit()) and (refusal is None or refusal.about_text or refusal.asks_ticks)
