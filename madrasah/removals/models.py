"""Persons taken out of every list, by whom and why, so that they can come back for 30 days."""

from django.db import models

from core.models import Stamped
from madrasah.people.models import Person
from madrasah.removals.querysets import RemovalQuerySet
from madrasah.users.models import User


class Removal(Stamped):
    """One deletion of a person; `closed_account` says whether the account was open until then."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="removals")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField("alasan", max_length=120)
    closed_account = models.BooleanField(default=False)
    restored_at = models.DateTimeField(null=True, blank=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(restored_at=None), name="removed_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} dihapus"
