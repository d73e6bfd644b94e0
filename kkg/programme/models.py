"""What a KKG means to do in a semester, and what became of the dates: put off, called off."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models

from core.models import Stamped
from kkg.groups.models import WorkingGroup
from kkg.programme.querysets import PlannedSessionQuerySet, ProgrammeQuerySet
from kkg.sessions.models import Session
from kkg.speakers.models import Speaker
from madrasah.competencies import COMPETENCY_CHOICES
from madrasah.models import Semester


@pghistory.track()
class Programme(Stamped):
    """The programme of one KKG in one semester (domain.md §4.3)."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="programmes", verbose_name="KKG")
    semester = models.ForeignKey(Semester, models.PROTECT, related_name="+", verbose_name="semester")
    goals = models.TextField("tujuan", blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-semester__starts_on", "group__name"]
        constraints = [
            models.UniqueConstraint(fields=["group", "semester"], name="one_programme_per_group_and_semester")
        ]

    def __str__(self) -> str:
        return f"Program {self.group}, {self.semester}"


KINDS = [(kind.value, kind.label) for kind in Session.Kind if kind != Session.Kind.RAPAT]


@pghistory.track()
class PlannedSession(Stamped):
    """One meeting meant to be; `session` once it is on the calendar. Sessions of one `pack` share a topic."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="planned")
    position = models.PositiveSmallIntegerField("urutan", default=0)
    kind = models.CharField("jenis", max_length=14, choices=KINDS, default=Session.Kind.RUTIN.value)
    title = models.CharField("tema", max_length=160)
    pack = models.CharField("paket", max_length=80, blank=True)
    competency = models.CharField("kompetensi", max_length=12, choices=COMPETENCY_CHOICES, blank=True)
    date = models.DateField("perkiraan tanggal", null=True, blank=True)
    jp = models.PositiveSmallIntegerField("JP", default=0, validators=[MaxValueValidator(16)])
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="planned", verbose_name="narasumber"
    )
    session = models.OneToOneField(
        Session, models.SET_NULL, null=True, blank=True, related_name="planned", editable=False
    )

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "date", "pk"]

    def __str__(self) -> str:
        return self.title
