"""What always holds, while random people do random acts: a stateful property test, checked after each act."""

import datetime
import hashlib
import json
import tempfile
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Page, Revision, Site

import news.archive
from news.models import NewsIndexPage, NewsPage
from pages.archive import Archive
from tests.board import DRAFTERS, SEATS, charter_data, refuses
from tests.long import number_of, seed
from workflows.charter.schema import Duration
from workflows.charter.words import StepKind, TimeUnit
from workflows.gate import acting_for, corrections, emergencies, gate, item_state
from workflows.models import (
    AccountChange,
    AccountIncident,
    Appointment,
    Board,
    Certificate,
    Consultation,
    Decision,
    Delegation,
    DoubtedDecision,
    Elector,
    FailedPosting,
    ItemClock,
    StepState,
)
from workflows.models.delegation import DELEGABLE
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refused
from workflows.services.accounts import request
from workflows.services.accounts.answer import answer
from workflows.services.afterwards import handle_mistake
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.services.board.open_import import open_import
from workflows.services.chain import appoint, buttons, flag, propose_withdrawal, recall, submit
from workflows.services.chain.import_published import import_published
from workflows.services.chain.post_due import post_due
from workflows.services.chain.withdraw import withdraw
from workflows.services.clocks import change as change_clock
from workflows.services.clocks.keep import FOLLOWED
from workflows.services.deeds import delegate
from workflows.services.emergencies.affirm import affirm
from workflows.services.emergencies.publish_urgently import publish_urgently
from workflows.services.incidents import settle as settle_incident
from workflows.services.incidents.lock_account import lock_account
from workflows.services.votes import call as call_vote
from workflows.services.votes import cast, conclude
from workflows.services.votes import close as close_vote
from workflows.services.votes import correct as correct_vote
from workflows.services.worker import take_down_unconfirmed
from workflows.verification import appointments as verification_of_appointments
from workflows.verification import votes as verification_of_votes
from workflows.verification.publications import breaches, missing_steps

RUNS = number_of(500, short=20)
ACTS = 80
GROUND, A_DAY = "chờ số liệu", Duration(amount=1, unit=TimeUnit.DAY)
PARTS = 4  # so that several workers share the runs
PASSING = (Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH)
CHANGES = [{"email": "moi@example.vn"}, {"is_superuser": True}, {"is_active": False}, {"username": "ten-moi"}]
CHOICES = ["yes", "yes", "no", "other"]

EVENTS = [timezone.localdate() - datetime.timedelta(days=days) for days in (20, 1, 0)]  # one is overdue already

people = st.sampled_from([*SEATS, "technician"])
items = st.integers(min_value=0, max_value=2)


