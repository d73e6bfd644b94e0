"""Ways to be on the list without being called: a window for QR and PIN, and a printed sheet with a code."""

import secrets

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Stamped, StoredFile
from kkg.models.sessions import Session
from kkg.querysets import CheckInWindowQuerySet, PaperSheetQuerySet


def new_secret() -> str:
    """The seed of the rotating code; never shown."""
    return secrets.token_urlsafe(32)


def new_paper_code() -> str:
    """Six signs without those that look alike, to be typed from paper."""
    return "".join(secrets.choice("ACDEFHJKMNPRTUVWXY34679") for _ in range(6))


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
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="check_in_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return f"Presensi {self.session}"


@pghistory.track()
class PaperSheet(Stamped):
    """A printed daftar hadir: its code, and the order of the names on it (`lines`: person keys)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="paper_sheets")
    code = models.CharField("kode", max_length=8, unique=True, default=new_paper_code, editable=False)
    lines = models.JSONField(default=list)
    blank_lines = models.PositiveSmallIntegerField(default=5)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(null=True, blank=True)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PaperSheetQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.session}: lembar {self.code}"


class PinMiss(models.Model):
    """A PIN that fitted nothing: by whom (a digest of the account or the address), and when."""

    by_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by_digest", "at"], name="pin_miss_by_and_at")]

    def __str__(self) -> str:
        return f"{self.by_digest[:8]} {self.at}"
