"""Tindak lanjut (RTL): what was agreed after a sheet, by whom, until when."""

import pghistory
from django.db import models
from django.db.models import Q

from competency.models.assessments import Assessment
from competency.querysets import FollowUpQuerySet
from core.models import Stamped
from madrasah.models import Person


@pghistory.track()
class FollowUp(Stamped):
    """Proposed or waived when a sheet is shared, agreed before it is closed (decisions.md 19)."""

    class Status(models.TextChoices):
        PROPOSED = "usulan", "Diusulkan"
        AGREED = "disepakati", "Disepakati"
        DONE = "selesai", "Selesai"
        WAIVED = "tidak_perlu", "Tidak perlu"

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="followups")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="followups")
    indicator = models.CharField(max_length=30, blank=True)
    text = models.CharField("tindak lanjut", max_length=300, blank=True)
    due_on = models.DateField("batas waktu", null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PROPOSED)
    reason = models.CharField("alasan tidak perlu", max_length=200, blank=True)
    proof = models.CharField("bukti", max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="tidak_perlu") | ~Q(reason=""), name="waived_followup_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status="tidak_perlu") | ~Q(text=""), name="followup_says_what"
            ),
            models.CheckConstraint(
                condition=~Q(status="selesai") | ~Q(proof=""), name="done_followup_has_proof"
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.get_status_display()
