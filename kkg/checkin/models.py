"""A window in which one checks in by QR or PIN."""

import secrets

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Stamped
from kkg.checkin.querysets import CheckInWindowQuerySet
from kkg.sessions.models import Session


def new_secret() -> str:
    """The seed of the rotating code; never shown."""
    return secrets.token_urlsafe(32)


@pghistory.track(exclude=["secret"])
class CheckInWindow(Stamped):
    """When a session takes check-ins; the code that is shown is made from `secret` and the minute."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="check_in")
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CheckInWindowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["closes_at"], name="check_in_closes")]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="check_in_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return f"Presensi {self.session}"
