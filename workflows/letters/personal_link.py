"""The link of a letter: it says for whom it is, so that a part-time member who has to sign in finds the own name there already."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest
from wagtail.admin.forms.auth import LoginForm

ADDRESSEE = "cho"


def personal(link: str, person: Any) -> str:
    """The same address, for this person. It gives no right: signing in does."""
    return f"{link}?{urlencode({ADDRESSEE: person.get_username()})}"


class PersonalLoginForm(LoginForm):
    """Wagtail's form; whoever comes from a letter has only the password to type."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any):
        super().__init__(request, *args, **kwargs)
        asked_for = parse_qs(urlsplit(request.GET.get("next", "") if request else "").query).get(ADDRESSEE, [""])[0]
        if asked_for:
            self.fields["username"].initial = asked_for[:150]
            self.fields["username"].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = ""
