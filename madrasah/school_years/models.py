"""School years that somebody opened; each keeps the steps it took (rules.py), so that it can be taken back."""

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from core.models import Stamped
from madrasah.periods import school_year_label
from madrasah.users.models import User


@pghistory.track()
class YearOpening(Stamped):
    """Who opened a school year, and what was written for it."""

    school_year = models.PositiveSmallIntegerField("tahun pelajaran")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-school_year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school_year"], condition=Q(undone_at=None), name="year_opened_once")
        ]

    def __str__(self) -> str:
        return f"Tahun pelajaran {school_year_label(self.school_year)}"
