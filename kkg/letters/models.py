"""Numbered letters: each stays as it was issued."""

import pghistory
from django.conf import settings
from django.db import models

from core.models import Stamped
from kkg.groups.models import WorkingGroup
from kkg.letters.querysets import LetterQuerySet
from kkg.sessions.models import Session
from madrasah.models import Madrasah, Person


@pghistory.track()
class Letter(Stamped):
    """One paper. `content` is what it said on the day it was issued; `named` are those it names or who sign it.

    What a kepala signs carries the madrasah's own number as it was typed, if any, and none of the KKG's.
    """

    class Kind(models.TextChoices):
        INVITATION = "undangan", "Undangan"
        TASK = "surat-tugas", "Surat tugas"
        CONSENT = "persetujuan", "Surat persetujuan kepala"
        RECORD = "berita-acara", "Berita acara"
        REPORT = "laporan", "Laporan kegiatan"
        SEMESTER = "lpj", "Laporan pertanggungjawaban"

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="letters")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="letters")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(null=True, editable=False)
    number_text = models.CharField("nomor", max_length=80, editable=False)
    dated = models.DateField("tanggal surat")
    content = models.JSONField(default=dict)
    named = models.ManyToManyField(Person, related_name="+", blank=True, editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    client_token = models.UUIDField(unique=True, editable=False)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-year", models.F("number").desc(nulls_last=True), "-pk"]
        constraints = [models.UniqueConstraint(fields=["group", "year", "number"], name="letter_number_once_per_year")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number_text or 'tanpa nomor'}"
