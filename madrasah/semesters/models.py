"""The halves of a school year, and the days without lessons."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from madrasah.semesters.querysets import SemesterQuerySet


class Semester(models.Model):
    """Gasal or genap of a school year, named by the year in which it begins (2026 is 2026/2027)."""

    class Term(models.TextChoices):
        GASAL = "gasal", "Gasal"
        GENAP = "genap", "Genap"

    school_year = models.PositiveSmallIntegerField("tahun pelajaran")
    term = models.CharField("semester", max_length=5, choices=Term.choices)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")

    objects = SemesterQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["school_year", "term"], name="semester_once_per_year"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="semester_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"Semester {self.term} {self.school_year}/{self.school_year + 1}"

    def clean(self) -> None:
        """The last day after the first."""
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": "Hari terakhir harus sesudah hari pertama."})


@pghistory.track(pghistory.DeleteEvent())
class Holiday(models.Model):
    """Days of a semester without lessons; the RPP ledger leaves such weeks out."""

    semester = models.ForeignKey(Semester, models.CASCADE, related_name="holidays")
    name = models.CharField("nama libur", max_length=80)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="holiday_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """In order, and inside the semester."""
        if not (self.starts_on and self.ends_on):
            return
        if self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Hari terakhir libur harus pada atau sesudah hari pertamanya."})
        if self.starts_on < self.semester.starts_on or self.ends_on > self.semester.ends_on:
            said = f"Hari libur harus di dalam {self.semester}. Periksa tanggalnya."
            raise ValidationError({"starts_on": said})
