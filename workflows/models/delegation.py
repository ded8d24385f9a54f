"""A delegation (ủy quyền): a written deed by which one seat lends some of its powers to another, for a time (R53-R58, NĐ 30/2020 Điều 13).

Absence alone gives nobody anything. A deed lends what its giver holds by the charter, never what another deed lent: nothing is
delegated twice. The ledger keeps what a deed says by its digest, and whose word it was; a deed that differs is not saved
(`doors/guards/words_of_the_board.py`) and is reported (`verify_publications`). It ends by itself, or early, by somebody's word.
"""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vietnamese.working_days import VIETNAM
from workflows.charter.words import CONTENT_NAMES, Content, RoleKey
from workflows.digests.digest import sha256_of
from workflows.models.board import Board, Member, seats_named
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.act import Act

if TYPE_CHECKING:
    from workflows.models.chain import StepState
    from workflows.models.reviewed import ReviewedPage

DEED_ACTS = (Act.DELEGATE, Act.CONFIRM, Act.END_DEED)
REPORT_ACTS = (Act.REPORT_BACK, Act.SEE_REPORT)
DELEGABLE = (Act.REVIEW, Act.APPROVE, Act.PUBLISH, Act.WITHDRAW, Act.VOTE, Act.CONCLUDE, Act.URGENT)
OF_STEPS = (Act.REVIEW, Act.APPROVE, Act.PUBLISH)
# Who keeps it running stands in for nobody, who assists sends another's ballot and no more (AG Đ14.2), whatever the seat was when it was written.
LENT_IN_VAIN = Q(receiver__role=RoleKey.TECHNICAL) | Q(receiver__role=RoleKey.ASSISTANT) & ~Q(acts=[Act.VOTE.value])


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def in_force(self, at: datetime.datetime | None = None) -> "DelegationQuerySet":
        """Confirmed, begun, not ended, both seats still held by the persons of the deed: a deed is personal; and to a seat that may stand in."""
        now = at or timezone.now()
        return self.filter(
            confirmed_at__lte=now,
            starts_at__lte=now,
            ends_at__gt=now,
            ended_at=None,
            giver__is_active=True,
            giver__user=F("giver_user"),
            receiver__is_active=True,
            receiver__user=F("receiver_user"),
            giver_user__is_active=True,
            receiver_user__is_active=True,
        ).exclude(LENT_IN_VAIN)

    def lent_by(self, names: Iterable[str]) -> "DelegationQuerySet":
        """Those whose giver a charter gives something by these names."""
        return self.filter(seats_named(names, of="giver__"))

    def received_by(self, user: SomeUser) -> "DelegationQuerySet":
        """In force now, with this person standing in."""
        if not getattr(user, "is_active", False):
            return self.none()
        return self.in_force().filter(receiver_user=signed_in(user)).with_scope()

    def given_by(self, user: SomeUser) -> Any:
        """What of this giver's deeds is theirs to know now: those that wait for their word, are in force (`is_in_force`), or on which
        somebody reported last, and they have not said to have seen it (`last_report`)."""
        rows: Any = self.model.decisions.rel.related_model._default_manager.filter(delegation=OuterRef("pk"))
        last = rows.filter(act__in=REPORT_ACTS).order_by("-number").values("act")[:1]
        given = self.filter(giver_user=signed_in(user), giver__user=F("giver_user")).annotate(
            is_in_force=Exists(self.model._default_manager.in_force().filter(pk=OuterRef("pk"))),
            last_report=Subquery(last),
        )
        waiting = Q(confirmed_at=None, ended_at=None, ends_at__gt=timezone.now())
        return given.filter(waiting | Q(is_in_force=True) | Q(last_report=Act.REPORT_BACK)).with_scope()

    def of_paper(self, board: Board, number: str) -> "DelegationQuerySet":
        """The deeds that stand on a paper of this number; not those that were ended before anybody confirmed them."""
        return self.filter(board=board, document_number=number).exclude(confirmed_at=None, ended_at__isnull=False)

    def with_scope(self) -> "DelegationQuerySet":
        return self.select_related("giver__user", "giver__board", "receiver__user")


