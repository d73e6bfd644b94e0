"""What teachers thought of a session: counts only. Nothing here ties an answer to a person.

Answers are never rows: a press adds one to three counters of the session's only row. Who has answered is
another table without time or order. How both are written: kkg/reflection/actions.py.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kkg.sessions.models import Session
from madrasah.models import Person

STEPS = 3


def no_answers() -> list[int]:
    """A counter for each step, none pressed yet."""
    return [0] * STEPS


class Feeling(models.TextChoices):
    """The three steps of every question, in the order of the counters."""

    YES = "ya", "Ya"
    PARTLY = "sebagian", "Sebagian"
    NO = "belum", "Belum"


class SessionReflection(models.Model):
    """Counters of one session, three steps a question; `until` is the last day to answer, set once.

    Not tracked: a history of counters would tell the answers one by one.
    """

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="reflection")
    until = models.DateField("ditutup sesudah")
    useful = ArrayField(
        models.PositiveIntegerField(), size=STEPS, default=no_answers, verbose_name="bermanfaat bagi kelas saya"
    )
    clear = ArrayField(
        models.PositiveIntegerField(), size=STEPS, default=no_answers, verbose_name="penjelasannya saya pahami"
    )
    will_try = ArrayField(
        models.PositiveIntegerField(), size=STEPS, default=no_answers, verbose_name="akan saya coba di kelas"
    )

    def __str__(self) -> str:
        return f"Tanggapan untuk {self.session}"


class ReflectionGiven(models.Model):
    """That somebody has answered, so that nobody answers twice; not what, and not when."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="reflections_given")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_reflection_per_person")]

    def __str__(self) -> str:
        return f"{self.person} sudah menanggapi {self.session}"
