"""Whether what citizens see is what was approved: the ledger's chain, certificates, revisions, live rows and files, recomputed.

`breaches()` yields a sentence per breach. It reads revisions as stored and live pages through their models; it changes nothing.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, WorkflowState, WorkflowTask

from workflows.digests.digest import (
    FIRST_PUBLISHED,
    content_digest,
    differing_fields,
    files_again,
    seal_again,
    seal_of,
    seal_of_date,
    sha256_of,
)
from workflows.gate import emergencies, sensitivity
from workflows.models.account_incident import DoubtedDecision
from workflows.models.board import Board
from workflows.models.chain import Chain
from workflows.models.decision import CLOSING, OPENING, Certificate, Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.verification import (
    accounts,
    appointments,
    constitution,
    derived,
    four_eyes,
    imports,
    leaves,
    ledger,
    released,
    runs,
    sealed_rows,
    seats,
    tree,
    uniqueness,
)
from workflows.verification import afterwards as verification_afterwards
from workflows.verification import deeds as verification_of_deeds
from workflows.verification import emergencies as verification_of_emergencies
from workflows.verification import votes as verification_of_votes

PASSING = (Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH, Act.SKIP)
CHUNK = 500
SAME_ACT = datetime.timedelta(minutes=5)


def breaches(*, reads_bytes: bool = True) -> Iterator[str]:
    """Every breach, each as one sentence that names the page or the row. Nothing that is stored stops it: what cannot be read is a breach.

    `reads_bytes`: whether the bytes of files are read too, which takes as long as the store takes to give them.
    """
    for board in Board.objects.with_charter().order_by("pk"):
        for check in (
            ledger,
            verification_of_deeds,
            leaves,
            verification_of_votes,
            verification_of_emergencies,
            appointments,
            verification_afterwards,
            constitution,
            seats,
            accounts,
            imports,
            four_eyes,
        ):
            yield from _whatever_is_stored(f"Ban biên tập {board.slug}", check.breaches(board))
    beside = [each.breaches for each in (tree, runs, released, uniqueness)]
    sealed, chunks = partial(sealed_rows.breaches, reads_bytes=reads_bytes), _chunks(reads_bytes=reads_bytes)
    for found in (
        constitution.breaches_of_installation,
        *beside,
        sealed,
        *derived.checks(),
        *chunks,
        _pages_of_no_chain,
    ):
        yield from _whatever_is_stored("Cơ sở dữ liệu", found())


def _whatever_is_stored(what: str, found: Iterator[str]) -> Iterator[str]:
    try:
        yield from found
    except Exception as error:
        yield f"{what}: dữ liệu đang lưu không đọc được ({type(error).__name__}: {error})."


def _chunks(*, reads_bytes: bool) -> Iterator[Callable[[], Iterator[str]]]:
    for model in reviewed_classes():
        keys = list(model._default_manager.filter(live=True).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            yield partial(_of_chunk, model, keys[start : start + CHUNK], reads_bytes=reads_bytes)


def _of_chunk(model: type[ReviewedPage], keys: list[int], *, reads_bytes: bool) -> Iterator[str]:
    yield from _Chunk(model, keys, reads_bytes=reads_bytes).breaches()


def _pages_of_no_chain() -> Iterator[str]:
    known = Q(depth=1)
    for model in reviewed_classes():
        known |= Q(pk__in=model._base_manager.values("pk"))
    for page in Page.objects.filter(live=True).exclude(known):
        yield f"Trang «{page.title}» (số {page.pk}) đang hiện ra ngoài mà không thuộc loại trang phải duyệt."


def reviewed_classes() -> list[type[ReviewedPage]]:
    """Every concrete page class that goes through a chain."""
    return [model for model in apps.get_models() if issubclass(model, ReviewedPage) and not model._meta.abstract]


def missing_steps(decision: Decision) -> list[str]:
    """The names of the steps of a publication's run that the ledger does not have for exactly its text."""
    passed = Decision.objects.filter(
        run=decision.run, act__in=PASSING, digest=decision.digest, step=OuterRef("workflow_tasks__task")
    )
    chain = (
        Chain.objects.filter(workflow_states=decision.run)
        .annotate(is_passed=Exists(passed))
        .order_by("workflow_tasks__sort_order")
    )
    steps = list(chain.values_list("name", "source", "workflow_tasks__task__name", "is_passed"))
    missing = [step for _chain, _source, step, is_passed in steps if not is_passed]
    if not steps:
        return ["quy trình của lần trình này, nay không còn"]
    name, source, *_step = steps[0]
    if len(steps) != len(source["step"]):
        missing.append(name)
    if sensitivity.undecided(decision):
        missing.append("ý kiến của Trưởng ban về nội dung nhạy cảm")
    return missing


