"""Who asked: encrypted, apart from what was asked, removed when the charter's time is over; what they agreed to; and who looked (2.14)."""

import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models.ticket import Ticket
from workflows.letters import sealed_contact
from workflows.models.decision import WrittenOnce

PUBLISH_NAME = "publish-name"


@dataclass(frozen=True)
class Person:
    """Who asked, in the clear: lives as long as the request that reads it."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""


class Asker(models.Model):
    """The sealed person of one ticket. Only `services/read_person.py` and the letters open it."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="asker")
    sealed = models.BinaryField()
    has_email = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("người hỏi")

    def __str__(self) -> str:
        return str(self.ticket)

    @staticmethod
    def of(ticket: Ticket, person: Person) -> "Asker":
        words = json.dumps(asdict(person), ensure_ascii=False)
        return Asker(
            ticket=ticket, sealed=sealed_contact.seal(words, sealed_contact.QUESTION), has_email=bool(person.email)
        )

    def person(self) -> Person | None:
        """None where no key of this installation opens it."""
        words = sealed_contact.unseal(self.sealed, sealed_contact.QUESTION)
        return Person(**json.loads(words)) if words is not None else None


class ConsentQuerySet(WrittenOnce, models.QuerySet["Consent"]):
    pass


class Consent(models.Model):
    """What a citizen agreed to by an own act, in exactly these words, at this moment. Written once; it names nobody."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="consents")
    key = models.CharField(max_length=20, choices=[(PUBLISH_NAME, PUBLISH_NAME)])
    wording = models.TextField(_("lời đồng ý"))
    at = models.DateTimeField(_("lúc"))

    objects = models.Manager.from_queryset(ConsentQuerySet)()

    class Meta:
        verbose_name = _("sự đồng ý")
        constraints = [models.UniqueConstraint(fields=["ticket", "key"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.ticket}: {self.key}"


class PersonReadingQuerySet(WrittenOnce, models.QuerySet["PersonReading"]):
    pass


class PersonReading(models.Model):
    """That somebody of the board looked at who asked, and for what. Written once, before it is shown."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(_("người"), max_length=300)
    reason = models.CharField(_("để làm gì"), max_length=300)
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    objects = models.Manager.from_queryset(PersonReadingQuerySet)()

    class Meta:
        verbose_name = _("lần đọc người hỏi")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.at:%d/%m/%Y}"
