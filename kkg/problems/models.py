"""What teachers bring to the KKG, with a name or without a trace."""

import uuid

from django.db import models

from kkg.groups.models import WorkingGroup
from kkg.problems.querysets import ProblemQuerySet
from kkg.sessions.models import Topic
from madrasah.competencies import COMPETENCY_CHOICES
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
