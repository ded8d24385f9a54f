"""What a charter's roles are: the function of each, how people read them, where the charter gives something to them. Pure."""

from collections.abc import Collection, Iterator

from workflows.charter.schema import Charter, Member, Role
from workflows.charter.words import RoleKey

FUNCTIONS = {function.value: function for function in RoleKey}
GIVEN_TO_ROLES = {  # the tables in which the charter gives something to roles
    "succession": ("order",),
    "withdrawal": ("who",),
    "secrecy_declaration": ("who",),
    "vote": ("called_by", "who"),
    "mistakes": ("handled_by", "answered_by"),
    "spot_check": ("who",),
    "questions": ("triaged_by", "assigned_by", "answered_by", "personal_data", "confidential_to"),
    "urgent": ("who", "confirmed_by"),
}


def function_of(role: Role) -> RoleKey | None:
    """None where neither the role nor its key says which."""
    return role.function or FUNCTIONS.get(role.key)


def names_of_role(function: RoleKey, key: str) -> frozenset[str]:
    """By which a charter may give something to a role with this key of its own. What is the name of a function is said only of who has it."""
    return frozenset({function.value, *({key} - FUNCTIONS.keys())})


def functions_of(charter: Charter) -> dict[str, RoleKey]:
    """By a role's own key: its function."""
    return {role.key: function for role in charter.role if (function := function_of(role))}


def titles_of(charter: Charter) -> dict[str, str]:
    """By every name that the charter's lists may use: the title of a role, or of all that have the function."""
    titles: dict[str, list[str]] = {}
    for role in charter.role:
        for name in {role.key, function_of(role) or role.key}:
            titles.setdefault(name, []).append(role.title)
    return {name: ", ".join(found) for name, found in titles.items()}


def holders_of(charter: Charter, names: Collection[str]) -> list[Member]:
    """The seats of the charter to which these names give something."""
    functions = functions_of(charter)
    return [each for each in charter.member if each.role in names or functions.get(each.role) in names]


def given(charter: Charter) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every place where the charter gives something to roles, with their names."""
    for table, names in GIVEN_TO_ROLES.items():
        provision = getattr(charter, table)
        yield from ((f"{table}.{name}", getattr(provision, name) or ()) for name in names if provision)
    for number, chain in enumerate(charter.chain):
        yield f"chain[{number}].drafted_by", chain.drafted_by
        for place, step in enumerate(chain.step):
            yield f"chain[{number}].step[{place}].who", step.who
    for number, deadline in enumerate(charter.deadline):
        yield f"deadline[{number}].extends.by", deadline.extends.by if deadline.extends else ()
        yield f"deadline[{number}].escalate_to", deadline.escalate_to or ()
    for number, quota in enumerate(charter.quota):
        yield f"quota[{number}].roles", quota.roles
    if charter.royalty:
        yield "royalty.graded_by", charter.royalty.graded_by
        yield "royalty.approved_by", charter.royalty.approved_by
