"""The seats, fields, units and sections of a board, as its charter names them: one write for each kind."""

from typing import Any

from workflows.charter.roles import functions_of
from workflows.charter.schema import Charter
from workflows.models.board import Board, Field, Member, Section, Unit


def name_seats(board: Board, charter: Charter) -> None:
    """Who sits on a seat stays there; what the charter has no longer is kept, no longer active."""
    titles, functions = {role.key: role.title for role in charter.role}, functions_of(charter)
    members = _kept(
        Member,
        board,
        {
            member.key: {
                "role": functions[member.role],
                "role_key": member.role,
                "role_title": titles[member.role],
                "title": member.title,
            }
            for member in charter.member
        },
    )
    _kept(Field, board, {one.key: {"name": one.name, "in_charge": members[one.in_charge]} for one in charter.field})
    _kept(Unit, board, {one.key: {"name": one.name, "deputy": members[one.deputy]} for one in charter.unit})
    _kept(Section, board, {one.key: {"name": one.name} for one in charter.section})


def _kept(model: Any, board: Board, wanted: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The rows of a board, by key, with these values: written anew or changed, and all others no longer active. Two queries."""
    changing = {name for values in wanted.values() for name in values}
    rows = model.objects.bulk_create(
        [model(board=board, key=key, is_active=True, **values) for key, values in wanted.items()],
        update_conflicts=True,
        unique_fields=["board", "key"],
        update_fields=["is_active", *sorted(changing)],
    )
    model.objects.filter(board=board).exclude(key__in=wanted).update(is_active=False)
    return {row.key: row for row in rows}
