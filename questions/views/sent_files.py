"""Taking in the files of a form: each through the door of `foreign_files/uploads`, at most five; held over an error, so that nobody chooses them twice."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from foreign_files.uploads import Limits, UploadRefused, accept
from pages import sender
from questions.models import Ticket, TicketFile

MOST_FILES, MOST_BYTES, MOST_AN_HOUR = 5, 10 << 20, 60
LIMITS = Limits(bytes=MOST_BYTES)


@dataclass
class FilesTaken:
    """What is held for this sender, and a sentence for each file that was refused."""

    held: list[TicketFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def give_to(self, ticket: Ticket) -> None:
        TicketFile.objects.filter(pk__in=[file.pk for file in self.held], ticket=None).update(ticket=ticket)


def take_in(request: HttpRequest) -> FilesTaken:
    """The files held by an earlier sending of the same form, and the new ones."""
    tokens = [token[:32] for token in request.POST.getlist("held")[:MOST_FILES]]
    taken = FilesTaken(list(TicketFile.objects.filter(ticket=None, token__in=tokens)))
    for sent in request.FILES.getlist("files"):
        if len(taken.held) >= MOST_FILES:
            taken.problems.append(_("Chỉ gửi được %s tệp. Các tệp sau chưa được nhận.") % MOST_FILES)
            break
        if sender.sends_too_many(request, "tep-gui-kem", MOST_AN_HOUR):
            taken.problems.append(_("Từ nơi này vừa gửi quá nhiều tệp. Hãy gửi tệp sau một giờ."))
            break
        name = sent.name or ""
        try:
            if (sent.size or 0) > MOST_BYTES:
                taken.problems.append(
                    _("%(name)s: tệp lớn quá %(size)s MB.") % {"name": name, "size": MOST_BYTES >> 20}
                )
                continue
            taken.held.append(TicketFile.hold(accept(name, sent.read(), LIMITS)))
        except UploadRefused as refused:
            taken.problems.append(f"{name}: {refused.sentence}")
    return taken
