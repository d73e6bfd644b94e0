"""A working group, its places, its officers, and the counters of its numbered papers."""

import pghistory
from django.db import models
from django.db.models import F, Q

from core.models import Stamped
from kkg.groups.querysets import WorkingGroupQuerySet
from madrasah.models import Madrasah, Person
from madrasah.terms import PersonTermQuerySet, TermQuerySet


@pghistory.track()
class WorkingGroup(Stamped):
    """A KKG. It may span kecamatan; its letterhead is its own (domain.md §4.2, §4.5)."""

    name = models.CharField("nama KKG", max_length=120)
    letterhead = models.TextField("kop surat", blank=True)
    city = models.CharField("tempat surat", max_length=60, blank=True)
    letter_pattern = models.CharField(
        "pola nomor surat",
        max_length=60,
        default="{nomor}/KKG/{bulan}/{tahun}",
        help_text="{nomor}, {bulan} (angka Romawi), dan {tahun} diisi otomatis.",
    )
    certificate_pattern = models.CharField(
        "pola nomor sertifikat",
        max_length=60,
        default="{nomor}/SERT-KKG/{tahun}",
        help_text="{nomor} dan {tahun} (tahun pelajaran) diisi otomatis.",
    )
    approver_office = models.CharField("jabatan yang mengetahui", max_length=100, blank=True)
    approver_name = models.CharField("nama yang mengetahui", max_length=120, blank=True)
    approver_number = models.CharField("NIP yang mengetahui", max_length=18, blank=True)
    ended_on = models.DateField("berakhir", null=True, blank=True, editable=False)
    continues_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", editable=False
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off", editable=False
    )
    takes_topics_before = models.DateField(
        "membawa topik sebelum",
        null=True,
        blank=True,
        editable=False,
        help_text="Topik yang belum tuntas di KKG asal sebelum hari ini menjadi urusan KKG ini.",
    )
    madrasahs = models.ManyToManyField(Madrasah, through="GroupPlace", related_name="groups")
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class GroupPlace(Stamped):
    """A madrasah's time in a KKG."""

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="group_places")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="group_places")
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "madrasah"], condition=Q(until=None), name="madrasah_once_in_a_group"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="group_place_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.madrasah} dalam {self.group}"


@pghistory.track()
class Officer(Stamped):
    """Pengurus: a teacher with an office in the KKG for a term (decisions.md 10)."""

    class Office(models.TextChoices):
        KETUA = "ketua", "Ketua"
        SEKRETARIS = "sekretaris", "Sekretaris"
        BENDAHARA = "bendahara", "Bendahara"
        BIDANG_PROGRAM = "bidang_program", "Ketua bidang program"
        BIDANG_ORGANISASI = "bidang_organisasi", "Ketua bidang organisasi"
        BIDANG_HUMAS = "bidang_humas", "Ketua bidang humas"

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="officers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="officer_terms")
    office = models.CharField("jabatan", max_length=20, choices=Office.choices)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    objects = PersonTermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "office"],
                condition=Q(until=None),
                name="one_open_term_per_office",
                violation_error_message="Jabatan ini masih dipegang orang lain. Akhiri dulu masa jabatannya.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="officer_ends_after_start",
                violation_error_message="Tanggal selesai harus sesudah tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()}: {self.person}"


class LetterCounter(models.Model):
    """The last number given, one row per KKG, series and year; read only under lock (decisions.md 21)."""

    class Series(models.TextChoices):
        LETTER = "surat", "Surat"
        CERTIFICATE = "sertifikat", "Sertifikat"

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="+")
    series = models.CharField(max_length=10, choices=Series.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "series", "year"], name="one_counter_per_series_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.series} {self.year}: {self.last}"
