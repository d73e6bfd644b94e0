"""What teachers bring to the KKG, and what the KKG decided: who does what by when."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Stamped, StoredFile
from kkg.models.groups import WorkingGroup
from kkg.models.sessions import COMPETENCY_CHOICES, Session, Topic
from kkg.querysets import DecisionQuerySet, ProblemQuerySet
from madrasah.models import Person, Subject


class Problem(models.Model):
    """A difficulty brought to the KKG. Without `brought_by` nothing here tells whose it is.

    For that reason it is not tracked and carries a day instead of a time.
    """

    class Status(models.TextChoices):
        OPEN = "terbuka", "Belum dibahas"
        DISCUSSED = "dibahas", "Sudah dibahas"
        SOLVED = "selesai", "Selesai"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="problems", verbose_name="KKG")
    brought_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name="dari"
    )
    brought_on = models.DateField("tanggal")
    text = models.TextField("masalah", max_length=1000)
    competency = models.CharField("kompetensi", max_length=12, choices=COMPETENCY_CHOICES, blank=True)
    class_level = models.PositiveSmallIntegerField("kelas", null=True, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mata pelajaran"
    )
    status = models.CharField("keadaan", max_length=8, choices=Status.choices, default=Status.OPEN)
    discussion = models.TextField("hasil pembahasan", blank=True)
    tried = models.TextField("yang sudah dicoba", blank=True)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="problems")
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_on", "key"]

    def __str__(self) -> str:
        return self.text[:60]


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
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kkg_decisions",
        verbose_name="penanggung jawab",
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
                | ~Q(status="terbuka")
                & Q(closed_at__isnull=False)
                & (~Q(proof="") | Q(proof_file__isnull=False)),
                name="decision_closed_with_proof_or_reason",
                violation_error_message="Tulis bukti atau alasannya dulu.",
            )
        ]

    def __str__(self) -> str:
        return self.text
