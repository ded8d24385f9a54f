"""Which screens under `/admin/` open, and for whom. What stands in no list opens for nobody; what a new version of Wagtail, an application or a plug-in adds is written here first.

Names are those of the addresses. A screen that opens still asks Wagtail's permissions, and our own ask the gate.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal
from workflows.screens.desk import boards_decided_by


def _named(namespace: str, names: str) -> set[str]:
    return {f"{namespace}:{name}" if namespace else name for name in names.split()}


NOT_FOUND = "admin/^.*/$"  # Wagtail's answer to an address that is none
ANYBODY = {
    NOT_FOUND,
    *_named("", "wagtailadmin_login wagtailadmin_logout wagtailadmin_sprite wagtailadmin_javascript_catalog"),
    *_named("", "wagtailadmin_password_reset wagtailadmin_password_reset_done wagtailadmin_password_reset_confirm"),
    *_named("", "wagtailadmin_password_reset_complete"),
}
ANY_ACCOUNT = {"wagtailadmin_home", "boards", "wagtailadmin_account", "wagtailadmin_dismissibles"}
_KEPT_LIST = "index index_results add edit delete history history_results usage"
WITH_A_SEAT = {
    # The desk and the board
    *_named("", "queue board my_posting_plan posting_plan my_calendar incidents answer_for_decision reopen_account"),
    *_named("", "account_changes answer_change constitute_board board_imports rules_page"),
    *_named("", "delegations new_delegation act_on_delegation delegation_file leaves state_leave end_leave"),
    *_named("", "consultations new_consultation consultation act_on_consultation correct_consultation"),
    *_named("", "mistakes mistake act_on_mistake spot_checks"),
    *_named("calendar_days", _KEPT_LIST),
    # One item
    *_named("", "review_file review_act review_preview clock_act call_vote"),
    *_named("", "wagtailadmin_explore wagtailadmin_explore_root wagtailadmin_explore_results"),
    *_named(
        "wagtailadmin_pages", "add preview_on_add add_subpage edit preview_on_edit view_draft delete unpublish usage"
    ),
    *_named("wagtailadmin_pages", "search search_results type_use type_use_results move move_confirm copy lock unlock"),
    *_named("wagtailadmin_pages", "set_page_position workflow_action collect_workflow_action_data workflow_preview"),
    *_named("wagtailadmin_pages", "confirm_workflow_cancellation workflow_history workflow_history_detail"),
    *_named("wagtailadmin_pages", "history history_results revisions_index revisions_view revisions_revert"),
    *_named("wagtailadmin_pages", "revisions_unschedule revisions_compare"),
    *_named("wagtailadmin_api", "pages:listing pages:detail"),
    *_named("wagtailadmin_editing_sessions", "ping release"),
    *_named("", "wagtailadmin_block_preview wagtail_bulk_action wagtailadmin_tag_autocomplete"),
    # What is chosen while one writes
    *_named("", "wagtailadmin_choose_page wagtailadmin_choose_page_child wagtailadmin_choose_page_search"),
    *_named("", "wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link"),
    *_named("", "wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link"),
    *_named("", "wagtailadmin_choose_page_anchor_link"),
    *_named("wagtailembeds", "chooser chooser_upload"),
    *_named("wagtailimages_chooser", "choose choose_results chosen chosen_multiple create select_format"),
    *_named("wagtaildocs_chooser", "choose choose_results chosen chosen_multiple create"),
    # Pictures and files
    *_named("wagtailimages", "index index_results add edit delete image_usage"),
    *_named("wagtailimages", "add_multiple edit_multiple delete_multiple"),
    *_named("wagtailimages", "create_multiple_from_uploaded_image delete_upload_multiple"),
    "clean_copy",
    *_named("wagtaildocs", "index index_results add edit delete document_usage"),
    *_named("wagtaildocs", "add_multiple edit_multiple delete_multiple"),
    *_named("wagtaildocs", "create_multiple_from_uploaded_document delete_upload_multiple"),
    # Documents, drafts open for comment, what citizens ask
    *_named(
        "", "bulk_entry bulk_entry_upload bulk_entry_save drafts draft_comments act_on_comments draft_comments_csv"
    ),
    *_named("", "my_tickets tickets ticket ticket_file act_on_ticket concealment"),
    *_named("answer_templates", _KEPT_LIST),
    *_named("forward_addresses", _KEPT_LIST),
    # Reports over the pages that somebody may change
    *_named("wagtailadmin_reports", "locked_pages locked_pages_results site_history site_history_results"),
    *_named("wagtailadmin_reports", "aging_pages aging_pages_results"),
}
MENU_OF_TECHNICAL_STAFF = frozenset({"desk", "boards", "posting-plan", "incidents"})
STATE_OF_A_BOARD = _named("", "board rules_page my_posting_plan posting_plan incidents")
FOR_TECHNICAL_STAFF = {*ANYBODY, *ANY_ACCOUNT, *STATE_OF_A_BOARD}
FOR_WHO_DECIDES = _named("wagtailadmin_reports", "workflow workflow_results workflow_tasks workflow_tasks_results")
FOR_THE_TECHNICIAN = {
    *_named("wagtailadmin_reports", "page_types_usage page_types_usage_results"),
    *_named("wagtailadmin_pages", "choose_parent convert_alias"),
    *_named("wagtailadmin_api", "pages:find images:listing images:detail images:find"),
    *_named("wagtailadmin_api", "documents:listing documents:detail documents:find"),
    *_named("wagtailadmin_collections", "index add edit delete"),
    *_named("wagtailusers_users", f"{_KEPT_LIST} copy"),
    *_named("wagtailsnippets", "index"),
}
CLOSED: dict[str, str | Promise] = {  # what the charter alone says; by name, or by what it begins with
    "wagtailsites:": _("Tên miền của mỗi cổng do quy chế quy định: hãy sửa tệp quy chế của Ban biên tập và nạp lại."),
    "wagtailusers_groups:": _(
        "Quyền của mỗi nhóm do quy chế quy định: hãy sửa tệp quy chế của Ban biên tập và nạp lại."
    ),
    "wagtailadmin_workflows:": _(
        "Quy trình và các bước do quy chế quy định: hãy sửa tệp quy chế của Ban biên tập và nạp lại."
    ),
    "wagtailadmin_pages:set_privacy": _("Cổng thông tin là của mọi người: không trang nào đặt giới hạn người xem."),
    "wagtailadmin_collections:set_privacy": _("Tệp đã đăng là của mọi người: không đặt giới hạn người xem."),
}
HIDDEN = frozenset({"sites", "groups", "workflows", "workflow-tasks"})  # their items in the menu of settings


def for_technical_staff(name: str) -> Refusal | None:
    """The same for whoever has a seat of the technical side and no other: the state of the board, and nothing of its items (TQ Đ4.4)."""
    if name in FOR_TECHNICAL_STAFF:
        return None
    sentence = gettext(
        "Người giữ kỹ thuật xem tình trạng của Ban biên tập và lịch đăng; màn hình này của người soạn và người duyệt."
    )
    return Refusal("keeps-running", sentence)


def refusal(name: str, user: SomeUser, *, is_seated: bool) -> Refusal | None:
    """Why the screen of this name does not open for a person who is signed in; None where it opens."""
    for closed, sentence in CLOSED.items():
        if name == closed or (closed.endswith(":") and name.startswith(closed)):
            return Refusal("screen-closed", str(sentence))
    if name in ANYBODY or name in ANY_ACCOUNT:
        return None
    if name in FOR_THE_TECHNICIAN:
        return (
            None if user.is_superuser else Refusal("technician-only", gettext("Chỉ quản trị kỹ thuật mở màn hình này."))
        )
    if name in FOR_WHO_DECIDES and is_seated and not user.is_superuser and not boards_decided_by(user):
        sentence = gettext("Chỉ người quyết định ở một bước của quy chế mở báo cáo này.")
        return Refusal("deciders-only", sentence)
    if name not in WITH_A_SEAT | FOR_WHO_DECIDES:
        return Refusal("screen-unknown", gettext("Cổng này không dùng màn hình đó."))
    if user.is_superuser or is_seated:
        return None
    sentence = gettext("Tài khoản này chưa có vị trí trong Ban biên tập nào. Hãy liên hệ quản trị kỹ thuật.")
    return Refusal("no-seat", sentence)
