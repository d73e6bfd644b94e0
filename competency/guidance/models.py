"""What a pengawas agreed on with a kepala about checking RPP: supervision of the supervision (S13)."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from competency.guidance.querysets import GuidanceQuerySet
from core.models import Stamped
from madrasah.models import Madrasah, Person


@pghistory.track(exclude=["revision", "updated_at"])
class Guidance(Stamped):
    """One agreement of one day; the head it was made with reads it, and the pengawas there, nobody else."""

    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="guidances")
    head = models.ForeignKey(Person, models.PROTECT, related_name="guidances", verbose_name="disepakati dengan")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_on = models.DateField("tanggal")
    text = models.CharField("yang disepakati", max_length=500)
    due_on = models.DateField("diperiksa lagi pada", null=True, blank=True)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("agreed_on")),
                name="guidance_due_after_agreed",
                violation_error_message="Tanggal diperiksa lagi harus pada atau sesudah tanggal kesepakatan.",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="guidance_says_what"),
        ]

    def __str__(self) -> str:
        return self.text
