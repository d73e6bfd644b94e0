"""Certificates and the batches they are issued in: each stays as it was issued."""

import secrets
from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Job, Stamped
from kkg.certificates.querysets import CertificateBatchQuerySet, CertificateQuerySet
from kkg.groups.models import WorkingGroup
from kkg.speakers.models import Speaker
from madrasah.models import Person


def new_code() -> str:
    """An unguessable code for the public check page: 16 signs, easy to read aloud."""
    return "".join(secrets.choice("ACDEFHJKMNPRTUVWXY34679") for _ in range(16))


@pghistory.track()
class CertificateBatch(Stamped):
    """One issue of certificates of a KKG; `job` makes the rows from the sessions found in a span of days.

    `paper` is what all of them share as it was: "letterhead" (lines), "place" and "signers" (left, right).
    """

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="certificate_batches")
    title = models.CharField("nama kegiatan", max_length=160)
    school_year = models.PositiveSmallIntegerField(editable=False)
    since = models.DateField("dari tanggal")
    until = models.DateField("sampai tanggal")
    dated = models.DateField("tanggal sertifikat")
    least_hours = models.PositiveSmallIntegerField("paling sedikit JP", default=1)
    paper = models.JSONField(default=dict, editable=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    client_token = models.UUIDField(unique=True, editable=False)

    objects = CertificateBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="batch_ends_after_start")]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Certificate(Stamped):
    """What one person attended, or an outsider spoke at (decisions.md 33), as recorded when it was issued (21).

    `sessions`: dicts with "session" (pk), "date" (ISO), "title", "topics", "speakers" and "jp". Public pages
    never show `holder_number`.
    """

    class Part(models.TextChoices):
        MEMBER = "peserta", "Peserta"
        SPEAKER = "narasumber", "Narasumber"

    batch = models.ForeignKey(CertificateBatch, models.PROTECT, related_name="certificates")
    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="certificates")
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, blank=True, related_name="certificates")
    part = models.CharField("peran", max_length=10, choices=Part.choices, default=Part.MEMBER)
    holder = models.CharField("nama", max_length=200)
    holder_number = models.CharField("NIP atau NUPTK", max_length=30, blank=True)
    institution = models.CharField("asal", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    number_text = models.CharField("nomor", max_length=80, editable=False)
    hours = models.PositiveSmallIntegerField("JP")
    sessions = models.JSONField(default=list)
    code = models.CharField("kode", max_length=20, unique=True, default=new_code, editable=False)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_reason = models.CharField("alasan ditarik", max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "person", "part"], name="one_certificate_per_batch_and_part"),
            models.UniqueConstraint(fields=["batch", "speaker"], name="one_certificate_per_batch_and_outsider"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, speaker=None)
                | Q(person=None, speaker__isnull=False, part="narasumber"),
                name="certificate_person_or_outsider",
            ),
            models.UniqueConstraint(fields=["group", "year", "number"], name="certificate_number_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.holder}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last session that it counts, whatever days were searched for them."""
        found = [date.fromisoformat(session["date"]) for session in self.sessions]
        return min(found), max(found)
