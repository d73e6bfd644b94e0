"""Log-ins, offices with dates, and personal links."""

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone

from core.models import Stamped
from madrasah.models.people import DateRange, Person
from madrasah.models.places import Madrasah, Region
from madrasah.querysets import AccessLinkQuerySet, PersonTermQuerySet
from madrasah.roles import Role, role_label


class UserManager(BaseUserManager["User"]):
    """Makes accounts; a person's account goes through madrasah.actions.accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A log-in; without a password it can't be used until it is activated."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "User":
        """The keeper of the system."""
        return self.create_user(username, password, is_superuser=True, **fields)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """A log-in. Its name is made by the system and is never a NIP (decisions.md 15)."""

    username = models.CharField("nama masuk", max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField("aktif", default=True)
    closed_at = models.DateTimeField("dinonaktifkan", null=True, blank=True)
    closed_reason = models.CharField("alasan", max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    reset_at = models.DateTimeField("disetel ulang", null=True, blank=True)
    reset_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    reset_seen_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.username


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
            models.CheckConstraint(
                condition=~Q(role=Role.KABUPATEN) | Q(madrasah=None), name="kabupaten_has_a_region"
            ),
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
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """Whether it begins later than today."""
        return self.since > timezone.localdate()


class AccessLink(Stamped):
    """A personal link; its secret and PIN are kept only as digests and told apart (decisions.md 15)."""

    class Kind(models.TextChoices):
        FIRST = "pertama", "Akun pertama"
        ACTIVATION = "aktivasi", "Aktivasi"
        RESET = "setel_ulang", "Setel ulang sandi"
        RESULT = "hasil", "Lihat hasil"
        FEED = "kalender", "Kalender"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="access_links")
    token_digest = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=128, blank=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person or ''}".strip()
