"""What the portal says of the digital signatures of a file, in words. «Hợp lệ» only where everything that it takes was checked."""

import hashlib
import json
import logging
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foreign_files import confined

logger = logging.getLogger("portal.signatures")

SECONDS = 30.0
NOT_CHECKED: dict[str, Any] = {"state": "unreadable", "signatures": []}


@dataclass(frozen=True)
class Word:
    """One line for people: who signed and when, what that is worth, and how it is coloured (`good`, `open`, `bad`)."""

    who: str
    verdict: str
    tone: str

    @property
    def is_good(self) -> bool:
        return self.tone == "good"

    @property
    def is_bad(self) -> bool:
        return self.tone == "bad"


def read(content: bytes) -> dict[str, Any]:
    """The signatures of a PDF, as `signature_reading` tells them. Never raises for what is in the file."""
    try:
        done = confined.run(
            "documents.files.signature_reading", str(settings.SIGNATURE_ROOTS), content=content, seconds=SECONDS
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        logger.warning("the signatures of a file could not be read: %s", error)
        return NOT_CHECKED
    if done.stderr:
        logger.warning("reading signatures: %s", done.stderr.decode("utf-8", "replace")[:400])
    return told


def roots_mark() -> str:
    """A mark that changes with the certificates that the portal trusts."""
    folder = settings.SIGNATURE_ROOTS
    names = [(path.name, path.stat().st_mtime_ns) for path in sorted(Path(folder).glob("*"))] if folder else []
    return hashlib.sha256(repr(names).encode()).hexdigest()[:16] if names else ""


def words(told: dict[str, Any]) -> list[Word]:
    """What is said beside a file; nothing of a file that is no PDF."""
    state = told.get("state")
    if state == "signed":
        return [_word(each) for each in told["signatures"]]
    if state == "remnant":
        sentence = _(
            "Tệp còn dấu vết của chữ ký số nhưng không còn chữ ký nào kiểm tra được (thường do tệp đã được nén hoặc lưu lại)."
        )
        return [Word(_("Không có chữ ký số"), sentence, "open")]
    if state == "none":
        return [Word(_("Không có chữ ký số"), "", "open")]
    if state == "unreadable":
        return [Word(_("Chữ ký số"), _("Chưa kiểm tra được chữ ký số của tệp này."), "open")]
    return []


def _word(signature: dict[str, Any]) -> Word:
    signer, organisation = signature["signer"], signature["organisation"]
    name = f"{signer} ({organisation})" if organisation and organisation != signer else signer
    at = parse_datetime(signature["at"]) if signature["at"] else None
    moment = date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""
    who = _("Ký số: %(name)s, lúc %(moment)s") if moment else _("Ký số: %(name)s, không ghi thời điểm")
    verdict, tone = _verdict(signature)
    return Word(who % {"name": name, "moment": moment}, verdict, tone)


def _verdict(signature: dict[str, Any]) -> tuple[str, str]:
    if not signature["is_intact"]:
        return _("Chữ ký không khớp với nội dung: tệp đã bị thay đổi sau khi ký, hoặc chữ ký bị hỏng."), "bad"
    if signature["covers"] == "changed":
        return _("Tệp có phần được thêm hoặc sửa sau khi ký; chữ ký không bảo đảm cho phần đó."), "bad"
    if signature["trust"] == "trusted":
        return _(
            "Chữ ký hợp lệ vào thời điểm ký ghi trong tệp: nội dung nguyên vẹn, chứng thư thuộc nguồn mà cổng tin cậy. Cổng không tra cứu chứng thư có bị thu hồi hay không."
        ), "good"
    issuer = signature["issuer"]
    if signature["trust"] == "untrusted":
        return _(
            "Nội dung nguyên vẹn từ khi ký. Chứng thư (do «%(issuer)s» cấp) không thuộc nguồn nào mà cổng tin cậy, nên chưa xác nhận được người ký."
        ) % {"issuer": issuer}, "open"
    return _(
        "Nội dung nguyên vẹn từ khi ký. Cổng chưa đối chiếu được chứng thư (do «%(issuer)s» cấp), nên chưa xác nhận được người ký."
    ) % {"issuer": issuer}, "open"
