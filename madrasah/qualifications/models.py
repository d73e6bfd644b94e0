"""What a person holds: diplomas and teaching certificates, each judged apart (S14)."""

import pghistory
from django.db import models

from core.models import Stamped
from madrasah.people.models import Person
from madrasah.qualifications.linearity import LABELS
from madrasah.qualifications.querysets import RulingQuerySet
from madrasah.users.models import User
from madrasah.work.models import Placement


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
        constraints = [models.UniqueConstraint(fields=["person", "field_code", "number"], name="certificate_once")]

    def __str__(self) -> str:
        return f"Sertifikat pendidik {self.field_code}".strip()


@pghistory.track(exclude=["updated_at"])
class Ruling(Stamped):
    """A verdict set by a kepala or pengawas instead of the table's, with the reason; of one post, as it was then.

    `against` is that post ("kelas" or the code of a subject): once it changes, the table speaks again.
    """

    class Aspect(models.TextChoices):
        DEGREE = "ijazah", "Ijazah"
        CERTIFICATE = "sertifikat", "Sertifikat pendidik"

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="rulings")
    aspect = models.CharField("yang dinilai", max_length=10, choices=Aspect.choices)
    against = models.CharField(max_length=10)
    verdict = models.CharField("ditetapkan", max_length=12, choices=[(one.value, word) for one, word in LABELS.items()])
    reason = models.CharField("alasan", max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RulingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "aspect"], name="one_ruling_per_aspect")]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.get_verdict_display()}"
