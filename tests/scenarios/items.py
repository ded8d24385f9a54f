"""Items on their way, made without a browser: what a walk stands on and is not about."""

from news.models import NewsIndexPage, NewsPage
from tests.board import body
from workflows.content_guard import checklist
from workflows.gate import gate, item_state
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.services.chain import buttons, submit


def keys(page, act):
    return [item.key for item in checklist.items_for(page, act)]


def decider(state, page):
    """The first for whom the step waits and who needs no exception."""
    answers = {
        member.user: gate.ask(member.user, ACT_OF_KIND[state.kind], page, state) for member in state.entitled.all()
    }
    return next(user for user, refusal in answers.items() if refusal is None or refusal.asks_ticks)


def submitted_news(board, title, slug, text="Xã hỗ trợ 261 hộ.", unit=None):
    """News by a contributor, at its first step."""
    author = board.members.filter(role="cong-tac-vien").first().user
    page = NewsPage(
        title=title, slug=slug, lead=text, author="Nguyễn Thị Hoa", live=False, owner=author, body=body(text),
        section=board.sections.first(), field=board.fields.first(), unit=unit or board.units.first(),
    )  # fmt: skip
    NewsIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    page.save_revision(user=author)
    submit.submit(page, author, keys(page, Act.SUBMIT))
    return page


def passed_on(page, until=None):
    """Whoever the item waits for passes it on, until a step of which `until` says so; else until citizens read it."""
    while (state := item_state.open_step(page)) is not None and not (until and until(state)):
        buttons.perform(state, decider(state, page), gate.POSITIVE_ACTION, ticks=keys(page, ACT_OF_KIND[state.kind]))
    return type(page).objects.get(pk=page.pk)