class Delegation(models.Model):
    """One deed."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(
        Member, verbose_name=_("người ủy quyền"), on_delete=models.PROTECT, related_name="delegations_given"
    )
    receiver = models.ForeignKey(
        Member, verbose_name=_("người được ủy quyền"), on_delete=models.PROTECT, related_name="delegations_received"
    )
    giver_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acts = models.JSONField(_("việc được làm thay"))
    content = models.JSONField(
        _("loại nội dung"), default=list, blank=True, help_text=_("Không chọn loại nào nghĩa là mọi loại.")
    )
    fields = models.JSONField(
        _("lĩnh vực"), default=list, blank=True, help_text="Key and name of each; none means all."
    )
    includes_sensitive = models.BooleanField(
        _("gồm cả nội dung nhạy cảm"),
        default=False,
        help_text=_("Nội dung nhạy cảm do Trưởng ban trực tiếp cho ý kiến, trừ khi văn bản ủy quyền nói rõ."),
    )
    starts_at = models.DateTimeField(_("từ"))
    ends_at = models.DateTimeField(_("đến"))
    document_number = models.CharField(_("số văn bản ủy quyền"), max_length=100)
    document_date = models.DateField(_("ngày văn bản"))
    document = models.FileField(
        _("tệp văn bản"),
        upload_to="uy-quyen/%Y/",
        blank=True,
        validators=[FileExtensionValidator(["pdf", "jpg", "jpeg", "png"])],
    )
    ground = models.TextField(
        _("lý do"), blank=True, help_text=_("Bắt buộc khi không theo thứ tự người thay mà quy chế đã định.")
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(DelegationQuerySet)()

    class Meta:
        verbose_name = _("ủy quyền")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="delegation_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="delegation_to_somebody_else"),
        ]
        indexes = [models.Index(fields=["receiver_user", "ends_at"], name="delegation_receiver")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}, {self.document_number}"

    @property
    def state(self) -> str:
        """`ended`, `waiting` (for the giver's word), `coming` or `in-force`."""
        now = timezone.now()
        if self.ended_at or self.ends_at <= now:
            return "ended"
        if self.confirmed_at is None:
            return "waiting"
        return "in-force" if self.starts_at <= now else "coming"

    @property
    def act_names(self) -> list[str]:
        return [str(Act(act).label) for act in self.acts]

    @property
    def on_whose_behalf(self) -> str:
        """As it stands behind the capacity of who acts under it, on screen, in the ledger and on paper."""
        return str(_("thừa ủy quyền %(title)s %(person)s, văn bản số %(number)s ngày %(date)s")) % {
            "title": self.giver.role_title,
            "person": self.giver.person_name,
            "number": self.document_number,
            "date": self.document_date.strftime("%d/%m/%Y"),
        }

    @property
    def period(self) -> str:
        """In words: by days where it is made of whole ones, as the form makes it."""
        first, last = (timezone.localtime(moment, VIETNAM) for moment in (self.starts_at, self.ends_at))
        if first.time() == last.time() == datetime.time():
            days = {
                "first": first.strftime("%d/%m/%Y"),
                "last": (last - datetime.timedelta(days=1)).strftime("%d/%m/%Y"),
            }
            return str(_("từ đầu ngày %(first)s đến hết ngày %(last)s")) % days
        moments = {"first": first.strftime("%H:%M %d/%m/%Y"), "last": last.strftime("%H:%M %d/%m/%Y")}
        return str(_("từ %(first)s đến %(last)s")) % moments

    @property
    def field_keys(self) -> list[int]:
        return [key for key, _name in self.fields]

    @property
    def field_names(self) -> list[str]:
        """As they were called when the deed was written."""
        return [name for _key, name in self.fields]

    @property
    def done(self) -> list[Any]:
        """What was decided under it, in order."""
        return [row for row in self._rows if row.act not in REPORT_ACTS]

    @property
    def reports(self) -> list[Any]:
        """What the receiver reported in their own words, and that the giver saw it, in order."""
        return [row for row in self._rows if row.act in REPORT_ACTS]

    @property
    def has_unseen_report(self) -> bool:
        return self.reports[-1:] != [] and self.reports[-1].act == Act.REPORT_BACK

    @property
    def _rows(self) -> list[Any]:
        return sorted(self.decisions.all(), key=lambda row: row.number)

    @property
    def digest(self) -> str:
        """Of everything the deed says: what the ledger keeps of it."""
        return sha256_of(
            {
                "board": self.board_id,
                "giver": [self.giver_id, self.giver_user_id],
                "receiver": [self.receiver_id, self.receiver_user_id],
                "acts": sorted(self.acts),
                "content": sorted(self.content),
                "fields": sorted(self.field_keys),
                "includes_sensitive": self.includes_sensitive,
                "period": [moment.astimezone(datetime.UTC).isoformat() for moment in (self.starts_at, self.ends_at)],
                "document": [self.document_number, self.document_date.isoformat()],
                "ground": self.ground,
            }
        )

    def covers(self, act: Act, state: "StepState") -> bool:
        """Whether it lends this act at this step: its giver's power there, within the deed's scope."""
        return (
            act in self.acts
            and any(member.pk == self.giver_id for member in state.entitled.all())
            and self._is_within(state)
        )

    def covers_vote(self, state: "StepState | None") -> bool:
        """Whether it lets the receiver vote in the giver's stead (R91): on this item, or, with no limit of scope, on what is no item."""
        if state is None:
            return Act.VOTE in self.acts and not self.content and not self.fields
        return Act.VOTE in self.acts and self._is_within(state)

    def _is_within(self, state: "StepState") -> bool:
        return (
            (not self.content or state.content in self.content)
            and (not self.fields or state.field_id in self.field_keys)
            and (self.includes_sensitive or not state.is_sensitive)
        )

    def is_about(self, item: "ReviewedPage") -> bool:
        """Whether this page is of the kinds of content and fields that it names."""
        in_field = not self.fields or (item.field is not None and item.field.pk in self.field_keys)
        return in_field and (not self.content or item.content_kind in self.content)

    def steps(self) -> Q:
        """The open steps that it covers, as a condition on `StepState`: the same as `covers`, for lists."""
        found = self._steps_in_scope()
        return found if self.includes_sensitive else found & Q(is_sensitive=False)

    def steps_kept_back(self) -> Q:
        """Those that it would cover if it named sensitive items."""
        return self._steps_in_scope() & Q(is_sensitive=True)

    def _steps_in_scope(self) -> Q:
        found = Q(entitled=self.giver_id, kind__in=[act for act in self.acts if act in OF_STEPS])
        if self.content:
            found &= Q(content__in=self.content)
        if self.fields:
            found &= Q(field__in=self.field_keys)
        return found

    @property
    def content_names(self) -> list[str]:
        return [str(CONTENT_NAMES[Content(kind)]) for kind in self.content]
