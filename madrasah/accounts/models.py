"""Personal links to an account, and the devices on which it is open."""

from django.conf import settings
from django.db import models

from core.models import Stamped
from madrasah.accounts.querysets import AccessLinkQuerySet, DeviceQuerySet
from madrasah.people.models import Person
from madrasah.users.models import User


class AccessLink(Stamped):
    """A personal link; its secret and PIN are kept only as digests and told apart (decisions.md 15)."""

    class Kind(models.TextChoices):
        FIRST = "pertama", "Akun pertama"
        ACTIVATION = "aktivasi", "Aktivasi"
        RESET = "setel_ulang", "Setel ulang sandi"
        RESULT = "hasil", "Lihat hasil"
        FEED = "kalender", "Kalender"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="access_links")
    token_digest = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=128, blank=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person or ''}".strip()


class Device(Stamped):
    """A web session of an account in words its owner knows; the session's key is kept only as a digest.

    `created_at` is when it was first seen. No address is kept: a village shares one (decisions.md 15).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    session_digest = models.CharField(max_length=64, unique=True)
    name = models.CharField("perangkat", max_length=60)
    last_seen_at = models.DateTimeField()

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return self.name
