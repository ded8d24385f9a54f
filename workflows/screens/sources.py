"""What a board's page says of the names in its charter: from which clause each comes, and which of them the charter does not say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.charter.provision import Provision
from workflows.charter.schema import Charter


@dataclass(frozen=True)
class Named:
    """A role, seat, field, unit or section, with its source and the default that was taken."""

    name: str
    source: str
    default: str


def named_parts(charter: Charter) -> list[tuple[str, list[Named]]]:
    """By kind, in the order of the charter's file. A kind of which it has none is left out."""
    kinds = [
        (_("Vai"), _named((role.title, role) for role in charter.role)),
        (_("Chức danh"), _named((member.title, member) for member in charter.member)),
        (_("Lĩnh vực"), _named((field.name, field) for field in charter.field)),
        (_("Đơn vị"), _named((unit.name, unit) for unit in charter.unit)),
        (_("Chuyên mục tin"), _named((section.name, section) for section in charter.section)),
    ]
    return [(kind, named) for kind, named in kinds if named]


def taken_by_default(charter: Charter) -> dict[str, set[str]]:
    """The keys of the seats, fields and units that the charter's own text does not name."""
    return {
        "members": {member.key for member in charter.member if member.default},
        "fields": {field.key for field in charter.field if field.default},
        "units": {unit.key for unit in charter.unit if unit.default},
    }


def _named(each: Iterable[tuple[str, Provision]]) -> list[Named]:
    return [Named(name, provision.source, provision.default) for name, provision in each]
