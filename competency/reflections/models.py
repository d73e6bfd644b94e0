"""How the teacher sees the lesson, on the items of the sheet, before its scores are shown."""

import pgtrigger
from django.db import models
from django.db.models import Q

from competency.scoring import definition as scoring
from competency.sheets.models import Assessment
from madrasah.models import Person


class SelfReflection(models.Model):
    """One a sheet, sent or skipped before any score was seen; from then on it never changes and is in no score."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="reflection")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_skipped = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    text = models.TextField("catatan saya", max_length=1000, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_skipped=False) | Q(answers={}, text=""), name="skipped_reflection_says_nothing"
            )
        ]
        triggers = [pgtrigger.Protect(name="reflection_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return "dilewati" if self.is_skipped else f"{len(self.answers)} butir"

    def given_answers(self) -> dict[str, scoring.Answer]:
        """By indicator code; items left open are not in it."""
        return dict(self.answers)
