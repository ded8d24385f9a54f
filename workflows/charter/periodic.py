"""What a charter wants done again and again: news by quota, meetings, reports, royalties. Pure."""

from typing import Annotated, Literal

from pydantic import Field

from workflows.charter.provision import RoleName, Sourced, Text


class Quota(Sourced):
    roles: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    items: Annotated[int, Field(ge=1)]
    per: Literal["month", "quarter", "year"]


class Meeting(Sourced):
    name: Text
    every_months: Annotated[int, Field(ge=1, le=12)]


class Report(Sourced):
    name: Text
    to: Text
    every_months: Annotated[int, Field(ge=1, le=12)]


class Royalty(Sourced):
    graded_by: tuple[RoleName, ...]
    approved_by: tuple[RoleName, ...]
    paid_every_months: Annotated[int, Field(ge=1, le=12)] = 1
