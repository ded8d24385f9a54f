"""What is beside the chains on a charter's rules page: what waits, what is public, emergencies, votes, deeds. A table for each."""

from dataclasses import replace

from workflows.charter.schema import Charter
from workflows.charter.words import CONTENT_NAMES, RoleKey
from workflows.gate.lendable import held_by_names
from workflows.gate.on_paper import items, others, votes
from workflows.gate.on_paper.items import Item
from workflows.gate.on_paper.somebody import Question, Somebody
from workflows.rules.act import Act
from workflows.rules.mistakes import MistakeAct
from workflows.rules.vote_readers import VoteReading
from workflows.rules.votes import VoteAct
from workflows.screens.drawing import drawn_urgent
from workflows.screens.rules_page import provisions
from workflows.screens.rules_page.chains import IF_AUTHOR
from workflows.screens.rules_page.table import NOTHING, Column, Part, Tables


def waiting(tables: Tables) -> Part:
    """What people can do to an item before it is public, whichever its chain."""
    rules, chain, declaration = tables.rules, tables.rules.chain[0], tables.rules.secrecy_declaration
    at_step = Item.of(chain, step=chain.step[0])
    declare = _item(rules, "xác nhận một dấu không phải dấu mật", Act.DECLARE, Item.of(chain, has_mark=True))
    columns = [
        _item(rules, f"{Act.EDIT.label} khi đang chờ duyệt", Act.EDIT, at_step),
        _item(rules, str(Act.RECALL.label), Act.RECALL, at_step),
        _item(rules, str(Act.FLAG.label), Act.FLAG, at_step),
        _item(rules, str(Act.UNFLAG.label), Act.UNFLAG, replace(at_step, is_flagged=True)),
        declare,
    ]
    of_author = [Column(each.head, each.ask if each is declare else None) for each in columns]
    cases = [
        tables.case("– người ấy đã trình mục này", columns, submitted_it=True),
        tables.case(IF_AUTHOR, of_author, wrote_it=True),
    ]
    line = f"Xác nhận không mật: {declaration.source if declaration else 'quy chế không giao cho ai'}."
    return Part("Mục đang soạn, đang chờ duyệt", (line,), tables.table(columns, cases))


def public(tables: Tables) -> Part:
    rules, live = tables.rules, Item.of(tables.rules.chain[0], is_live=True)
    columns = [
        _item(rules, str(Act.WITHDRAW.label), Act.WITHDRAW, live),
        _item(rules, str(Act.PROPOSE.label), Act.PROPOSE, live),
        _item(rules, str(Act.DECLINE.label), Act.DECLINE, replace(live, is_proposed=True)),
        _item(rules, str(Act.MOVE.label), Act.MOVE, live),
        _item(rules, str(Act.DELETE.label), Act.DELETE, live),
        Column("giao xem báo sai sót, gộp", lambda who: others.ask_mistake(rules, who, MistakeAct.ASSIGN)),
        Column("trả lời người báo", lambda who: others.ask_mistake(rules, who, MistakeAct.ANSWER)),
        Column("đọc cách liên hệ", lambda who: others.ask_mistake(rules, who, MistakeAct.READ_CONTACT)),
        Column(str(Act.CHECK.label), lambda who: others.ask_check(rules, who)),
    ]
    lines = (f"Gỡ xuống: {rules.withdrawal.source}. Sửa bài đã đăng, đính chính: trình bản mới qua cả quy trình.",)
    return Part("Mục đã đăng", (*lines, *provisions.afterwards(rules)), tables.table(columns))


def urgent(tables: Tables) -> Part:
    """Posting at once, and what follows, of each kind for which the charter provides it."""
    rules, drawn = tables.rules, drawn_urgent(tables.rules)
    kinds = rules.urgent.content if rules.urgent else ()
    drafts = [Item(chain, kind) for chain in rules.chain for kind in chain.content if kind in kinds]
    if drawn is None or not drafts:
        refused = _item(rules, str(Act.URGENT.label), Act.URGENT, Item.of(rules.chain[0]))
        return Part("Đăng khẩn", (), tables.table([refused]))
    posted = [replace(item, is_live=True, is_unconfirmed=True) for item in drafts]
    columns = [
        _item(rules, str(Act.URGENT.label), Act.URGENT, drafts[0]),
        _item(rules, f"{Act.URGENT.label} nội dung nhạy cảm", Act.URGENT, replace(drafts[0], is_sensitive=True)),
        _item(rules, str(Act.AFFIRM.label), Act.AFFIRM, posted[0]),
    ]
    columns += [
        _item(rules, f"gỡ {CONTENT_NAMES[item.content]} chưa ai xác nhận", Act.WITHDRAW, item) for item in posted
    ]
    afterwards = [Column(each.head, None if each in columns[:2] else each.ask) for each in columns]
    cases = [
        tables.case("– chính người ấy đã đăng khẩn", afterwards, posted_it=True),
        tables.case(IF_AUTHOR, afterwards, wrote_it=True),
    ]
    line = f"{drawn.who} đăng; người khác trong số {drawn.confirmed_by} xác nhận trong {drawn.within}, quá hạn thì mục tự gỡ – {drawn.source}."
    return Part("Đăng khẩn", (line,), tables.table(columns, cases))


def voting(tables: Tables) -> Part:
    rules = tables.rules

    def of_item(act: VoteAct) -> Question:
        return lambda who: votes.ask(rules, who, act)

    columns = [
        Column(str(Act.CALL_VOTE.label), of_item(VoteAct.CALL)),
        Column(
            "đưa mục đang chờ mình ra biểu quyết", lambda who: votes.ask(rules, who, VoteAct.CALL, waits_for_them=True)
        ),
        Column("lập phiếu xin ý kiến", of_item(VoteAct.CONSULT)),
        Column(str(Act.CAST.label), of_item(VoteAct.CAST)),
        Column(str(Act.CLOSE_VOTE.label), of_item(VoteAct.CLOSE)),
        Column("dừng để tự quyết định", of_item(VoteAct.STOP)),
        Column("quyết định khi bằng phiếu", of_item(VoteAct.DECIDE_TIE)),
        Column(str(Act.CONCLUDE.label), lambda who: votes.ask(rules, who, VoteAct.CONCLUDE, is_about_item=False)),
        Column("đọc ai chọn gì", lambda who: votes.ask_to_read(who, VoteReading.NAMES)),
    ]
    return Part("Biểu quyết, lấy ý kiến", provisions.voting(rules), tables.table(columns))


def deeds(tables: Tables) -> Part:
    """What each role may lend, and who stands in for the chief."""
    rules = tables.rules
    columns = [
        Column("giao được việc", say=lambda who: _lendable(rules, who)),
        Column("nhận ủy quyền của Trưởng ban", lambda who: others.ask_to_stand_in(rules, who, RoleKey.CHIEF)),
        Column("lập văn bản thay người giao", others.ask_to_write_for_another),
    ]
    return Part("Ủy quyền", provisions.succession(rules), tables.table(columns))


def _lendable(rules: Charter, who: Somebody) -> str:
    held = held_by_names(rules, who.names, who.function)
    return ", ".join(str(act.label) for act in Act if act in held) or NOTHING


def _item(rules: Charter, head: str, act: Act, item: Item) -> Column:
    return Column(head, lambda who: items.ask(rules, who, act, item))
