"""Files that citizens send: their bytes and names encrypted, for the inside only, never public, removed with the rest of the asker's words."""

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from foreign_files.uploads import Accepted
from questions.models.ticket import Ticket
from workflows.letters import sealed_contact


class TicketFile(models.Model):
    """One file. Without a ticket it is held while its sender mends the form; what nobody sends is removed within a day."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="files", null=True)
    token = models.CharField(max_length=32, unique=True)
    sealed_name = models.BinaryField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes, in the clear.")
    file = models.FileField(upload_to="kin/%Y/%m/")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("tệp người dân gửi")
        ordering = ["pk"]
        indexes = [models.Index(fields=["at"], name="ticket_file_held", condition=models.Q(ticket=None))]

    def __str__(self) -> str:
        return str(self.pk)

    @staticmethod
    def hold(accepted: Accepted, ticket: Ticket | None = None) -> "TicketFile":
        """Keep a file that the door has let in."""
        token = get_random_string(32)
        return TicketFile.objects.create(
            ticket=ticket,
            token=token,
            sealed_name=sealed_contact.seal(accepted.name, sealed_contact.QUESTION),
            media_type=accepted.media_type,
            size=len(accepted.data),
            file=ContentFile(sealed_contact.seal_bytes(accepted.data, sealed_contact.QUESTION), name=f"{token}.kin"),
            at=timezone.now(),
        )

    @property
    def name(self) -> str:
        """As its sender called it, made safe."""
        return sealed_contact.unseal(self.sealed_name, sealed_contact.QUESTION) or str(_("Không giải mã được"))

    def content(self) -> bytes | None:
        """Its bytes in the clear; None where no key of this installation opens them."""
        with self.file.open("rb") as stored:
            return sealed_contact.unseal_bytes(stored.read(), sealed_contact.QUESTION)

    def remove(self) -> None:
        """The bytes and the row."""
        self.file.delete(save=False)
        self.delete()
