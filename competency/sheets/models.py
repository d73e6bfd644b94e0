"""A supervision sheet as its keeper fills it: answers, notes, and the tindak lanjut proposed with it."""

import uuid
from collections.abc import Iterable
from zlib import crc32

import pghistory
from django.db import models
from django.db.models import F, Q

from competency.instruments.models import Instrument
from competency.scoring import definition as scoring
from competency.sheets.noted import Fact
from competency.sheets.querysets import AssessmentQuerySet, FollowUpQuerySet, RevisionQuerySet
from competency.sheets.states import LABELS, OPEN_STATES, State
from competency.visits.models import Visit
from core.models import Stamped, StoredFile
from madrasah.models import Madrasah, Person, Semester, Subject, User

STATE_CHOICES = [(state.value, label) for state, label in LABELS.items()]


@pghistory.track(exclude=["next_followup", "revision", "updated_at"])
class Assessment(Stamped):
    """A sheet: an observation or an RPP review. Its madrasah is that of the day.

    `observer` saw, `observed_on` says when: neither ever changes. `keeper` carries on with it (decisions.md 29).
    """

    class Purpose(models.TextChoices):
        """Of a yearly rating; a sumatif ranks above a formatif, and both above what was not told."""

        FORMATIVE = "formatif", "Formatif"
        SUMMATIVE = "sumatif", "Sumatif"

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="assessments")
    purpose = models.CharField("formatif atau sumatif", max_length=8, choices=Purpose.choices, blank=True)
    teacher = models.ForeignKey(Person, models.PROTECT, related_name="assessments", verbose_name="guru")
    observer = models.ForeignKey(Person, models.PROTECT, related_name="observed", verbose_name="penilai")
    keeper = models.ForeignKey(Person, models.PROTECT, related_name="kept_sheets", verbose_name="pemegang lembar")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="assessments")
    semester = models.ForeignKey(Semester, models.PROTECT, related_name="assessments")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="sheets")
    school_year = models.PositiveSmallIntegerField(editable=False)
    observed_on = models.DateField("tanggal")
    starts_at = models.TimeField("mulai pukul", null=True, blank=True)
    ends_at = models.TimeField("selesai pukul", null=True, blank=True)
    class_name = models.CharField("kelas", max_length=20, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mata pelajaran"
    )
    lesson_topic = models.CharField("materi", max_length=160, blank=True)
    strengths = models.TextField("yang sudah baik", blank=True)
    suggestions = models.TextField("saran", blank=True)
    state = models.CharField(max_length=10, choices=STATE_CHOICES, default=State.DRAFT, editable=False)
    shared_at = models.DateTimeField("pertama dibagikan", null=True, blank=True, editable=False)
    read_at = models.DateTimeField("dibaca guru", null=True, blank=True, editable=False)
    read_by_link = models.BooleanField(default=False, editable=False)
    read_helper = models.CharField("dibantu oleh", max_length=100, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_without_reply = models.BooleanField(default=False, editable=False)
    correction_reason = models.CharField(max_length=300, blank=True, editable=False)
    next_followup = models.JSONField("tindak lanjut yang menunggu dibagikan", null=True, editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, shared_at=None) | ~Q(state=State.DRAFT) & Q(shared_at__isnull=False),
                name="sheet_shared_unless_draft",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(shared_at__isnull=False), name="sheet_read_only_after_shared"
            ),
            models.CheckConstraint(condition=~Q(teacher=F("observer")), name="nobody_assesses_oneself"),
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(removed_at=None),
                name="one_sheet_a_visit",
                violation_error_message="Kunjungan ini sudah punya lembar lain.",
            ),
            models.CheckConstraint(condition=~Q(teacher=F("keeper")), name="nobody_keeps_a_sheet_about_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.teacher}"

    @property
    def name(self) -> str:
        """What people call it: 'Empat kompetensi KKG', 'PKG sumatif'."""
        return f"{self.instrument.short} {self.purpose}".strip()

    def draft_answers(self) -> dict[str, scoring.Answer]:
        """What was answered so far, by indicator code. Nobody else may be shown it."""
        return {row.indicator: scoring.NOT_OBSERVED if row.value is None else row.value for row in self.answers.all()}

    def draft_notes(self) -> dict[str, Fact]:
        """What was noted so far, by indicator code. Nobody else may be shown it."""
        return {row.indicator: row.fact for row in self.notes.all()}

    def mark_of(self, codes: Iterable[str]) -> int:
        """What is stored of these indicators as one number, below 2**32: other once an answer or note is."""
        wanted = set(codes)
        answers = sorted((row.indicator, str(row.value)) for row in self.answers.all() if row.indicator in wanted)
        notes = sorted((code, str(fact.told)) for code, fact in self.draft_notes().items() if code in wanted)
        return crc32(repr((self.instrument_id, answers, notes)).encode())

    @property
    def is_taken_over(self) -> bool:
        """Whether somebody else than who saw it carries on."""
        return self.keeper_id != self.observer_id

    @property
    def is_open(self) -> bool:
        """Whether its keeper still works on it: a draft, or a shared sheet under correction."""
        return self.state in OPEN_STATES


class Answer(models.Model):
    """A value or "tidak teramati" for one indicator of a draft; its history is the shared versions."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    school_year = models.PositiveSmallIntegerField(editable=False)
    indicator = models.CharField(max_length=30)
    value = models.SmallIntegerField(null=True, blank=True)
    not_observed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="answer_once_per_indicator"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, not_observed=False) | Q(value=None, not_observed=True),
                name="answer_value_xor_not_observed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {'tidak teramati' if self.not_observed else self.value}"


class Note(models.Model):
    """A fact, not an impression: what was seen, when, tied to one indicator.

    `seen_at` is when it happened, if the writer told; `noted_at` when it was written: after sharing, when changed.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="notes")
    school_year = models.PositiveSmallIntegerField(editable=False)
    indicator = models.CharField(max_length=30)
    text = models.TextField("catatan fakta", max_length=600)
    seen_at = models.TimeField("pukul", null=True, blank=True)
    noted_at = models.DateTimeField("waktu")

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "indicator"], name="note_once_per_indicator")]

    def __str__(self) -> str:
        return self.text

    @property
    def fact(self) -> Fact:
        """What it says."""
        return Fact(self.text, self.seen_at, self.noted_at)


