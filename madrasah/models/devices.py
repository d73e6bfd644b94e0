"""Where an account is open: one row a web session. Not here: ending one (actions/devices.py)."""

from django.conf import settings
from django.db import models

from core.models import Stamped
from madrasah.querysets import DeviceQuerySet


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
