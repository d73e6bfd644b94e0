"""The RPP ledger: teacher × week. No row means "belum diperiksa" (decisions.md 20)."""

import pghistory
from django.db import models
from django.db.models import Q

from competency.rpp.querysets import RppQuerySet
from core.models import Stamped, StoredFile
from madrasah.models import Madrasah, Person, Subject


@pghistory.track()
class Rpp(Stamped):
    """Whether a teacher's RPP was there before the week's lessons; a photographed handwritten one counts."""

    class Status(models.TextChoices):
        ADA = "ada", "Ada"
        TERLAMBAT = "terlambat", "Terlambat"
        BELUM_ADA = "belum_ada", "Belum ada"
        LIBUR = "libur", "Libur"

    class Cause(models.TextChoices):
        COMPUTER = "belum_mahir_komputer", "Kendala laptop"
        DISCIPLINE = "disiplin_administrasi", "Belum disiplin administrasi"
        OTHER = "lainnya", "Sebab lain"

    teacher = models.ForeignKey(Person, models.PROTECT, related_name="rpps")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="rpps")
    school_year = models.PositiveSmallIntegerField(editable=False)
    week = models.DateField("minggu (Senin)")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField("keadaan", max_length=10, choices=Status.choices)
    cause = models.CharField("sebab", max_length=24, choices=Cause.choices, blank=True)
    covered_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="covers")
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    objects = RppQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "week", "subject"], nulls_distinct=False, name="rpp_once_per_week_and_subject"
            ),
            models.CheckConstraint(
                condition=Q(status="terlambat") & ~Q(cause="") | ~Q(status="terlambat") & Q(cause=""),
                name="rpp_late_has_a_cause",
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="rpp_week_is_a_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.teacher} {self.week}: {self.get_status_display()}"
