"""What a KKG decided: who does what by when."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Stamped, StoredFile
from kkg.decisions.querysets import DecisionQuerySet
from kkg.sessions.models import Session, Topic
from madrasah.models import Person


@pghistory.track()
class Decision(Stamped):
    """What was decided at a session: who does it, by when, and the proof or the reason that closed it."""

    class Status(models.TextChoices):
        OPEN = "terbuka", "Belum selesai"
        DONE = "selesai", "Selesai"
        DROPPED = "gugur", "Tidak jadi"

    session = models.ForeignKey(Session, models.CASCADE, related_name="decisions")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="decisions")
    text = models.CharField("keputusan", max_length=300)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="kkg_decisions", verbose_name="penanggung jawab"
    )
    due = models.DateField("batas waktu", null=True, blank=True)
    status = models.CharField("keadaan", max_length=8, choices=Status.choices, default=Status.OPEN)
    proof = models.CharField("bukti atau alasan", max_length=300, blank=True)
    proof_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reopened_reason = models.CharField("alasan dibuka kembali", max_length=200, blank=True, editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="terbuka", closed_at=None)
                | ~Q(status="terbuka") & Q(closed_at__isnull=False) & (~Q(proof="") | Q(proof_file__isnull=False)),
                name="decision_closed_with_proof_or_reason",
                violation_error_message="Tulis bukti atau alasannya dulu.",
            )
        ]

    def __str__(self) -> str:
        return self.text
