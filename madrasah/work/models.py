"""Posts and offices: who works where, as what, from when to when."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone

from core.formats import date_plain
from core.models import Stamped
from madrasah.people.models import DateRange, Person
from madrasah.places.models import Madrasah, Region, Subject
from madrasah.roles import Role, role_label
from madrasah.terms import PersonTermQuerySet
from madrasah.users.models import User


def _never_twice_at(place: str) -> ExclusionConstraint:
    """The same person holds the same office at the same place once on any day."""
    return ExclusionConstraint(
        name=f"office_never_twice_at_{place}",
        expressions=[
            ("person", RangeOperators.EQUAL),
            ("role", RangeOperators.EQUAL),
            (place, RangeOperators.EQUAL),
            (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
        ],
        violation_error_message="Orang ini sudah memegang tugas itu di tempat tersebut pada tanggal itu.",
    )


@pghistory.track()
class Assignment(Stamped):
    """A person's office at a madrasah or in a region, with dates (decisions.md 8)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField("tugas", max_length=10, choices=Role.choices)
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, null=True, blank=True, related_name="assignments")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="assignments")
    is_acting = models.BooleanField("pelaksana tugas (Plt)", default=False)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PersonTermQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(madrasah=None, region__isnull=False) | Q(madrasah__isnull=False, region=None),
                name="assignment_madrasah_xor_region",
                violation_error_message="Pilih madrasah atau wilayah, salah satu.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[Role.KABUPATEN, Role.OPERATOR]) | Q(region=None),
                name="assignment_region_only_for_offices_of_a_region",
            ),
            models.CheckConstraint(condition=~Q(role=Role.KABUPATEN) | Q(madrasah=None), name="kabupaten_has_a_region"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="assignment_ends_after_start",
                violation_error_message="Tanggal selesai harus sesudah tanggal mulai.",
            ),
            _never_twice_at("madrasah"),
            _never_twice_at("region"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.madrasah or self.region}"

    def clean(self) -> None:
        """Nobody holds an office at a madrasah after its last day."""
        if self.madrasah and self.since:
            self.madrasah.refuse_after_closing(self.since, self.until)

    @property
    def label(self) -> str:
        """The office in words, with Plt for an acting holder."""
        return role_label(self.role, is_acting=self.is_acting)

    @property
    def label_with_start(self) -> str:
        """The label; of an office that has not begun, also its first day."""
        return f"{self.label}, mulai {date_plain(self.since)}" if self.is_to_come else self.label

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """Whether it begins later than today."""
        return self.since > timezone.localdate()


@pghistory.track()
class Placement(Stamped):
    """A person's post at a madrasah from `since` to `until`; the same post never overlaps itself."""

    class Post(models.TextChoices):
        CLASS = "guru_kelas", "Guru kelas"
        SUBJECT = "guru_mapel", "Guru mata pelajaran"
        OTHER = "lain", "Tugas lain"
        UNSAID = "belum", "Tugas belum dicatat"

    person = models.ForeignKey(Person, models.PROTECT, related_name="placements", db_index=False)
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="placements")
    post = models.CharField("tugas", max_length=12, choices=Post.choices, default=Post.CLASS)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mata pelajaran"
    )
    class_name = models.CharField("kelas", max_length=20, blank=True)
    is_home = models.BooleanField("satminkal", default=True)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    objects = PersonTermQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        indexes = [models.Index(fields=["person", "madrasah", "id"], name="placement_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="placement_ends_after_start",
                violation_error_message="Tanggal selesai harus sesudah tanggal mulai.",
            ),
            ExclusionConstraint(
                name="placement_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("madrasah", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Tugas yang sama di madrasah ini sudah tercatat pada tanggal itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} di {self.madrasah}"

    @property
    def is_to_come(self) -> bool:
        """Whether it begins later than today."""
        return self.since > timezone.localdate()

    def clean(self) -> None:
        """Nobody works at a madrasah after its last day."""
        if self.since:
            self.madrasah.refuse_after_closing(self.since, self.until)
