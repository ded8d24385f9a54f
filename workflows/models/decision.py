"""The ledger: one row per decision, written once and signed, each carrying the digest of the row before it on the same board.

The database refuses to change or remove a row (workflows/ledger/triggers.py). Names, titles and texts are copied in, so that a
row still says everything after the person's account is gone. `workflows/ledger/ledger.py` writes rows; nothing else does.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.board import Board
from workflows.models.named_act import NamedAct
from workflows.rules.act import Act


class WrittenOnce:
    """For querysets: says no before the database does, with a readable error."""

    def update(self, **kwargs: object) -> int:
        raise TypeError("rows of the ledger are written once")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("rows of the ledger are written once")


class DecisionQuerySet(WrittenOnce, models.QuerySet["Decision"]):
    pass


class Decision(NamedAct, models.Model):
    """One row of the ledger."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveBigIntegerField(_("số"))
    act = models.CharField(_("việc"), max_length=12)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="decisions", null=True)
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="decisions", null=True)
    run = models.PositiveBigIntegerField(
        _("lần trình"), null=True, db_index=True, help_text="WorkflowState of this run"
    )
    step = models.PositiveBigIntegerField(null=True, help_text="Task of this step")
    step_name = models.CharField(_("bước"), max_length=255, blank=True)
    digest = models.CharField(_("dấu nội dung"), max_length=64, blank=True)
    seal = models.CharField(_("dấu bản công khai"), max_length=64, blank=True)
    title = models.CharField(_("tên mục"), max_length=255, blank=True)
    user = models.PositiveBigIntegerField(null=True)
    member = models.PositiveBigIntegerField(null=True)
    username = models.CharField(max_length=150, blank=True)
    person = models.CharField(_("người"), max_length=300, blank=True)
    capacity = models.CharField(_("tư cách"), max_length=300, blank=True)
    delegation = models.ForeignKey(
        "Delegation", verbose_name=_("theo ủy quyền"), on_delete=models.PROTECT, related_name="decisions", null=True
    )
    writers = models.JSONField(
        _("người viết"),
        null=True,
        help_text="Of a submission: the keys of all who wrote a part of it; none before rows said it",
    )
    exception = models.CharField(_("ngoại lệ"), max_length=20, blank=True)
    comment = models.TextField(_("ý kiến"), blank=True)
    at = models.DateTimeField(_("lúc"))
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    signature = models.CharField(
        max_length=88, blank=True, help_text="Ed25519 over `hash`; empty before rows were signed"
    )

    objects = models.Manager.from_queryset(DecisionQuerySet)()
    is_shut = False  # in a list: its item's file does not open for the reader

    class Meta:
        verbose_name = _("quyết định")
        verbose_name_plural = _("sổ quyết định")
        ordering = ["board", "number"]
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="decision_number")]
        indexes = [
            models.Index(fields=["page", "at"], name="decision_page_at"),
            # Most rows of an imported archive have no run; with them in the index, the planner would think little of it.
            models.Index(fields=["run"], name="decision_run", condition=models.Q(run__isnull=False)),
            models.Index(fields=["member", "act", "at"], name="decision_member_act"),
            # The register of corrections and what is proposed: a handful among a hundred thousand publications.
            models.Index(
                fields=["board", "act", "number"],
                name="decision_afterwards",
                condition=models.Q(act__in=[Act.CORRECT, Act.WITHDRAW, Act.LAPSE, Act.PROPOSE]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_act_display()}: {self.title}"


POSTED = (Act.PUBLISH, Act.URGENT)
OPENING = (*POSTED, Act.IMPORT, Act.ESTABLISH)
TAKEN_DOWN = (Act.WITHDRAW, Act.LAPSE)  # its address tells citizens so
CLOSING = (*TAKEN_DOWN, Act.EXPIRE)


class CertificateQuerySet(WrittenOnce, models.QuerySet["Certificate"]):
    def newest(self, page_id: int, revision_id: int | None) -> Any:
        """The last certificate of this revision, with what the ledger says of it since, and with the page as it is stored. One query."""
        words = Decision.objects.filter(page_id=page_id, act__in=[*OPENING, *CLOSING]).order_by("-number")
        closed = words.filter(act__in=CLOSING, number__gt=models.OuterRef("decision__number"))
        found = self.filter(page_id=page_id, revision=revision_id).select_related("decision", "page").order_by("-pk")
        return found.annotate(
            is_closed=models.Exists(closed),
            is_last_word=models.Q(decision=models.Subquery(words.values("pk")[:1])),
        ).first()

    def that_became_public(self) -> Any:
        """Without those that wait for their moment, or never came to it because a decision that they stand on was disowned."""
        disowned = Decision.objects.filter(act=Act.DISOWN, run__isnull=False)
        spoilt = Decision.objects.filter(doubts__answer__act=Act.DISOWN)
        return self.filter(revision__approved_go_live_at=None).exclude(
            models.Q(decision__run__in=disowned.values("run")) | models.Q(decision__in=spoilt.values("pk"))
        )

    def for_publication(self, page_id: int, revision_id: int | None) -> "Certificate | None":
        """The certificate on which this revision may become public: made out by the page's last word on being public."""
        last = self.newest(page_id, revision_id)
        return last if last is not None and last.is_last_word else None

    def of_live(self, page_id: int, revision_id: int | None) -> "Certificate | None":
        """The certificate on which this revision is public now: not withdrawn since, though a later one may be waiting."""
        last = self.newest(page_id, revision_id)
        return None if last is None or last.is_closed else last


class Certificate(models.Model):
    """That a revision may be what citizens see: its digest, its files, and the seal of the public row. Written once.

    `seal` holds one digest per public field, so that a live page is compared with it field by field, over migrations too.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="certificates")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="certificates")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="certificate")
    digest = models.CharField(max_length=64)
    files = models.JSONField()
    seal = models.JSONField()

    objects = models.Manager.from_queryset(CertificateQuerySet)()

    class Meta:
        verbose_name = _("chứng nhận đăng tải")

    def __str__(self) -> str:
        return f"{self.page_id}@{self.revision_id}"


class CitedFile(models.Model):
    """A file that a submitted text refers to, by its bytes. Once cited it is not replaced.

    It is public while `is_released`; and where a page keeps what it published (`ReviewedPage.keeps_replaced_files`), also after a new
    version has another file in its place, since `replaced_at`, until the page is withdrawn.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="cited_files")
    kind = models.CharField(max_length=10, choices=[("image", "image"), ("document", "document")])
    object_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255, db_index=True)
    sha256 = models.CharField(max_length=64)
    is_released = models.BooleanField(default=False)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "kind", "object_id", "sha256"], name="cited_file")]
        indexes = [models.Index(fields=["kind", "object_id"], name="cited_file_object")]

    def __str__(self) -> str:
        return self.name
