"""Who lets an old portal's archive in, and for how long: what it holds becomes public without the chain. Pure."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.rules.refusal import Refusal

OPEN_FOR = datetime.timedelta(days=14)  # of one opening; an archive that takes longer is opened again
A_SHA256 = re.compile(r"[0-9a-f]{64}")


_IN_A_ROW = re.compile(r", SHA-256 ([0-9a-f]{64})$")


def in_a_row(source: str, sha256: str) -> str:
    """What the ledger's row of something taken over says of the archive."""
    return f"{source}, SHA-256 {sha256}"


def archive_of(said: str) -> str:
    """The digest of the archive that such a row names; empty where it names none."""
    found = _IN_A_ROW.search(said)
    return found[1] if found else ""


class ImportAct(StrEnum):
    OPEN = "open"
    TAKE = "take"


@dataclass(frozen=True)
class ImportFacts:
    """What the rules look at, about one archive of one board."""

    leads: bool = False
    sha256: str = ""
    is_open: bool = False


def may(act: ImportAct, facts: ImportFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    if act is ImportAct.TAKE:
        return None if facts.is_open else _not_open(facts.sha256)
    if not facts.leads:
        return Refusal("not-leading", _("Chỉ lãnh đạo Ban biên tập mở đợt chuyển dữ liệu."))
    if not A_SHA256.fullmatch(facts.sha256):
        sentence = _(
            "Dấu SHA-256 gồm 64 chữ số và chữ cái từ a đến f. Hãy chép lại nguyên dấu mà quản trị kỹ thuật gửi."
        )
        return Refusal("no-sha256", sentence)
    return None


def _not_open(sha256: str) -> Refusal:
    sentence = _("Chưa có lãnh đạo Ban nào mở đợt chuyển dữ liệu cho tệp này. Hãy gửi họ dấu SHA-256 của tệp, %s, để mở ở màn hình «Chuyển dữ liệu» của Ban biên tập.")  # fmt: skip
    return Refusal("not-open", sentence % sha256)