class Sighting(models.Model):
    """A fact caught during the lesson with its time, of no item yet; nobody but who fills the draft is shown it.

    `used_for`: the item whose note it became. What is used for none is never shared.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="sightings")
    school_year = models.PositiveSmallIntegerField(editable=False)
    text = models.TextField("kejadian", max_length=600)
    seen_at = models.TimeField("pukul", null=True, blank=True)
    noted_at = models.DateTimeField("waktu")
    used_for = models.CharField("butir", max_length=30, blank=True)
    is_dropped = models.BooleanField("tidak dipakai", default=False)
    client_token = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "client_token"], name="sighting_token_once"),
            models.CheckConstraint(condition=~Q(text=""), name="sighting_says_what"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def fact(self) -> Fact:
        """What it says."""
        return Fact(self.text, self.seen_at, self.noted_at)


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
    proof_sheet = models.ForeignKey(Assessment, models.PROTECT, null=True, blank=True, related_name="+")
    proof_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_reason = models.CharField("alasan dibuka kembali", max_length=200, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="tidak_perlu") | ~Q(reason=""), name="waived_followup_has_a_reason"
            ),
            models.CheckConstraint(condition=Q(status="tidak_perlu") | ~Q(text=""), name="followup_says_what"),
            models.CheckConstraint(
                condition=~Q(status="selesai")
                | ~Q(proof="")
                | Q(proof_sheet__isnull=False)
                | Q(proof_file__isnull=False),
                name="done_followup_has_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.get_status_display()

    @property
    def is_mended(self) -> bool:
        """Whether it asks to mend a document: the teacher says when that is done, and the assessor looks again."""
        return self.assessment.instrument.is_of_documents


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Revision(Stamped):
    """One round after a telaah: asked, mended, looked at. What is asked now stands on its tindak lanjut."""

    followup = models.ForeignKey(FollowUp, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("putaran")
    asked = models.CharField("yang diminta", max_length=300)
    asked_on = models.DateField("diminta")
    due_on = models.DateField("batas waktu", null=True, blank=True)
    note = models.CharField("yang diperbaiki", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    mended_at = models.DateTimeField("diperbaiki")
    mended_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField("dilihat lagi", null=True, blank=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    is_accepted = models.BooleanField("diterima", default=False)
    verdict = models.CharField("kata penilai", max_length=300, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["followup", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["followup"],
                condition=Q(looked_at=None),
                name="one_revision_waits",
                violation_error_message="Perbaikan ini sudah menunggu dilihat penilai.",
            ),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=False, looked_by__isnull=False)
                | Q(looked_at=None, looked_by=None, is_accepted=False, verdict=""),
                name="revision_looked_at_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(note="") | Q(file__isnull=False), name="revision_says_what"),
        ]

    def __str__(self) -> str:
        return f"Putaran {self.number}: {self.asked}"
