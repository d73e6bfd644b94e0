"""Findings (S16): evidence from three kinds of source, what it is reduced to, and what is concluded from it."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from competency.findings.querysets import CodeQuerySet, EvidenceQuerySet, FindingQuerySet
from competency.sheets.models import Assessment
from core.models import Stamped
from madrasah.models import Madrasah, Person


@pghistory.track(exclude=["revision", "updated_at"])
class Evidence(Stamped):
    """One piece: what was seen, said or read, by whom it is told as a role, where and when.

    `consent` is asked of who is interviewed; without a yes the words are nobody's to quote.
    """

    class Kind(models.TextChoices):
        OBSERVATION = "observasi", "Observasi"
        INTERVIEW = "wawancara", "Wawancara"
        DOCUMENT = "dokumen", "Dokumen"

    class Role(models.TextChoices):
        TEACHER = "guru", "Guru"
        KEPALA = "kepala", "Kepala madrasah"
        PUPIL = "siswa", "Siswa"
        PARENT = "orang_tua", "Orang tua"
        BOARD = "pengurus", "Pengurus yayasan atau komite"
        STAFF = "staf", "Tenaga kependidikan"
        OTHER = "lain", "Lainnya"

    class Consent(models.TextChoices):
        YES = "ya", "Setuju dicatat"
        NO = "tidak", "Tidak setuju"

    writer = models.ForeignKey(Person, models.PROTECT, related_name="evidence")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="evidence", verbose_name="madrasah")
    kind = models.CharField("jenis sumber", max_length=10, choices=Kind.choices)
    role = models.CharField("sumbernya siapa", max_length=10, choices=Role.choices)
    informant = models.CharField("tanda pengenal sumber", max_length=80, blank=True)
    happened_on = models.DateField("tanggal")
    happened_at = models.TimeField("pukul", null=True, blank=True)
    consent = models.CharField("persetujuan sumber", max_length=6, choices=Consent.choices, blank=True)
    text = models.CharField("isi bukti", max_length=2000)
    sheet = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="lembar"
    )
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["writer", "-happened_on"], name="evidence_of_writer"),
            models.Index(fields=["madrasah", "-happened_on"], name="evidence_at_madrasah"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="wawancara") | ~Q(consent=""),
                name="interview_asks_consent",
                violation_error_message="Tanyakan dulu kepada yang diwawancarai: setuju dicatat atau tidak.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.source}"

    @property
    def source(self) -> str:
        """Who it comes from, as a role and the sign that was given."""
        return f"{self.get_role_display()} ({self.informant})" if self.informant else self.get_role_display()

    @property
    def is_quotable(self) -> bool:
        """Whether others may read the words: of an interview only with a yes, of the rest unless there was a no."""
        if self.kind == self.Kind.INTERVIEW:
            return self.consent == self.Consent.YES
        return self.consent != self.Consent.NO


@pghistory.track(exclude=["revision", "updated_at"])
class Code(Stamped):
    """A short name and what it means, of one pengawas or kepala; `indicator`: where it was offered."""

    owner = models.ForeignKey(Person, models.PROTECT, related_name="evidence_codes")
    name = models.CharField("nama kode", max_length=120)
    meaning = models.CharField("artinya", max_length=300, blank=True)
    indicator = models.CharField(max_length=60, blank=True, editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Coding(models.Model):
    """One code given to one piece of evidence."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="codings")
    code = models.ForeignKey(Code, models.PROTECT, related_name="codings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "code"], name="coded_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.evidence}"


@pghistory.track(exclude=["revision", "updated_at"])
class Finding(Stamped):
    """A conclusion in words. How far it is triangulated is computed from its grounds and never typed."""

    writer = models.ForeignKey(Person, models.PROTECT, related_name="findings")
    title = models.CharField("kesimpulan singkat", max_length=120)
    text = models.CharField("uraian", max_length=2000, blank=True)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


@pghistory.track(pghistory.DeleteEvent())
class Ground(models.Model):
    """One piece of evidence that a conclusion rests on, or that contradicts it."""

    class Stance(models.TextChoices):
        FOR = "mendukung", "Mendukung"
        AGAINST = "membantah", "Membantah"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="grounds")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="grounds")
    stance = models.CharField("bukti ini", max_length=10, choices=Stance.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "evidence"], name="grounded_once")]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.evidence}"