class Chain(RuleBasedStateMachine):
    """Three items on one board; everybody tries everything."""

    board = None
    technician = None
    writes = checked = 0

    @initialize(sensitive=st.booleans(), by=st.sampled_from(DRAFTERS))
    def begin(self, sensitive, by):
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.stack.enter_context(connection.execute_wrapper(self.count_writes))
        self.pages = [self.board.news(title=f"Tin {number}", by=by, is_sensitive=sensitive).pk for number in range(3)]

    def teardown(self):
        if hasattr(self, "stack"):
            try:
                told, disowned = list(breaches()), self.live_on_a_disowned_decision()
            finally:
                transaction.set_rollback(True)
                self.stack.close()
            assert len(told) == len(disowned)
            assert all("không thừa nhận" in line for line in told), told

    def live_on_a_disowned_decision(self):
        """Somebody has to take these down by hand; until then verification names them."""
        found = []
        for page in NewsPage.objects.filter(pk__in=self.pages, live=True):
            posting = Certificate.objects.of_live(page.pk, page.live_revision_id).decision
            part_of_it = Q(decision=posting) if posting.run is None else Q(decision__run=posting.run)
            if DoubtedDecision.objects.filter(part_of_it, answer__act=Act.DISOWN).exists():
                found.append(page.pk)
        return found

    def count_writes(self, execute, sql, params, many, context):
        self.writes += not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
        return execute(sql, params, many, context)

    def check_invariants(self, *args):
        """Only after what has written something: between two writes, rows are the same."""
        if self.checked != self.writes:
            super().check_invariants(*args)
            self.checked = self.writes

    def user(self, name):
        return self.technician if name == "technician" else self.board.user(name)

    def page(self, item):
        return NewsPage.objects.get(pk=self.pages[item])

    def attempt(self, work):
        """Do it; a refusal must leave no trace but itself (rule 8)."""
        before, writes = self.trace(), self.writes
        try:
            with transaction.atomic():
                work()
        except Refused:
            unchanged = self.trace() == before
            assert unchanged
            self.writes = writes

    def trace(self):
        return Decision.objects.count(), list(
            Page.objects.filter(pk__in=self.pages)
            .order_by("pk")
            .values_list("live", "live_revision_id", "latest_revision_id")
        )

    @rule(
        item=items,
        who=people,
        text=st.sampled_from(["Một.", "Hai.", "Ba."]),
        sensitive=st.booleans(),
        day=st.sampled_from([None, *EVENTS]),
    )
    def edit(self, item, who, text, sensitive, day):
        page = self.page(item).get_latest_revision_as_object()
        page.lead, page.is_sensitive, page.event_date = text, sensitive, day
        self.attempt(lambda: page.save_revision(user=self.user(who)))

    @rule(item=items, who=people, does=st.sampled_from(["pause", "resume", "extend"]))
    def move_a_clock(self, item, who, does):
        page, user = self.page(item), self.user(who)
        work = {
            "pause": lambda running: change_clock.pause(running, page, user, GROUND),
            "resume": lambda running: change_clock.resume(running, page, user),
            "extend": lambda running: change_clock.extend(running, page, user, A_DAY, "Chờ số liệu"),
        }[does]
        for running in page.clocks.running():
            self.attempt(lambda running=running: work(running))

    @rule(item=items, who=people, change=st.sampled_from(["", submit.UPDATE, submit.CORRECTION]))
    def submit(self, item, who, change):
        note = f"Sai ở bản {self.page(item).latest_revision_id}."
        self.attempt(lambda: submit.submit(self.page(item), self.user(who), change=change, note=note))

    @rule(
        item=items,
        who=people,
        action=st.sampled_from([gate.POSITIVE_ACTION, gate.POSITIVE_ACTION, gate.POSITIVE_ACTION, gate.RETURN_ACTION]),
        reason=st.sampled_from(["", "Vì số liệu"]),
    )
    def decide(self, item, who, action, reason):
        if state := item_state.open_step(self.page(item)):
            self.attempt(lambda: buttons.perform(state, self.user(who), action, reason))

    @rule(item=items)
    def pass_on_as_somebody_entitled(self, item):
        """Lets runs get to the end more often than chance would."""
        page = self.page(item)
        if state := item_state.open_step(page):
            for member in state.entitled.all():
                if gate.ask(member.user, ACT_OF_KIND[StepKind(state.kind)], page, state) is None:
                    buttons.perform(state, member.user, gate.POSITIVE_ACTION)
                    return

    @rule(item=items, who=people)
    def recall(self, item, who):
        if state := item_state.open_step(self.page(item)):
            self.attempt(lambda: recall.recall(state, self.user(who), "Viết thêm"))

    @rule(item=items, who=people, clears=st.booleans())
    def flag_or_clear(self, item, who, clears):
        if state := item_state.open_step(self.page(item)):
            work = flag.clear if clears else flag.flag
            self.attempt(lambda: work(state, self.user(who), "Dư luận quan tâm"))

    @rule(item=items, who=people)
    def post_urgently(self, item, who):
        self.attempt(lambda: publish_urgently(self.page(item), self.user(who), "Lũ về"))

    @rule(item=items, who=people)
    def affirm(self, item, who):
        self.attempt(lambda: affirm(self.page(item), self.user(who)))

    @rule(item=items)
    def nobody_confirms_in_time(self, item):
        """The clock's moment comes; the worker looks."""
        ItemClock.objects.running().filter(page=self.pages[item], starts="urgent").update(due_at=timezone.now())
        take_down_unconfirmed()
        assert emergencies.waiting_posting(self.page(item)) is None

    @rule(item=items, who=people, hours=st.sampled_from([1, 5, 30]))
    def appoint_its_moment(self, item, who, hours):
        """Sets it, or moves it."""
        if state := item_state.open_step(self.page(item)):
            at = timezone.now() + datetime.timedelta(hours=hours)
            self.attempt(lambda: appoint.appoint(state, self.user(who), at, "Sau lễ"))

    @rule(item=items, who=people)
    def call_its_moment_off(self, item, who):
        if state := item_state.open_step(self.page(item)):
            self.attempt(lambda: appoint.call_off(state, self.user(who), "Chưa có ảnh"))

    @rule(item=items)
    def its_moment_comes(self, item):
        """Whatever happened meanwhile: posted, or told why not; it stands no longer."""
        steps = StepState.objects.filter(workflow_state__object_id=str(self.pages[item]))
        if stands := Appointment.objects.filter(step__in=steps).order_by("at").first():
            with time_machine.travel(stands.at + datetime.timedelta(seconds=1), tick=False):
                post_due()
            assert not Appointment.objects.filter(pk=stands.pk).exists()
            assert not FailedPosting.objects.exists()

    @rule(item=items, hours=st.sampled_from([1, 5]), who=people, flags=st.booleans())
    def wait_for_its_moment(self, item, hours, who, flags):
        """Lets items come to their moment more often than chance would."""
        page = self.page(item)
        self.attempt(lambda: submit.submit(page, page.owner))
        for _step in range(4):
            if (state := item_state.open_step(page)) and state.kind != StepKind.PUBLISH:
                self.pass_on_as_somebody_entitled(item)
        for seat in SEATS:
            self.appoint_its_moment(item, seat, hours)
        if flags:
            self.flag_or_clear(item, who, clears=False)
        self.its_moment_comes(item)

    @rule(item=items, who=people, reports=people)
    def lose_a_password(self, item, who, reports):
        """The account is locked and given back; what was decided on one item with it waits for somebody else's word."""
        if "technician" in (who, reports):
            return
        since = timezone.now() - datetime.timedelta(minutes=5)
        self.attempt(lambda: lock_account(self.user(who), since, "Máy lạ", self.user(reports)))

    @rule(who=people, is_upheld=st.booleans())
    def answer_for_it(self, who, is_upheld):
        for incident in AccountIncident.objects.filter(reopened=None):
            self.attempt(lambda incident=incident: settle_incident.reopen(incident, self.user(who)))
        if doubted := DoubtedDecision.objects.filter(answer=None).first():
            self.attempt(
                lambda: settle_incident.answer(doubted, self.user(who), is_upheld=is_upheld, reason="Đã hỏi lại")
            )

    @rule(item=items, who=people)
    def withdraw(self, item, who):
        self.attempt(lambda: withdraw(self.page(item), self.user(who), "Sai"))

    @rule(item=items, who=people, declines=st.booleans())
    def propose_or_decline_withdrawal(self, item, who, declines):
        work = propose_withdrawal.decline if declines else propose_withdrawal.propose
        self.attempt(lambda: work(self.page(item), self.user(who), "Cũ rồi"))

    @rule(item=items, who=people)
    def report_and_own_a_mistake(self, item, who):
        """Somebody says that it is wrong; somebody else tries to say that the board mends it."""
        page = self.page(item)
        if page.live:
            report = report_mistake(self.board.board, page, "Sai")
            self.attempt(lambda: handle_mistake.confirm(report, self.user(who)))

    @rule(giver=people, receiver=people, by=people, acts=st.sets(st.sampled_from(DELEGABLE), min_size=1))
    def lend(self, giver, receiver, by, acts):
        """A deed for a week, by anybody for anybody; most are refused."""
        if "technician" in (giver, receiver):
            return
        now = timezone.now()
        deed = delegate.Deed(
            giver=self.board.member(giver),
            receiver=self.board.member(receiver),
            acts=list(acts),
            starts_at=now,
            ends_at=now + datetime.timedelta(days=7),
            document_number="1/GUQ",
            document_date=(now - datetime.timedelta(days=2)).date(),
            includes_sensitive=True,
        )
        self.attempt(lambda: delegate.write_deed(deed, self.user(by)))

    @rule(who=people)
    def settle(self, who):
        """The last deed is confirmed, or ended if that is done."""
        deed = Delegation.objects.filter(ended_at=None).order_by("-pk").first()
        if deed and deed.confirmed_at is None:
            self.attempt(lambda: delegate.confirm(deed, self.user(who)))
        elif deed:
            self.attempt(lambda: delegate.end(deed, self.user(who), "Đã về"))

    @rule(item=items, who=people)
    def call_a_vote(self, item, who):
        if state := item_state.open_step(self.page(item)):
            ends_at = timezone.now() + datetime.timedelta(days=3)
            self.attempt(lambda: call_vote.call(state, self.user(who), "Chưa thống nhất", ends_at))

    @rule(item=items, who=people, seat=people, choice=st.sampled_from(CHOICES))
    def send_a_ballot(self, item, who, seat, choice):
        """Anybody for any seat; most are refused."""
        asked = Consultation.objects.filter(page=self.pages[item]).first()
        elector = Elector.objects.filter(consultation=asked, member__key=seat).first()
        if elector:
            self.attempt(lambda: cast.cast(asked, self.user(who), elector.pk, choice, "Vì số liệu"))

    @rule(item=items, choices=st.lists(st.sampled_from(CHOICES), min_size=5, max_size=5), ends=st.booleans())
    def everybody_votes(self, item, choices, ends):
        """Lets votes get to their count more often than chance would; the last ballot closes none."""
        page = self.page(item)
        self.attempt(lambda: submit.submit(page, page.owner))
        self.call_a_vote(item, "pho-truc")
        asked = Consultation.objects.open().filter(page=self.pages[item]).first()
        voting = [each for each in asked.electors.all() if each.has_vote] if asked else []
        for each, choice in zip(voting, choices, strict=False):
            self.attempt(lambda each=each, choice=choice: cast.cast(asked, each.user, each.pk, choice, "Vì số liệu"))
        if asked:
            assert Consultation.objects.open().filter(pk=asked.pk).exists()
            if ends:
                self.attempt(lambda: self.at_its_end(asked))

    @rule(
        item=items,
        who=people,
        choice=st.sampled_from(CHOICES),
        how=st.sampled_from(["early", "add", "stop", "word", "end"]),
    )
    def settle_a_vote(self, item, who, choice, how):
        asked = Consultation.objects.unsettled().filter(page=self.pages[item]).first()
        if asked is None:
            return
        ways = {
            "early": lambda: close_vote.close_early(asked, self.user(who)),
            "add": lambda: correct_vote.correct(asked, self.user(who), "Nói rõ thêm"),
            "stop": lambda: close_vote.stop(asked, self.user(who), "Tự quyết định"),
            "word": lambda: conclude.give_word(asked, self.user(who), choice, "Vì số liệu"),
            "end": lambda: self.at_its_end(asked),
        }
        self.attempt(ways[how])

    def at_its_end(self, asked):
        with time_machine.travel(asked.ends_at + datetime.timedelta(minutes=1), tick=False):
            close_vote.close_at_end(asked)

    @rule(item=items)
    def pass_on_as_somebody_standing_in(self, item):
        page = self.page(item)
        if state := item_state.open_step(page):
            for deed in acting_for.stand_ins(state):
                if gate.ask(deed.receiver.user, ACT_OF_KIND[StepKind(state.kind)], page, state) is None:
                    buttons.perform(state, deed.receiver.user, gate.POSITIVE_ACTION)
                    return

    @rule(whose=people, asks=people, change=st.sampled_from(CHANGES))
    def ask_for_a_change(self, whose, asks, change):
        """Of somebody's account, by anybody."""
        if whose != "technician":
            self.attempt(lambda: request.change_account(self.user(whose), change, self.user(asks)))

    @rule(seat=st.sampled_from(SEATS), who=st.sampled_from(SEATS))
    def ask_for_a_seat(self, seat, who):
        self.attempt(lambda: request.change_seat(self.board.member(seat), self.user(who), "QĐ 2", self.technician))

    @rule(who=people, is_accepted=st.booleans())
    def answer_a_change(self, who, is_accepted):
        if change := AccountChange.objects.waiting().order_by("pk").first():
            self.attempt(lambda: answer(change, self.user(who), is_accepted=is_accepted, reason="Đã hỏi lại"))

    @rule(who=people, takes=st.booleans(), name=st.sampled_from("abc"))
    def let_an_archive_in(self, who, takes, name):
        """Anybody lets one in, or somebody takes one over that may not have been."""
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        record = {"id": name, "title": f"Tin cũ {name}", "text": "Đoạn.", "published": "2020-03-04T05:06:00+00:00"}
        if not takes:
            self.attempt(lambda: open_import(self.board.board, self.user(who), sha256, name))
            return
        section = self.board.index(NewsIndexPage)
        archive = Archive(self.board.board, section, news.archive.read, "Kho", sha256, say=str)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write(json.dumps(record))
            file.flush()
            self.attempt(lambda: archive.take(Path(file.name)))

    @rule(
        whose=st.sampled_from(SEATS),
        item=items,
        door=st.sampled_from(["account", "seat", "site", "list", "import", "row"]),
    )
    def go_around_people(self, whose, item, door):
        """What decides who decides, and where a board answers, by code."""
        member, page, site = self.board.member(whose), self.page(item), Site.objects.get(pk=self.board.board.site_id)
        account, early = member.user, Board.objects.get(pk=self.board.board.pk)
        account.email, member.is_active, site.hostname, early.constituted_at = (
            "ke-gian@example.net",
            False,
            "khac",
            None,
        )
        ways = {
            "account": account.save,
            "seat": member.save,
            "site": site.save,
            "list": early.save,
            "import": lambda: import_published(self.board.board, [(page, page.latest_revision)], "Kho", "0" * 64),
            "row": self.board.member(whose).delete,
        }
        with refuses():
            ways[door]()

    @rule(
        item=items,
        who=people,
        door=st.sampled_from(["publish", "save live", "unpublish", "approve", "delete", "finish"]),
    )
    def go_around(self, item, who, door):
        page, state = self.page(item), item_state.open_step(self.page(item))
        was = page.live, page.live_revision_id
        ways = {
            "publish": lambda: page.get_latest_revision().publish(user=self.user(who), skip_permission_checks=True),
            "save live": lambda: save_live(page),
            "unpublish": page.unpublish,
            "approve": lambda: state.approve(user=self.user(who)),
            "delete": page.delete,
            "finish": lambda: state.workflow_state.finish(user=self.user(who)),
        }
        closed = {
            "publish": not Certificate.objects.filter(revision=page.latest_revision).exists(),
            "save live": not page.live,
            "unpublish": page.live,
            "delete": page.decisions.exists(),
        }
        if closed.get(door, state is not None):
            with refuses():
                ways[door]()
        after = self.page(item)
        assert (after.live, after.live_revision_id) == was

    @invariant()
    def what_is_public_was_approved(self):
        for page in NewsPage.objects.filter(pk__in=self.pages, live=True):
            certificate = Certificate.objects.of_live(page.pk, page.live_revision_id)
            assert certificate.decision.act == Act.URGENT or missing_steps(certificate.decision) == []

    @invariant()
    def nobody_confirmed_what_they_posted_or_wrote(self):
        posting = {}
        rows = Decision.objects.filter(page_id__in=self.pages, act__in=[Act.URGENT, Act.AFFIRM])
        for row in rows.select_related("delegation").order_by("number"):
            behind = {row.user, row.delegation.giver_user_id} if row.delegation else {row.user}
            if row.act == Act.URGENT:
                posting[row.page_id] = behind
            else:
                assert not behind & posting[row.page_id]
                authors = Revision.objects.filter(object_id=str(row.page_id), pk__lte=row.revision_id)
                assert not behind & set(authors.values_list("user_id", flat=True))

    @invariant()
    def every_result_is_what_the_ballots_and_the_ledger_say(self):
        assert list(verification_of_votes.breaches(self.board.board)) == []

    @invariant()
    def every_moment_of_posting_is_what_the_ledger_says(self):
        assert list(verification_of_appointments.breaches(self.board.board)) == []

    @invariant()
    def what_was_withdrawn_tells_why_and_what_waited_for_it_is_answered(self):
        for page in NewsPage.objects.filter(pk__in=self.pages, live=False):
            if notice := corrections.notice_of(page):
                assert notice.comment
                assert not page.mistake_reports.filter(state="correcting").exists()

    @invariant()
    def clocks_run_for_what_is_not_done_and_stand_only_in_a_pause(self):
        for running in ItemClock.objects.running().filter(page__in=self.pages):
            assert (running.due_at is None) == running.pauses.filter(until=None).exists()
        done = [
            pk for pk in self.pages if (page := NewsPage.objects.get(pk=pk)).live and item_state.open_step(page) is None
        ]
        left = ItemClock.objects.running().filter(page__in=done).exclude(starts__in=[*FOLLOWED, "urgent"])
        assert not left.exists()

    @invariant()
    def nobody_judged_their_own_text_or_twice(self):
        runs = {}
        passed = Decision.objects.filter(page_id__in=self.pages, act__in=PASSING).select_related("delegation")
        for row in passed.order_by("number"):
            runs.setdefault(row.run, []).append(row)
        wrote = {}
        for page, pk, user in Revision.objects.filter(object_id__in=[str(pk) for pk in self.pages]).values_list(
            "object_id", "pk", "user_id"
        ):
            wrote.setdefault(int(page), []).append((pk, user))
        certified = set(Certificate.objects.filter(page_id__in=self.pages).values_list("page_id", flat=True))
        for rows in runs.values():
            by_people = [row for row in rows if row.user is not None]
            behind = [{row.user, row.delegation.giver_user_id} if row.delegation else {row.user} for row in by_people]
            assert len(set().union(*behind)) == sum(map(len, behind))
            assert all(row.member or verification_of_votes.is_borne_out(row) for row in rows)
            first = rows[0]
            if first.page_id not in certified:
                authors = {user for pk, user in wrote[first.page_id] if pk <= first.revision_id}
                judged = [who for row, who in zip(by_people, behind, strict=True) if row.act != Act.PUBLISH]
                assert not authors & set().union(*judged)


def save_live(page):
    page.live = True
    page.save()


@pytest.fixture
def charter():
    """The small board's, with clocks that may be paused and extended."""
    length = {"within": {"amount": 3, "unit": "working-day"}, "content": "news", "rule": "R74"}
    extends = {"times": 1, "within": {"amount": 2, "unit": "day"}}
    deadlines = [
        {"key": "tin", "name": "Tin", "starts": "event", "pauses": [GROUND], "extends": extends, **length},
        {"key": "duyet-dang", "name": "Từ khi duyệt", "starts": "approval", **length},
    ]
    return {**charter_data(), "deadline": deadlines}


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_what_always_holds(board, django_user_model, part):
    Chain.board = board
    Chain.technician = django_user_model.objects.create(username="quan-tri", is_superuser=True)
    hypothesis.seed(f"{seed()} {part}")(Chain)
    run_state_machine_as_test(
        Chain,
        settings=hypothesis_settings(
            max_examples=RUNS // PARTS,
            stateful_step_count=ACTS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    assert list(breaches()) == []
