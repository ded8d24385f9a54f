"""What is wrong with a charter's roles, and with what it gives to them: a sentence in Vietnamese for each. Pure."""

from collections.abc import Iterable, Iterator

from workflows.charter.mistake import Mistake
from workflows.charter.roles import FUNCTIONS, functions_of, given, holders_of
from workflows.charter.schema import Charter
from workflows.charter.words import HELPING, RoleKey

FOR_ASSISTANTS = ("drafted_by", "roles")  # what they may be given: drafting, and a quota of it


def of_roles(charter: Charter) -> Iterator[Mistake]:
    """Each has one function, and one has the chief's."""
    for number, role in enumerate(charter.role):
        if role.function is None and role.key not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            yield Mistake(
                f"role[{number}].function",
                f"Vai «{role.key}» tự đặt tên nên phải nói giữ chức năng nào. Chọn một trong: {known}.",
            )
        elif role.function not in (None, FUNCTIONS.get(role.key, role.function)):
            yield Mistake(
                f"role[{number}].function",
                f"Khóa «{role.key}» là tên một chức năng, nên vai này giữ đúng chức năng ấy. Hãy bỏ function hoặc đặt khóa khác.",
            )
    chiefs = [f"«{key}»" for key, function in functions_of(charter).items() if function is RoleKey.CHIEF]
    if len(chiefs) != 1:
        found = ", ".join(chiefs) or "không vai nào"
        yield Mistake(
            "role", f"Phải có đúng một vai giữ chức năng Trưởng ban («{RoleKey.CHIEF}»); tệp này có: {found}."
        )


def of_people(charter: Charter) -> Iterator[Mistake]:
    """Each seat has a role that there is; one is the chief's; whoever is in charge of something decides."""
    declared = {role.key for role in charter.role}
    for number, member in enumerate(charter.member):
        if member.role not in declared:
            yield Mistake(f"member[{number}].role", _undeclared(member.role))
    chiefs = holders_of(charter, {RoleKey.CHIEF})
    if len(chiefs) != 1:
        yield Mistake("member", f"Ban biên tập phải có đúng một Trưởng ban; tệp này có {len(chiefs)}.")
    seats, helping = {each.key for each in charter.member}, {each.key for each in holders_of(charter, HELPING)}
    in_charge = [(f"field[{number}].in_charge", field.in_charge) for number, field in enumerate(charter.field)]
    in_charge += [(f"unit[{number}].deputy", unit.deputy) for number, unit in enumerate(charter.unit)]
    for place, key in in_charge:
        if key not in seats:
            yield Mistake(place, f"Không có thành viên nào mang khóa «{key}».")
        elif key in helping:
            yield Mistake(place, f"Chức danh «{key}» chỉ giúp việc hoặc giữ kỹ thuật, nên không phụ trách được.")
    assistants = {each.key for each in holders_of(charter, {RoleKey.ASSISTANT})}
    for number, member in enumerate(charter.member):
        if member.helps and (member.key not in assistants or member.helps not in seats - helping):
            yield Mistake(
                f"member[{number}].helps", "Mục này chỉ dành cho người giúp việc, và nêu khóa của một thành viên."
            )


def of_what_is_given(charter: Charter) -> Iterator[Mistake]:
    """Every list of roles names those that may have what it gives."""
    functions = functions_of(charter)
    for place, names in given(charter):
        for name in names:
            function = FUNCTIONS.get(name) or functions.get(name)
            if function is RoleKey.CHIEF and name != RoleKey.CHIEF:
                yield Mistake(place, f"Trưởng ban chỉ có một: ở đây hãy ghi chức năng «{RoleKey.CHIEF}» thay «{name}».")
            elif function is RoleKey.TECHNICAL:
                yield Mistake(
                    place, f"Vai «{name}» chỉ giữ cho cổng chạy: không soạn, không quyết định, nên không nêu ở đây."
                )
            elif function is RoleKey.ASSISTANT and place.rpartition(".")[2] not in FOR_ASSISTANTS:
                yield Mistake(
                    place, f"Vai «{name}» chỉ giúp việc: không xét duyệt, không biểu quyết, nên không nêu ở đây."
                )


def undeclared(charter: Charter, place: str, mentioned: Iterable[str]) -> Iterator[Mistake]:
    """Names that are neither a role of this charter nor the function of one."""
    functions = functions_of(charter)
    for name in mentioned:
        if name not in functions and name not in functions.values():
            yield Mistake(place, _undeclared(name))


def _undeclared(name: str) -> str:
    return f"Vai «{name}» chưa được khai ở mục role."
