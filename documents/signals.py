"""What follows a document that is saved or published: the register, what others say of it, what its files are found by; and the worker's turns."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext
from wagtail.search import index
from wagtail.signals import page_published

from documents.drafts import guards, services
from documents.files import read_again
from documents.files.texts import FileText, State, check_signatures_again, read_waiting, searched_text_of
from documents.models import DocumentPage, DraftComment, DraftPage
from documents.register.rows import follow, follow_effects, periods_of, registered_of
from documents.validity.others import about, documents_of
from documents.validity.registered import Period, Registered
from documents.validity.relations import DocumentRelation
from pages.models.listed import REBUILDS
from workflows.gate import follow_up
from workflows.rules.refusal import Refusal, Refused
from workflows.services import worker
from workflows.verification import again, derived


def connect() -> None:
    """Connect every receiver and guard; each once."""
    guards.connect()
    follow_up.register_verified(DraftComment)
    derived.FOLLOWERS += [
        derived.Rows(Registered, gettext("sổ văn bản"), REBUILDS, lambda pages: registered_of(_documents(pages))),
        derived.Rows(Period, gettext("hiệu lực văn bản"), REBUILDS, lambda pages: periods_of(_documents(pages))),
    ]
    again.AGAIN.append(read_again.breaches)
    worker.EVERY_TURN.append(("the letters to those who commented on drafts", services.tell_commenters))
    worker.EVERY_HOUR.append(("the end of what is kept of those who commented", services.forget_contacts))
    page_published.connect(keep_files_found, dispatch_uid="keep_files_found")
    worker.EVERY_TURN.append(("the text of documents' files", read_waiting))
    worker.EVERY_HOUR.append(("the signatures of documents' files", check_signatures_again))
    post_save.connect(keep_registered, dispatch_uid="keep_registered")
    pre_save.connect(keep_read_text, sender=FileText, dispatch_uid="keep_read_text")
    pre_delete.connect(keep_what_is_named, dispatch_uid="keep_what_is_named")
    for changed in (post_save, post_delete):
        changed.connect(keep_effects, dispatch_uid="keep_effects")


def _documents(pages: Sequence[Any]) -> list[DocumentPage]:
    return [page for page in pages if isinstance(page, DocumentPage)]


def keep_registered(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """The register shows a document as soon as it is saved live, and what it says of others counts from then on; no longer after."""
    if isinstance(instance, DocumentPage) and not raw and (update_fields is None or "live" in update_fields):
        follow(instance)
        follow_effects(about(instance))


def keep_what_is_named(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A document that another one, or a draft, was published with as its target is not deleted: what was approved would change. Raises `Refused`."""
    if not isinstance(instance, DocumentPage):
        return
    if DocumentRelation.objects.filter(target=instance.pk).exists():
        sentence = gettext("Văn bản khác đang nêu quan hệ với văn bản này. Hãy sửa quan hệ ở văn bản kia trước.")
        raise Refused(Refusal("is-named", sentence), instance.pk)
    if DraftPage.objects.filter(adopted=instance.pk).exists():
        sentence = gettext("Một dự thảo đã lấy ý kiến đang dẫn đến văn bản này. Hãy sửa ở dự thảo đó trước.")
        raise Refused(Refusal("is-named", sentence), instance.pk)


def keep_read_text(sender: type, instance: FileText, **_kwargs: Any) -> None:
    """What was read in a file is what was read; only what its signatures are worth is told anew. Raises `Refused`."""
    stored = FileText.objects.filter(pk=instance.pk).exclude(state=State.WAITING).first()
    names = ("state", "text", "is_whole", "sentence")
    if stored is not None and any(getattr(stored, name) != getattr(instance, name) for name in names):
        raise Refused(
            Refusal("was-read", gettext("Chữ đã đọc từ tệp không sửa được: hãy xóa để hệ thống đọc lại tệp."))
        )


def keep_effects(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """A relation that comes or goes with a published document: the other document's stretches are computed anew."""
    if isinstance(instance, DocumentRelation) and not raw and instance.page.live:
        names = [instance.identity] if instance.identity else []
        follow_effects(documents_of([instance.target_id] if instance.target_id else [], names, instance.page.path))


def keep_files_found(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A page's row is saved before those of its files: once both are, it is found by the files' words too."""
    if isinstance(instance, DocumentPage) and searched_text_of(instance):
        index.insert_or_update_object(instance)
