"""Two people score one lesson without seeing each other's values, or one scores a made-up lesson.

Never a sheet: it names no teacher, and no summary, board or list of sheets reads it (decisions.md: Practice).
"""

import uuid

import pghistory
from django.db import models

from competency.agreement.querysets import PairingQuerySet
from competency.instruments.models import Instrument
from competency.scoring import definition as scoring
from core.models import Stamped
from madrasah.models import Person


@pghistory.track(exclude=["updated_at"])
class Pairing(Stamped):
    """One lesson and who scores it: two persons, or one beside the master of a vignette."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    lesson = models.CharField("pelajaran", max_length=120)
    seen_on = models.DateField("tanggal")
    vignette = models.SlugField(max_length=60, blank=True, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_on", "-pk"]

    def __str__(self) -> str:
        return self.lesson


class Rating(models.Model):
    """The values of one person; frozen once done, and until then nobody else's to read."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="ratings")
    rater = models.ForeignKey(Person, models.PROTECT, related_name="ratings")
    answers = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pairing", "rater"], name="rated_once_by_each")]

    def __str__(self) -> str:
        return f"{self.rater}: {self.pairing}"

    def given_answers(self) -> dict[str, scoring.Answer]:
        """By indicator code; in the document null is "tidak teramati"."""
        return {code: scoring.NOT_OBSERVED if value is None else value for code, value in self.answers.items()}
