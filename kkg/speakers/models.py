"""Who speaks at the sessions of a KKG: one row each, wherever they are named (decisions.md 33)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from core.models import Stamped
from kkg.groups.models import WorkingGroup
from kkg.speakers.querysets import SpeakerMergeQuerySet, SpeakerQuerySet
from madrasah.models import Person, User

NAMING = ("sessions", "topics", "planned", "attendances", "certificates")  # what may name one, by relation


@pghistory.track()
class Speaker(Stamped):
    """A narasumber of one KKG: a person we know, or an outsider, whose name and institution stand here only."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="speakers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama", max_length=100, blank=True)
    institution = models.CharField("asal", max_length=120, blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="speaker_person_once"),
            models.UniqueConstraint(
                "group", Upper("name"), Upper("institution"), condition=Q(person=None), name="speaker_outsider_once"
            ),
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(name="") | Q(person__isnull=False, name="", institution=""),
                name="speaker_person_or_outsider",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)

    @property
    def introduced(self) -> str:
        """ "Ibu Rosmini (Puskesmas Contoh)": an outsider with where they come from."""
        return f"{self} ({self.institution})" if self.institution else str(self)

    @property
    def is_named(self) -> bool:
        """Whether anything of the KKG names them still."""
        return any(getattr(self, way).exists() for way in NAMING)


class SpeakerMerge(Stamped):
    """Two outsiders of a KKG became one; `name` is what was said of the one that went, `steps` what was written."""

    kept = models.ForeignKey(Speaker, models.CASCADE, related_name="merges")
    name = models.CharField("nama yang digabungkan", max_length=250)
    steps = models.JSONField(default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SpeakerMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} menjadi {self.kept}"
