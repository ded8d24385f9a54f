"""The secret address under which a member's due moments can be subscribed to."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.some_user import SomeUser, signed_in


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def renew(self, user: SomeUser) -> "CalendarFeed":
        """A new address; the one before it answers no longer."""
        return self.update_or_create(user=signed_in(user), defaults={"token": secrets.token_urlsafe(32)})[0]

    def revoke(self, user: SomeUser) -> None:
        self.filter(user=signed_in(user)).delete()


class CalendarFeed(models.Model):
    """Whoever has the address reads the dates: so it is long, random, renewed and revoked at will."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("người dùng"), on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("lập lúc"), auto_now=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("lịch thời hạn")

    def __str__(self) -> str:
        return str(self.user)
