"""A visit as it is planned: who observes whom, when, and what for. What was seen is a sheet (`sheets`)."""

import uuid
from datetime import date
from functools import cached_property
from typing import Any

import pghistory
from django.db import models
from django.db.models import F, Q

from competency.instruments.querysets import OF_LESSONS
from competency.visits.querysets import VisitQuerySet
from competency.visits.states import Standing, VisitState, state_on
from core.models import Stamped
from madrasah.models import Madrasah, Person, Semester, Subject


@pghistory.track(exclude=["revision", "updated_at"])
class Visit(Stamped):
    """Planned by kepala or pengawas. A sheet may hang on it (`sheets`), one at most that is not deleted.

    Its madrasah is where the teacher serves on that day. Called off it stays, with the reason. `is_peer`: who observes
    is a colleague whom the kepala appointed for this visit alone, until that is withdrawn (decisions.md 11).
    Of the talk before the lesson it keeps what the teacher wants watched (`wanted`, typed by `wanted_by`), and what was
    seen in the RPP.
    """

    class Kind(models.TextChoices):
        """Kinds of instruments that a visit may be for."""

        LESSON = OF_LESSONS, "Amati pelajaran"
        REVIEW = "telaah", "Telaah RPP"

    teacher = models.ForeignKey(Person, models.PROTECT, related_name="visits", verbose_name="guru")
    observer = models.ForeignKey(Person, models.PROTECT, related_name="planned_visits", verbose_name="pengamat")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="visits")
    semester = models.ForeignKey(Semester, models.PROTECT, related_name="visits")
    kind = models.CharField("untuk", max_length=10, choices=Kind.choices)
    day = models.DateField("tanggal")
    starts_at = models.TimeField("pukul", null=True, blank=True)
    class_name = models.CharField("kelas", max_length=20, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mata pelajaran"
    )
    wanted = models.TextField("yang ingin diamati", max_length=600, blank=True)
    wanted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    rpp_seen = models.TextField("yang terlihat di RPP", max_length=600, blank=True)
    is_peer = models.BooleanField("guru sejawat", default=False, editable=False)
    withdrawn_at = models.DateTimeField("penunjukan ditarik", null=True, blank=True, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_reason = models.CharField("alasan batal", max_length=200, blank=True, editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        indexes = [models.Index(fields=["madrasah", "semester"], name="visit_of_a_programme")]
        constraints = [
            models.CheckConstraint(condition=~Q(teacher=F("observer")), name="nobody_visits_oneself"),
            models.CheckConstraint(
                condition=Q(called_off_at=None, called_off_reason="")
                | Q(called_off_at__isnull=False) & ~Q(called_off_reason=""),
                name="visit_called_off_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(is_peer=True), name="only_a_peer_is_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.teacher}"

    @cached_property
    def sheet(self) -> Any:
        """The sheet begun from it, or None."""
        return self.sheets.kept().first()

    def state_on(self, today: date) -> VisitState:
        """Of a row read by `with_sheet`."""
        row: Any = self
        return state_on(
            today, Standing(self.day, self.called_off_at is not None, row.sheet_pk is not None, row.is_shared)
        )
