"""Whether a revision may become public: its certificate, and that nothing has changed since."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from workflows.digests.digest import content_digest, files_again
from workflows.models.account_incident import DoubtedDecision
from workflows.models.decision import Certificate
from workflows.rules.refusal import Refusal, Refused


def require_certificate(revision: Revision, page: Page) -> Certificate:
    """On what this revision may become public, with nobody's doubt on it, and content and files still those that were certified.

    Raises `Refused` where it bears no certificate, or never may.
    """
    if refusal := page.specific.bar():
        raise Refused(refusal, page.pk)
    certificate = Certificate.objects.for_publication(page.pk, revision.pk)
    if certificate is None:
        raise Refused(
            Refusal(
                "not-certified",
                _("Bản này chưa được Ban biên tập duyệt qua đủ các bước của quy chế, nên không đăng được."),
            ),
            page.pk,
        )
    if DoubtedDecision.spoils(certificate.decision):
        raise Refused(
            Refusal(
                "doubted",
                _("Một quyết định duyệt bản này ra từ tài khoản bị lộ và chưa được thừa nhận, nên không đăng được."),
            ),
            page.pk,
        )
    if content_digest(revision.content, files_again(certificate.files)) != certificate.digest:
        raise Refused(
            Refusal(
                "text-changed", _("Nội dung của bản này không còn đúng như bản đã được duyệt, nên không đăng được.")
            ),
            page.pk,
        )
    return certificate
