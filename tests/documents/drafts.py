"""Drafts open for comment, for tests."""

import datetime

from django.utils import timezone

from documents.drafts.pages import DraftIndexPage, DraftPage


def a_draft(board, opens=-5, closes=10, **values) -> DraftPage:
    """One that is open from so many days after today to so many days after, not yet submitted."""
    today = timezone.localdate()
    said = {
        "title": "Quy định mức hỗ trợ học phí",
        "type": "nghi-quyet",
        "drafted_by": "Sở Giáo dục",
        "asked": "Có nên hỗ trợ cả bậc mầm non không?",
        "opens_on": today + datetime.timedelta(days=opens),
        "closes_on": today + datetime.timedelta(days=closes),
        "field": board.board.fields.get(key="kinh-te"),
    }
    page = DraftPage(**{**said, **values}, live=False, owner=board.user("bien-tap-vien"))
    DraftIndexPage.objects.child_of(board.board.root_page).get().add_child(instance=page)
    page.save_revision(user=page.owner)
    return page
