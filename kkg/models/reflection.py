"""What teachers thought of a session: counts only. Nothing here ties an answer to a person.

Answers carry no author, no time and a random key, and are not tracked; who has answered is another row.
"""

import uuid

from django.db import models

from kkg.models.sessions import Session
from madrasah.models import Person


class Feeling(models.TextChoices):
    """The three steps of every question."""

    YES = "ya", "Ya"
    PARTLY = "sebagian", "Sebagian"
    NO = "belum", "Belum"


class SessionReflection(models.Model):
    """One anonymous set of answers to the three questions."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="reflections")
    useful = models.CharField("bermanfaat untuk kelas saya", max_length=8, choices=Feeling.choices)
    clear = models.CharField("penjelasannya saya pahami", max_length=8, choices=Feeling.choices)
    will_try = models.CharField("akan saya coba di kelas", max_length=8, choices=Feeling.choices)

    def __str__(self) -> str:
        return f"Tanggapan untuk {self.session}"


class ReflectionGiven(models.Model):
    """That somebody has answered, so that nobody answers twice; not what, and not when."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_reflection_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} sudah menanggapi {self.session}"
