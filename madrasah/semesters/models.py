"""The halves of a school year, and the days without lessons."""

from datetime import date, timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.utils.functional import cached_property

from core.formats import date_range
from madrasah.periods import Span, default_dates_before
from madrasah.semesters.querysets import HolidayQuerySet, SemesterQuerySet

DATES = Func(
    "starts_on", "ends_on", RangeBoundary(inclusive_upper=True), function="DATERANGE", output_field=DateRangeField()
)


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
            ExclusionConstraint(
                expressions=[(DATES, RangeOperators.OVERLAPS)],
                name="semesters_do_not_overlap",
                violation_error_message="Tanggalnya bertumpuk dengan semester lain.",
            ),
        ]

    def __str__(self) -> str:
        return f"Semester {self.term} {self.school_year}/{self.school_year + 1}"

    @cached_property
    def ended_before(self) -> date | None:
        """The last day of the semester before; lists read it along (`with_kkg_days`)."""
        earlier = Semester.objects.filter(ends_on__lt=self.starts_on).order_by("-ends_on")
        return earlier.values_list("ends_on", flat=True).first()

    @property
    def kkg_days(self) -> Span:
        """The days that belong to it for KKG: from the end of the semester before to its own (decisions.md 30).

        The first one recorded begins where the one before it would have ended.
        """
        before = self.ended_before or default_dates_before(self.school_year, self.term).ends_on
        return Span(min(before + timedelta(days=1), self.starts_on), self.ends_on)

    def clean(self) -> None:
        """The last day after the first, and no day in two semesters."""
        if not (self.starts_on and self.ends_on):
            return
        if self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": "Hari terakhir harus sesudah hari pertama."})
        others = Semester.objects.exclude(pk=self.pk).filter(starts_on__lte=self.ends_on, ends_on__gte=self.starts_on)
        if other := others.first():
            days = date_range(other.starts_on, other.ends_on)
            field = "ends_on" if other.starts_on > self.starts_on else "starts_on"
            raise ValidationError({field: f"Bertumpuk dengan {other} ({days}). Satu hari milik satu semester saja."})


@pghistory.track(pghistory.DeleteEvent())
class Holiday(models.Model):
    """Days of a semester without lessons; the RPP ledger leaves such weeks out."""

    semester = models.ForeignKey(Semester, models.CASCADE, related_name="holidays")
    name = models.CharField("nama libur", max_length=80)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")

    objects = HolidayQuerySet.as_manager()

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
