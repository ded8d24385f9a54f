"""What every value of a charter's file has: where it comes from, in the words that screens show. Pure."""

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
RoleName = Key
"""How a charter names to whom it gives something: a function, which is all roles that have it, or one role's own key."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Provision(Strict):
    """A value with where it comes from: the charter's clause, another law, the default taken where both are silent (0040)."""

    clause: str = ""
    law: str = ""
    default: str = ""

    @property
    def source(self) -> str:
        """Where it comes from, as screens say it."""
        clause = _("%s Quy chế") % self.clause if self.clause else ""
        named = "; ".join(part for part in (clause, self.law) if part)
        if not named:
            return _("mặc định")
        return _("%s, có phần mặc định") % named if self.default else named


class Sourced(Provision):
    """One with its number in the house's own list of rules, which no screen shows."""

    rule: Text
