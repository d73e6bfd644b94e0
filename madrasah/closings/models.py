"""Madrasah that closed or went into another.

Each row keeps the steps it took (closings/rules.py), so that it can be taken back.
"""

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from core.models import Stamped
from madrasah.closings.querysets import MadrasahClosingQuerySet
from madrasah.places.models import Madrasah
from madrasah.users.models import User


@pghistory.track()
class MadrasahClosing(Stamped):
    """The last day of a madrasah and why; `into` is the one that took its people over, if there is one."""

    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="closings")
    last_day = models.DateField("hari terakhir")
    reason = models.CharField("alasan", max_length=200)
    into = models.ForeignKey(Madrasah, models.PROTECT, null=True, blank=True, related_name="took_over")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MadrasahClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["madrasah"], condition=Q(undone_at=None), name="closed_once"),
            models.CheckConstraint(condition=Q(into=None) | ~Q(into=F("madrasah")), name="closed_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.madrasah} sampai {self.last_day}"
