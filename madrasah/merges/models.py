"""Two records of one person that became one.

Each row keeps the steps it took (merges/folds.py), so that it can be taken back.
"""

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from core.models import Stamped
from madrasah.merges.querysets import PersonMergeQuerySet
from madrasah.people.models import Person
from madrasah.users.models import User


@pghistory.track()
class PersonMerge(Stamped):
    """Two records of one person became one; `steps` says row by row what was written."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    dropped = models.ForeignKey(Person, models.PROTECT, related_name="merged_as")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("digabungkan")
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["dropped"], condition=Q(undone_at=None), name="merged_away_once"),
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="merge_of_two_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.dropped} menjadi {self.kept}"