def blank_seal(model: Any) -> dict[str, str]:
    """The seal of a page of this class whose every field is at its default."""
    return seal_of(model())


@dataclass
class _Passed:
    """What the ledger has of the runs of a chunk of pages: the steps each run needs, and those passed with which text."""

    needed: dict[int, set[int]]
    flagged: set[int]
    passed: set[tuple[int | None, int | None, str]]
    disowned: set[int | None]
    disowned_rows: set[int]

    def is_complete(self, decision: Decision) -> bool:
        tasks = self.needed.get(decision.run or 0, set())
        is_passed = bool(tasks) and all((decision.run, task, decision.digest) in self.passed for task in tasks)
        return is_passed and not (decision.page_id in self.flagged and sensitivity.undecided(decision))


def _passed(keys: list[int], runs: list[int]) -> _Passed:
    rows = Decision.objects.filter(page_id__in=keys, act__in=PASSING).values_list("run", "step", "digest")
    chains = dict(WorkflowState.objects.filter(pk__in=runs).values_list("pk", "workflow_id"))
    tasks: dict[int, set[int]] = {}
    for chain, task in WorkflowTask.objects.filter(workflow_id__in=chains.values()).values_list(
        "workflow_id", "task_id"
    ):
        tasks.setdefault(chain, set()).add(task)
    disowned = set(
        Decision.objects.filter(page_id__in=keys, act=Act.DISOWN, run__isnull=False).values_list("run", flat=True)
    )
    answers = DoubtedDecision.objects.filter(decision__page__in=keys, answer__act=Act.DISOWN)
    disowned_rows = set(answers.values_list("decision__pk", flat=True))
    flagged = set(Decision.objects.filter(page_id__in=keys, act=Act.FLAG).values_list("page__pk", flat=True))
    return _Passed(
        {run: tasks.get(chain, set()) for run, chain in chains.items()}, flagged, set(rows), disowned, disowned_rows
    )


class _Chunk:
    """Some live pages of one class, with everything that is stored and said of them."""

    def __init__(self, model: type[ReviewedPage], keys: list[int], *, reads_bytes: bool):
        self.reads_bytes = reads_bytes
        self.pages = list(model._default_manager.filter(pk__in=keys).select_related("live_revision").order_by("pk"))
        self.certificates: dict[tuple[int, int | None], Certificate] = {}
        self.first: dict[int, Certificate] = {}
        made_out = Certificate.objects.filter(page_id__in=keys).select_related("decision").order_by("pk")
        for found in made_out:
            self.certificates[found.page_id, found.revision_id] = found
            self.first.setdefault(found.page_id, found)
        self.newest: dict[int, int] = dict(made_out.that_became_public().values_list("page_id", "revision_id"))
        closing = Decision.objects.filter(page_id__in=keys, act__in=CLOSING).order_by("number")
        self.closed = dict(closing.values_list("page", "number"))
        begun = [run for found in self.certificates.values() if (run := found.decision.run) is not None]
        self.passed = _passed(keys, begun)
        self.blank = blank_seal(model)
        self.released = released.Released(keys)
        self.followed = derived.faults(self.pages)

    def breaches(self) -> Iterator[str]:
        for page in self.pages:
            for fault in _whatever_is_stored("nội dung", self._faults(page)):
                yield f"Trang «{page.title}» (số {page.pk}): {fault}"

    def _faults(self, page: ReviewedPage) -> Iterator[str]:
        certificate = self.certificates.get((page.pk, page.live_revision_id))
        if certificate is None:
            yield "đang hiện ra ngoài mà không có chứng nhận đăng tải."
            return
        if self.closed.get(page.pk, 0) > certificate.decision.number:
            yield "đã bị gỡ xuống mà vẫn hiện ra ngoài."
        if page.content_type_id != page.get_content_type().pk:
            yield "loại trang không đúng."
        yield from _faults_of_content(page, certificate, self.blank, reads_bytes=self.reads_bytes)
        yield from _faults_of_decision(certificate.decision, page, self.passed)
        yield from self._faults_of_moments(page, certificate)
        yield from self.released.faults(page, certificate)
        yield from self.followed.get(page.pk, ())

    def _faults_of_moments(self, page: ReviewedPage, certificate: Certificate) -> Iterator[str]:
        if self.newest.get(page.pk, page.live_revision_id) != page.live_revision_id:
            yield "bản đang hiện không phải bản đăng sau cùng."
        if not _is_first_day(page, certificate):
            yield "ngày đăng lần đầu không phải ngày đã ghi."
        is_first_version = self.first[page.pk].revision_id == page.live_revision_id
        is_kept = is_first_version and page.last_published_at == page.first_published_at
        if not is_kept and not _is_moment_of(page.last_published_at, certificate, page):
            yield "ngày đăng lần cuối không phải ngày đã ghi."


