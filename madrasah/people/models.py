"""A person, the account they log in with, and what they consent to."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Upper

from core.formats import full_name
from core.models import Stamped, StoredFile
from madrasah.people.querysets import ConsentQuerySet, PersonQuerySet
from madrasah.places.models import Region

# What is typed of a person, in the order of the form.
PERSON_FIELDS = (
    "title_before",
    "name",
    "title_after",
    "sex",
    "birth_place",
    "birth_date",
    "nip",
    "nuptk",
    "npk",
    "peg_id",
    "nrg",
    "phone",
    "email",
    "employment",
    "is_inpassing",
    "grade",
)


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
    erased_at = models.DateTimeField("data pribadi dihapus", null=True, blank=True, editable=False)
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


@pghistory.track()
class Consent(Stamped):
    """One yes of one person, standing, or given by mouth for one picture only (`file`). No open row that covers a
    picture means: not agreed (UU PDP 27/2022).
    """

    class Kind(models.TextChoices):
        PHOTO = "foto", "Foto dirinya dipakai pada laporan KKG"

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField("untuk", max_length=8, choices=Kind.choices, default=Kind.PHOTO)
    given_on = models.DateField("tanggal setuju")
    withdrawn_on = models.DateField("tanggal dicabut", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    helper_note = models.CharField("cara memberi izin", max_length=120, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hanya untuk foto"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(withdrawn_on=None, file=None), name="one_open_consent_per_kind"
            ),
            models.UniqueConstraint(
                fields=["person", "file"], condition=Q(withdrawn_on=None), name="one_open_consent_per_picture"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_ends_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def is_standing(self) -> bool:
        """Whether it is for every photo."""
        return self.file_id is None


class DateRange(Func):
    """PostgreSQL's daterange; a null upper end means "until further notice"."""

    function = "DATERANGE"
    output_field = DateRangeField()
