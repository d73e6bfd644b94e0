"""One filled instrument for one teacher, and every version of it that was shared."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from competency.models.instruments import Instrument
from competency.querysets import AssessmentQuerySet
from competency.scoring import definition as scoring
from competency.states import LABELS, State
from core.models import Stamped
from kkg.models.sessions import COMPETENCY_CHOICES
from madrasah.models import Madrasah, Person, Semester, Subject

STATE_CHOICES = [(state.value, label) for state, label in LABELS.items()]


@pghistory.track(exclude=["revision", "updated_at"])
class Assessment(Stamped):
    """A sheet: an observation or an RPP review. Its madrasah is that of the day."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="assessments")
    teacher = models.ForeignKey(Person, models.PROTECT, related_name="assessments", verbose_name="guru")
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="assessed", verbose_name="penilai")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="assessments")
    semester = models.ForeignKey(Semester, models.PROTECT, related_name="assessments")
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
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_without_reply = models.BooleanField(default=False, editable=False)
    correction_reason = models.CharField(max_length=300, blank=True, editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, shared_at=None)
                | ~Q(state=State.DRAFT) & Q(shared_at__isnull=False),
                name="sheet_shared_unless_draft",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(shared_at__isnull=False), name="sheet_read_only_after_shared"
            ),
            models.CheckConstraint(condition=~Q(teacher=F("assessor")), name="nobody_assesses_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.title}: {self.teacher}"

    def draft_answers(self) -> dict[str, scoring.Answer]:
        """What the assessor has answered so far, by indicator code. Nobody else may be shown it."""
        return {
            row.indicator: scoring.NOT_OBSERVED if row.value is None else row.value
            for row in self.answers.all()
        }

    @property
    def is_open(self) -> bool:
        """Whether the assessor still works on it: a draft, or a shared sheet under correction."""
        return self.state in (State.DRAFT, State.CORRECTING)


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
    """A fact, not an impression: what was seen, when, tied to one indicator."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="notes")
    school_year = models.PositiveSmallIntegerField(editable=False)
    indicator = models.CharField(max_length=30)
    text = models.TextField("catatan fakta", max_length=600)
    noted_at = models.DateTimeField("waktu")

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="note_once_per_indicator")
        ]

    def __str__(self) -> str:
        return self.text


class SharedVersion(models.Model):
    """What the teacher was shown at one *Bagikan*: answers, notes and result as they were. Immutable."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="versions")
    school_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    notes = models.JSONField()
    result = models.JSONField()
    strengths = models.TextField(blank=True)
    suggestions = models.TextField(blank=True)
    reason = models.CharField("alasan perbaikan", max_length=300, blank=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="version_number_once")]
        triggers = [
            pgtrigger.Protect(name="version_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} versi {self.number}"

    def given_answers(self) -> dict[str, scoring.Answer]:
        """The frozen answers by indicator code; in the document null is "tidak teramati"."""
        return {
            code: scoring.NOT_OBSERVED if value is None else value for code, value in self.answers.items()
        }


class Reply(models.Model):
    """The teacher's word on one shared version: not agreement, kept for good, printed with the report."""

    version = models.OneToOneField(SharedVersion, models.PROTECT, related_name="reply")
    text = models.TextField("tanggapan", max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    helper_name = models.CharField("dibantu oleh", max_length=100, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_not_empty")]
        triggers = [pgtrigger.Protect(name="reply_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text


class Score(models.Model):
    """Exact result of the last shared version per competency: integers, from which percent is shown."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    version = models.ForeignKey(SharedVersion, models.PROTECT, related_name="scores")
    school_year = models.PositiveSmallIntegerField()
    competency = models.CharField(max_length=12, choices=COMPETENCY_CHOICES)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    answered = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "competency"], name="score_once_per_competency"),
            models.CheckConstraint(condition=Q(numerator__lte=F("denominator")), name="score_within_maximum"),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.numerator}/{self.denominator}"
