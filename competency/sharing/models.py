"""One filled instrument for one teacher, and every version of it that was shared."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from competency.scoring import definition as scoring
from competency.sharing.querysets import ResultLinkQuerySet, SharedVersionQuerySet
from competency.sheets.models import Assessment
from core.models import Stamped
from madrasah.competencies import COMPETENCY_CHOICES
from madrasah.models import AccessLink, Person


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

    objects = SharedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="version_number_once")]
        triggers = [pgtrigger.Protect(name="version_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.assessment_id} versi {self.number}"

    def given_answers(self) -> dict[str, scoring.Answer]:
        """The frozen answers by indicator code; in the document null is "tidak teramati"."""
        return {code: scoring.NOT_OBSERVED if value is None else value for code, value in self.answers.items()}


@pghistory.track(pghistory.DeleteEvent())
class Reply(models.Model):
    """The teacher's word on one shared version: not agreement, printed with the report.

    It may be taken back until the assessor has read it; from then on it is kept for good. `agreed`: with it the
    teacher agreed on the tindak lanjut. `by_link`: it came through a link with a PIN, not from an account.
    """

    version = models.OneToOneField(SharedVersion, models.PROTECT, related_name="reply")
    text = models.TextField("tanggapan", max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    helper_name = models.CharField("dibantu oleh", max_length=100, blank=True)
    written_at = models.DateTimeField()
    by_link = models.BooleanField(default=False)
    agreed = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reply_not_empty"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="reply_read_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="reply_is_frozen", exclude=["read_at", "read_by"]),
            pgtrigger.Protect(
                name="read_reply_is_kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__read_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Objection(Stamped):
    """The teacher brings one shared version before the pengawas, who answers in words; no score changes by it.

    It may be withdrawn until it was answered. `read_at`: when the teacher saw the answer.
    """

    version = models.OneToOneField(SharedVersion, models.PROTECT, related_name="objection")
    text = models.TextField("keberatan", max_length=1000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    answer = models.TextField("jawaban", max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="objection_not_empty"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="objection_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ResultLink(Stamped):
    """One person's way to one shared sheet without an account; secret and PIN lie in the link as digests.

    It shows the last shared version. Not used up by opening: it ends by its day, by five wrong PINs, or when revoked.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="result_links")
    link = models.OneToOneField(AccessLink, models.CASCADE, related_name="result_link")
    opened_at = models.DateTimeField("pertama dibuka", null=True, blank=True)

    objects = ResultLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Tautan hasil {self.assessment}"


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
