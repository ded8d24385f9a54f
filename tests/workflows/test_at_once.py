"""Two people pressing at once, on two connections: one act happens, the other is told who did it."""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone
from post_office.models import Email

from tests.board import charter_data
from tests.workflows.test_item_clocks import DEADLINES
from workflows.clocks.deadlines import Stage
from workflows.models import Decision, ItemClock, Reminder, StepState
from workflows.rules.refusal import Refused
from workflows.services.chain.decide import decide
from workflows.services.chain.publish import publish
from workflows.services.clocks import keep as keep_clocks
from workflows.services.clocks.remind import send
from workflows.services.votes import call as call_vote
from workflows.services.votes.cast import cast
from workflows.services.votes.close import close_at_end, close_early
from workflows.verification.publications import breaches


def at_once(works):
    """Run these at the same moment, each on a connection of its own; returns what each gave or raised."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        gate.wait(timeout=120)
        try:
            results[number] = work() or "done"
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an in-memory SQLite database is one connection's alone")
class TestAtOnce:
    def test_two_members_approving_at_once_make_one_approval(self, committed_board):
        board = committed_board
        page = board.at_step("phe-duyet")
        state = board.step(page)
        results = at_once([lambda: decide(state, board.user("pho-truc")), lambda: decide(state, board.user("pho-ban"))])
        refused = [result for result in results if isinstance(result, Refused)]
        assert results.count("done") == 1, results
        assert [refusal.refusal.code for refusal in refused] == ["already-done"]
        assert "đã phê duyệt lúc" in refused[0].refusal.sentence
        assert Decision.objects.filter(run=state.workflow_state_id, act="approve").count() == 1
        assert list(breaches()) == []

    def test_publishing_twice_at_once_publishes_once(self, committed_board):
        board = committed_board
        page = board.at_step("dang-tai")
        state = board.step(page)
        results = at_once([lambda: publish(state, board.user("thu-ky")) for _press in range(2)])
        assert results.count("done") == 1, results
        assert Decision.objects.filter(page=page, act="publish").count() == 1
        assert list(breaches()) == []

    def test_submitting_twice_at_once_starts_one_run(self, committed_board):
        from workflows.services.chain.submit import submit

        board = committed_board
        page = board.news()
        results = at_once([lambda: submit(page, page.owner) for _press in range(2)])
        assert len([result for result in results if isinstance(result, Refused)]) == 1, results
        assert Decision.objects.filter(page=page, act="submit").count() == 1

    def test_two_workers_at_once_write_the_letters_of_a_reminder_once(self, committed_board):
        board = committed_board
        state = board.submitted(board.news())
        due = timezone.now() - timedelta(minutes=1)
        StepState.objects.filter(pk=state.pk).update(due_at=due)
        Reminder.objects.all().delete()
        Email.objects.all().delete()
        reminder = Reminder.objects.create(step=state, stage=Stage.ON, due_at=due, at=due)
        results = at_once([lambda: str(send(reminder.pk)) for _worker in range(2)])
        assert sorted(results) == ["False", "True"], results
        assert Email.objects.count() == 1

    @pytest.mark.parametrize("charter", [{**charter_data(), "deadline": DEADLINES}], ids=["with-clocks"])
    def test_two_saves_of_one_draft_at_once_start_its_clock_once(self, committed_board):
        board = committed_board
        page = board.news()
        page.event_date = date(2026, 6, 1)
        copies = [type(page).objects.get(pk=page.pk) for _save in range(2)]
        for copy in copies:
            copy.event_date = page.event_date
        results = at_once([lambda copy=copy: keep_clocks.follow(copy) for copy in copies])
        assert results == ["done", "done"], results
        assert ItemClock.objects.running().filter(page=page, key="tin").count() == 1

    def test_two_last_ballots_at_once_both_count_and_who_presides_closes_once(self, committed_board):
        board = committed_board
        page = board.at_step("phe-duyet")
        asked = call_vote.call(
            board.step(page), board.user("pho-truc"), "Chưa thống nhất", timezone.now() + timedelta(days=3)
        )
        electors = list(asked.electors.select_related("user"))
        for each in electors[:3]:
            cast(asked, each.user, each.pk, "yes", "")
        results = at_once([lambda each=each: cast(asked, each.user, each.pk, "yes", "") for each in electors[3:]])
        assert results == ["done", "done"], results
        chief = board.user("truong-ban")
        results = at_once([lambda: close_early(asked, chief) for _press in range(2)])
        assert results.count("done") == 1, results
        asked.refresh_from_db()
        assert (asked.outcome, asked.result["yes"]) == ("passed", 5)
        assert Decision.objects.filter(page=page, act="close-vote").count() == 1
        assert list(breaches()) == []

    def test_two_workers_at_once_close_a_vote_once_and_write_its_letters_once(self, committed_board):
        board = committed_board
        page = board.at_step("phe-duyet")
        asked = call_vote.call(
            board.step(page), board.user("pho-truc"), "Chưa thống nhất", timezone.now() + timedelta(days=3)
        )
        Email.objects.all().delete()
        with time_machine.travel(asked.ends_at + timedelta(minutes=1)):
            at_once([lambda: close_at_end(asked) for _worker in range(2)])
        assert Decision.objects.filter(page=page, act="close-vote").count() == 1
        told = [address for mail in Email.objects.all() for address in mail.to]
        assert len(told) == len(set(told))

    def test_two_items_of_one_board_decided_at_once_both_stand_in_the_ledger(self, committed_board):
        board = committed_board
        pages = [board.at_step("phe-duyet", title=f"Tin {number}") for number in range(4)]
        states = [board.step(page) for page in pages]
        results = at_once([lambda state=state: decide(state, board.user("pho-truc")) for state in states])
        assert results == ["done"] * 4
        assert list(breaches()) == []
