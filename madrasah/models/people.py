"""Who: persons with identifiers and papers, and where they were placed from when to when."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper
from django.utils import timezone

from core.formats import full_name
from core.models import Stamped
from madrasah.models.places import Madrasah, Region, Subject
from madrasah.querysets import PersonQuerySet, PersonTermQuerySet


class DateRange(Func):
    """PostgreSQL's daterange; a null upper end means "until further notice"."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _unique_when_given(field: str, label: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[field],
        condition=~Q(**{field: ""}) & Q(removed_at=None),
        name=f"{field}_unique_when_given",
        violation_error_message=f"{label} ini sudah dipakai orang lain. Periksa lagi nomornya.",
    )


@pghistory.track()
class Person(Stamped):
    """A guru, kepala or pengawas. Identifiers are text, maybe empty: 81 % have no NIP (domain.md §0.3)."""

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    class Employment(models.TextChoices):
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"
        GTY = "GTY", "Guru tetap yayasan"
        GTT = "GTT", "Guru tidak tetap"
        NON_ASN = "Non-ASN", "Bukan ASN"

    name = models.CharField("nama tanpa gelar", max_length=100)
    title_before = models.CharField("gelar depan", max_length=30, blank=True)
    title_after = models.CharField("gelar belakang", max_length=50, blank=True)
    sex = models.CharField("jenis kelamin", max_length=1, choices=Sex.choices, blank=True)
    birth_place = models.CharField("tempat lahir", max_length=60, blank=True)
    birth_date = models.DateField("tanggal lahir", null=True, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    nuptk = models.CharField("NUPTK", max_length=16, blank=True)
    npk = models.CharField("NPK", max_length=13, blank=True)
    peg_id = models.CharField("Peg ID", max_length=14, blank=True)
    nrg = models.CharField("NRG", max_length=12, blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    email = models.EmailField("surel", blank=True)
    employment = models.CharField("status kepegawaian", max_length=10, choices=Employment.choices, blank=True)
    is_inpassing = models.BooleanField("inpassing", default=False)
    grade = models.CharField("golongan", max_length=10, blank=True)
    home_region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wilayah pencatat"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            _unique_when_given("nip", "NIP"),
            _unique_when_given("nuptk", "NUPTK"),
            _unique_when_given("npk", "NPK"),
            _unique_when_given("peg_id", "Peg ID"),
            _unique_when_given("nrg", "NRG"),
        ]
        indexes = [
            models.Index(Upper("name"), "id", name="person_by_name", condition=Q(removed_at=None)),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="person_name_alike"),
        ]

    def __str__(self) -> str:
        return full_name(self.title_before, self.name, self.title_after)


@pghistory.track(pghistory.DeleteEvent())
class Degree(Stamped):
    """A diploma: level and study programme. Holding one is not the same as teaching well (S14)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="degrees")
    level = models.CharField("jenjang", max_length=6)
    programme = models.CharField("program studi", max_length=100, blank=True)
    institution = models.CharField("perguruan tinggi", max_length=100, blank=True)
    graduated_on = models.DateField("tanggal lulus", null=True, blank=True)

    class Meta:
        ordering = ["-level"]
        constraints = [
            models.UniqueConstraint(fields=["person", "level", "programme"], name="degree_once_per_programme")
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.programme}".strip()


@pghistory.track(pghistory.DeleteEvent())
class TeachingCertificate(Stamped):
    """Sertifikat pendidik, with the code of its field (028 is guru kelas MI; domain.md §6)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="teaching_certificates")
    field_code = models.CharField("kode bidang", max_length=5, blank=True)
    number = models.CharField("nomor sertifikat", max_length=40, blank=True)
    issued_on = models.DateField("tanggal", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "field_code", "number"], name="certificate_once")
        ]

    def __str__(self) -> str:
        return f"Sertifikat pendidik {self.field_code}".strip()


@pghistory.track()
class Placement(Stamped):
    """A person's post at a madrasah from `since` to `until`; the same post never overlaps itself."""

    class Post(models.TextChoices):
        CLASS = "guru_kelas", "Guru kelas"
        SUBJECT = "guru_mapel", "Guru mata pelajaran"
        OTHER = "lain", "Tugas lain"

    person = models.ForeignKey(Person, models.PROTECT, related_name="placements")
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
