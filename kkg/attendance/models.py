"""Who was there: one row per person per session; guests by name."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from core.models import Stamped
from kkg.attendance.querysets import AttendanceQuerySet
from kkg.sessions.models import Session
from kkg.speakers.models import Speaker
from madrasah.models import Madrasah, Person


@pghistory.track()
class Attendance(Stamped):
    """One person or guest at one session; the madrasah is that of the day.

    A guest who is known as narasumber is that row, any other a name and a place.
    """

    class Mark(models.TextChoices):
        HADIR = "hadir", "Hadir"
        IZIN = "izin", "Izin"
        SAKIT = "sakit", "Sakit"
        ALPA = "alpa", "Alpa"

    class Way(models.TextChoices):
        CALLED = "panggil", "Dipanggil"
        SCANNED = "pindai", "Pindai QR"
        PIN = "pin", "PIN"
        PAPER = "kertas", "Lembar kertas"
        GUEST = "tamu", "Dicatat sebagai tamu"

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    school_year = models.PositiveSmallIntegerField(editable=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="attendances")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, null=True, blank=True, related_name="+")
    guest_name = models.CharField("nama tamu", max_length=100, blank=True)
    guest_institution = models.CharField("asal tamu", max_length=120, blank=True)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="attendances", editable=False
    )
    mark = models.CharField("kehadiran", max_length=5, choices=Mark.choices, default=Mark.HADIR)
    way = models.CharField("cara", max_length=8, choices=Way.choices, default=Way.CALLED)
    checked_at = models.DateTimeField("waktu presensi", null=True, blank=True)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="attendance_once_per_person"),
            models.UniqueConstraint(fields=["session", "speaker"], name="attendance_once_per_speaker"),
            models.CheckConstraint(
                condition=Q(person=None, speaker=None) & ~Q(guest_name="")
                | Q(person__isnull=False, speaker=None, guest_name="")
                | Q(person=None, speaker__isnull=False, guest_name="", guest_institution=""),
                name="attendance_person_xor_guest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.guest}: {self.get_mark_display()}"

    @property
    def guest(self) -> Speaker:
        """Who came from elsewhere: the outsider this KKG knows, else a name and a place in the same shape."""
        return self.speaker or Speaker(name=self.guest_name, institution=self.guest_institution)

    @cached_property
    def place(self) -> str:
        """The name the madrasah had on the day; lists read it along (`placed`)."""
        return self.madrasah.name_on(self.session.date) if self.madrasah else ""

    @property
    def is_self_checked(self) -> bool:
        """Whether the person was seen at the session's own QR or PIN, whatever the roll said before."""
        return self.checked_at is not None and self.way in (self.Way.SCANNED, self.Way.PIN)
