"""Where: regions with their spellings, madrasah with the names they had, and the subjects taught."""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Upper
from django.utils import timezone

from core.formats import date_plain
from core.models import Stamped
from madrasah.periods import holds
from madrasah.places.querysets import MadrasahQuerySet, RegionQuerySet


class Region(models.Model):
    """A province, kabupaten/kota or kecamatan by its Kemendagri code (Kepmendagri 300.2.2-2138/2025)."""

    class Level(models.TextChoices):
        PROVINSI = "provinsi", "Provinsi"
        KABUPATEN = "kabupaten", "Kabupaten/kota"
        KECAMATAN = "kecamatan", "Kecamatan"

    code = models.CharField("kode", max_length=13, primary_key=True)
    level = models.CharField("tingkat", max_length=12, choices=Level.choices)
    name = models.CharField("nama", max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Madrasah(Stamped):
    """A madrasah ibtidaiyah. NSM and NPSN are text and may be empty (domain.md §6)."""

    class Status(models.TextChoices):
        NEGERI = "negeri", "Negeri"
        SWASTA = "swasta", "Swasta"

    name = models.CharField("nama madrasah", max_length=120)
    nsm = models.CharField("NSM", max_length=12, blank=True)
    npsn = models.CharField("NPSN", max_length=8, blank=True)
    status = models.CharField("status", max_length=6, choices=Status.choices, default=Status.SWASTA)
    region = models.ForeignKey(Region, models.PROTECT, related_name="madrasahs", verbose_name="kecamatan")
    address = models.CharField("alamat", max_length=200, blank=True)
    village = models.CharField("desa/kelurahan", max_length=80, blank=True)
    affiliation = models.CharField("afiliasi organisasi", max_length=80, blank=True)
    accreditation = models.CharField("akreditasi", max_length=20, blank=True)
    closed_on = models.DateField("hari terakhir", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MadrasahQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(Upper("name"), "id", name="madrasah_by_name", condition=Q(removed_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["nsm"],
                condition=~Q(nsm="") & Q(removed_at=None),
                name="nsm_unique_when_given",
                violation_error_message="NSM ini sudah dipakai madrasah lain. Periksa lagi nomornya.",
            ),
            models.UniqueConstraint(
                fields=["npsn"],
                condition=~Q(npsn="") & Q(removed_at=None),
                name="npsn_unique_when_given",
                violation_error_message="NPSN ini sudah dipakai madrasah lain. Periksa lagi nomornya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state_label(self) -> str:
        """Negeri or swasta; of a closed one, that it closed."""
        is_closed = self.closed_on is not None and self.closed_on < timezone.localdate()
        return "Tutup" if is_closed else self.get_status_display()

    @property
    def letterhead(self) -> list[str]:
        """Name, numbers and address for the head of its papers, as far as they are known; one query."""
        numbers = " · ".join(f"{word} {value}" for word, value in (("NSM", self.nsm), ("NPSN", self.npsn)) if value)
        village = f"Desa/Kel. {self.village}" if self.village else ""
        address = ", ".join(part for part in (self.address, village, f"Kecamatan {self.region}") if part)
        return [line for line in (self.name.upper(), numbers, address) if line]

    def name_on(self, day: date) -> str:
        """The name it had on that day. In SQL: `named_on`."""
        for former in self.former_names.all():
            if holds(former, day):
                return former.name
        return self.name

    def refuse_after_closing(self, since: date, until: date | None) -> None:
        """ValidationError if the span reaches past the last day of a madrasah that closed."""
        last = self.closed_on
        if last and (since > last or until is None or until > last):
            raise ValidationError(f"{self} tutup sesudah {date_plain(last)}. Pilih madrasah lain atau hari lain.")


@pghistory.track()
class MadrasahName(Stamped):
    """A name a madrasah had until `until`; without `since` from the first. The present one is on Madrasah."""

    madrasah = models.ForeignKey(Madrasah, models.CASCADE, related_name="former_names")
    name = models.CharField("nama madrasah", max_length=120)
    since = models.DateField("sejak", null=True, blank=True)
    until = models.DateField("sampai")

    class Meta:
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(fields=["madrasah", "until"], name="one_name_a_day"),
            models.CheckConstraint(condition=Q(since=None) | Q(until__gte=F("since")), name="name_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


def named_on(day: date | OuterRef) -> Coalesce:
    """In SQL, for rows with a madrasah: the name it had on that day, which may be a column of the row."""
    then = MadrasahName.objects.filter(Q(since=None) | Q(since__lte=day), madrasah=OuterRef("madrasah"), until__gte=day)
    return Coalesce(Subquery(then.order_by("-until").values("name")[:1]), "madrasah__name", Value(""))


class RegionAlias(models.Model):
    """Another spelling of a region's name in some register."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="aliases")
    name = models.CharField("nama lain", max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="alias_once_per_region")]

    def __str__(self) -> str:
        return self.name


class Subject(models.Model):
    """A subject of MI (KMA 184/2019 and KMA 450/2024)."""

    code = models.CharField("kode", max_length=10, primary_key=True)
    name = models.CharField("mata pelajaran", max_length=80)
    other_names = models.JSONField("nama lain", default=list)
    position = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
