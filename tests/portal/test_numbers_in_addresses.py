"""Numbers that no key can be, in every address of the project and of what it stands on that has a number in it: a page, never an error."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TOO_LARGE = (2**31, 2**63, 10**30)
SAMPLES = {"slug": "thu-nghiem", "str": "tin", "path": "tin/x.pdf", "uuid": "0b0c3f6e-6f6c-4b1c-8a57-0d2d6c1f0a11"}


def addresses(number: int) -> Iterator[str]:
    """Every address with a whole number in it, and `number` there."""

    def walk(resolver: URLResolver, before: str) -> Iterator[str]:
        for each in resolver.url_patterns:
            route, converters = str(each.pattern), each.pattern.converters
            for name, converter in converters.items():
                kind = (
                    "int"
                    if isinstance(converter, IntConverter)
                    else type(converter).__name__.removesuffix("Converter").lower()
                )
                value = str(number) if kind == "int" else SAMPLES.get(kind, "tin")
                route = route.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
            if isinstance(each, URLResolver):
                yield from walk(each, before + route)
            elif (
                isinstance(each, URLPattern)
                and str(number) in before + route
                and "<" not in before + route
                and "(?P" not in before + route
            ):
                yield "/" + before + route

    yield from walk(get_resolver(), "")


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize("seat", ["", "thu-ky", "technician"])
def test_a_number_that_is_no_key_is_a_page(board, number, seat, django_user_model):
    client = Client(headers={"host": board.hostname}, raise_request_exception=False)
    if seat:
        user = django_user_model.objects.create_superuser("ky-thuat") if seat == "technician" else board.user(seat)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    asked = list(addresses(number))
    assert f"/gop-y/{number}/" in asked
    assert len(asked) > 40
    failed = [(address, answer.status_code) for address in asked if (answer := client.get(address)).status_code >= 500]
    assert failed == []