def _faults_of_content(
    page: ReviewedPage, certificate: Certificate, blank: dict[str, str], *, reads_bytes: bool
) -> Iterator[str]:
    live, decision = page.live_revision, certificate.decision
    said = (decision.page_id, decision.digest, decision.seal)
    if decision.act not in OPENING or said != (page.pk, certificate.digest, sha256_of(certificate.seal)):
        yield "chứng nhận đăng tải không khớp với sổ quyết định."
    if live is None or content_digest(live.content, certificate.files) != certificate.digest:
        yield "bản lưu đã bị sửa sau khi được duyệt."
    if differing := differing_fields(certificate.seal, seal_again(page, certificate.seal), blank):
        yield f"nội dung đang hiện khác với bản đã duyệt ở: {', '.join(sorted(differing))}."
    for file, again in zip(certificate.files, files_again(certificate.files, reads_bytes=reads_bytes), strict=True):
        if again != file:
            yield f"tệp «{file['name']}» không còn đúng như lúc được duyệt."


def _faults_of_decision(decision: Decision, page: ReviewedPage, passed: _Passed) -> Iterator[str]:
    """Of what the page is public by."""
    if decision.act == Act.URGENT and not _is_confirmed(decision, page):
        yield "bản đăng khẩn đã quá hạn mà không ai xác nhận."
    if decision.run in passed.disowned or decision.pk in passed.disowned_rows:
        yield "dựa trên một quyết định mà Ban biên tập không thừa nhận (tài khoản bị lộ)."
    if decision.act == Act.ESTABLISH and not page.is_laid_down:
        yield "hiện ra như trang mà quy chế lập, nhưng quy chế không có trang này."
    if decision.act == Act.PUBLISH and not passed.is_complete(decision):
        yield "sổ quyết định không đủ các bước của quy chế."


def _is_confirmed(posting: Decision, page: ReviewedPage) -> bool:
    """Whether somebody else has confirmed exactly this text, and stands by it, or there is still time to."""
    rows = emergencies.confirmations(page).filter(digest=posting.digest, number__gt=posting.number)
    return rows.exclude(user=posting.user).exists() or not emergencies.is_overdue(
        posting, page.own_board, timezone.now()
    )


def _is_first_day(page: ReviewedPage, certificate: Certificate) -> bool:
    """Whether the day of first publication is the sealed one; before it was known, that of the decision or of the approved later moment."""
    if sealed := certificate.seal.get(FIRST_PUBLISHED):
        return seal_of_date(page.first_published_at).get(FIRST_PUBLISHED) == sealed
    if certificate.decision.act == Act.IMPORT or page.first_published_at is None:
        return certificate.decision.act == Act.IMPORT  # taken over before seals held the day
    return _is_moment_of(page.first_published_at, certificate, page)


def _is_moment_of(moment: datetime.datetime | None, certificate: Certificate, page: ReviewedPage) -> bool:
    """Whether something became public by this certificate at this moment: at its decision, or at the later one that it appointed, or after."""
    if moment is None or certificate.decision.act == Act.IMPORT:
        return False
    live = page.live_revision
    later = parse_datetime(live.content.get("go_live_at") or "") if live else None
    opened = max(filter(None, (certificate.decision.at, later)))
    return opened - SAME_ACT <= moment and (later is not None or moment <= opened + SAME_ACT)


def publicly_equal(page: Page, certificate: Certificate) -> bool:
    """Whether saving this instance would make public what the certificate says, and nothing else."""
    current = seal_again(page, certificate.seal)
    if isinstance(page, ReviewedPage):
        return not differing_fields(certificate.seal, current, blank_seal(type(page)))
    return all(certificate.seal[name] == digest for name, digest in current.items() if name in certificate.seal)
