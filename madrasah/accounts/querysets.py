"""Verbs on personal links and on devices."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from madrasah.accounts.models import AccessLink, Device


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    """Personal links."""

    def not_dead(self) -> Self:
        """Activation and reset links neither used nor revoked."""
        kinds = [self.model.Kind.ACTIVATION, self.model.Kind.RESET]
        return self.filter(kind__in=kinds, used_at=None, revoked_at=None)

    def open(self) -> Self:
        """Those that still lead in: not expired, and not closed by wrong PINs."""
        return self.not_dead().filter(expires_at__gt=timezone.now(), tries__lt=settings.LINK_TRIES)


class DeviceQuerySet(models.QuerySet["Device"]):
    """Web sessions of accounts."""

    def visible_to(self, user: Any) -> Self:
        """One's own only, as long as the session lives."""
        return self.filter(user=user.pk).live()

    def live(self) -> Self:
        """Those whose web session is still there."""
        return self.filter(session_digest__in=live_sessions().values("digest"))


class SessionDigest(models.Func):
    """What a Device keeps of a session's key, computed where the keys are (PostgreSQL)."""

    template = "encode(sha256(%(expressions)s::bytea), 'hex')"
    output_field = models.CharField()


def live_sessions() -> models.QuerySet[Any]:
    """Web sessions not yet expired, each with the `digest` of its key."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return alive.annotate(digest=SessionDigest("session_key"))
