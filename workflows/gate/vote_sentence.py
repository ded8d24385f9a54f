"""What is said of a vote: its rules, how far it is, its count, its summary. Nothing of a ballot is said before the closing."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.clocks.sentence import day_and_time
from workflows.gate import presiding, sensitivity, vote_standing
from workflows.models.consultation import Ballot, Consultation
from workflows.rules.vote_count import CHOICE_LABELS, VOTES, Choice, Outcome

QUORUMS = {
    "half-of-members": gettext_lazy("ít nhất một nửa số người có quyền biểu quyết gửi phiếu"),
    "two-thirds-of-members": gettext_lazy("ít nhất hai phần ba số người có quyền biểu quyết gửi phiếu"),
}
MAJORITIES = {
    "of-members": gettext_lazy("quá nửa số người có quyền biểu quyết đồng ý"),
    "of-present": gettext_lazy("số phiếu đồng ý nhiều hơn số phiếu không đồng ý (ý kiến khác chỉ tính là có tham gia)"),
}
TIES = {
    "chief": gettext_lazy("bằng phiếu thì theo ý kiến Trưởng ban"),
    "chair": gettext_lazy("bằng phiếu thì theo ý kiến người chủ trì"),
    "rejected": gettext_lazy("bằng phiếu thì không thông qua"),
}


def rules(vote: Any) -> str:
    """In one sentence; `vote` is a consultation, or what a charter says."""
    said = [QUORUMS[vote.quorum], MAJORITIES[vote.majority], TIES[vote.tie]]
    return _("Thông qua khi có %s; %s; %s.") % tuple(said)


def progress(consultation: Consultation) -> str:
    """How many have voted: all that is said while ballots come in."""
    voting = [each for each in consultation.electors.all() if each.has_vote]
    cast = sum(1 for each in voting if each.ballot)
    return _("%(cast)s trên %(entitled)s người đã gửi phiếu") % {"cast": cast, "entitled": len(voting)}


def waiting(consultation: Consultation) -> str:
    """Why nobody may pass or return the item now. One query."""
    if vote_standing.is_altered(consultation):
        return vote_standing.sentence()
    if consultation.outcome == Outcome.TIED:
        said = _("Biểu quyết có số phiếu bằng nhau, đang chờ ý kiến quyết định. Khi có kết quả, mục này đi tiếp.")
        return f"{said} {left_to_nobody(consultation)}".strip()
    return _("Ban biên tập đang biểu quyết về mục này đến %(until)s; %(progress)s. Hãy chờ kết quả.") % {
        "until": day_and_time(consultation.ends_at),
        "progress": progress(consultation),
    }


def left_to_nobody(consultation: Consultation) -> str:
    """That the word which is missing is nobody's to give now, where that is so."""
    if not presiding.is_left_to_nobody(consultation):
        return ""
    return _("Hiện chưa có ai trong Ban được cho ý kiến này, nên việc còn chờ đến khi bố trí Trưởng ban.")


def advice(consultation: Consultation) -> str:
    """That a ballot only advises somebody, where it does. Three queries at most."""
    if consultation.step is None:
        return _("Các ý kiến được tổng hợp để Trưởng ban, hoặc Phó Trưởng ban được ủy quyền, kết luận.")
    if sensitivity.is_for_chief(consultation.step):
        return _("Nội dung nhạy cảm: Trưởng ban trực tiếp quyết định; kết quả biểu quyết chỉ để Trưởng ban tham khảo.")
    return ""


def counted(consultation: Consultation) -> str:
    """The count of a closed vote, how many ballots are about the question as it was before it was added to, and that a tie was nobody's."""
    result = consultation.result
    said = _("%(yes)s đồng ý, %(no)s không đồng ý, %(other)s ý kiến khác, trên %(entitled)s người có quyền biểu quyết")
    if result.get("outdated"):
        said += _("; trong đó %(outdated)s phiếu gửi trước khi bổ sung")
    if _is_nobodys_tie(consultation):
        said += _("; bằng phiếu mà không còn ai được quyết định nên không thông qua")
    return said % result


def _is_nobodys_tie(consultation: Consultation) -> bool:
    """Whether it failed on a tie that nobody was left to decide."""
    result = consultation.result
    is_equal = result["yes"] == result["no"] > 0 and result.get("base") == 2 * result["yes"]
    has_decider = consultation.tie == "rejected" or result.get("decider") is not None
    return consultation.outcome == Outcome.REJECTED and is_equal and not has_decider


@dataclass(frozen=True)
class Line:
    """What one seat said, as it is shown after the closing: without a name where the vote was secret."""

    who: str
    choice: str
    opinion: str
    is_dissent: bool


def lines(consultation: Consultation, *, is_named: bool) -> list[Line]:
    """The last ballot of each seat, those against first; none while ballots come in. Without names, and of a secret vote, only opinions, in no order."""
    if consultation.is_open:
        return []
    gone = consultation.result.get("left", ())
    sent = [(each, each.ballot) for each in consultation.electors.all() if each.ballot and each.member_id not in gone]
    if consultation.is_secret or not is_named:
        said = sorted((ballot for _elector, ballot in sent if ballot.opinion), key=lambda ballot: ballot.salt)
        return [_line("", ballot) for ballot in said]
    order = {Choice.NO: 0, Choice.OTHER: 1, Choice.YES: 2, Choice.OPINION: 3}
    return [
        _line(f"{each}{_in_stead(ballot)}", ballot)
        for each, ballot in sorted(sent, key=lambda pair: order[Choice(pair[1].choice)])
    ]


def _line(who: str, ballot: Ballot) -> Line:
    return Line(who, _label(ballot.choice), ballot.opinion, ballot.choice == Choice.NO)


def summary(consultation: Consultation, *, is_named: bool = False) -> str:
    """The count and the opinions (R93), for the ledger, the author and the file; who said what, for letters to the board."""
    result, said = consultation.result, [f"{consultation.outcome_label}: {counted(consultation)}."]
    if result.get("word"):
        said.append(_("%(who)s quyết định: %(word)s.") % {"who": result["word_by"], "word": _label(result["word"])})
        if consultation.conclusion:
            said.append(consultation.conclusion)
    for line in lines(consultation, is_named=is_named):
        start = f"{line.who} – {line.choice}" if line.who else line.choice
        said.append(f"{start}: {line.opinion}" if line.opinion else f"{start}.")
    return "\n".join(said)


def _in_stead(ballot: Any) -> str:
    if ballot.delegation is None:
        return ""
    return _(", do %s gửi thay (thừa ủy quyền)") % ballot.delegation.receiver.person_name


def _label(choice: str) -> str:
    return str(CHOICE_LABELS[Choice(choice)])


CHOICES = [(choice.value, CHOICE_LABELS[choice]) for choice in VOTES]
