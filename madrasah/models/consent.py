"""What a person agreed to, with the day it was given and the day it was taken back."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Stamped
from madrasah.models.people import Person


@pghistory.track()
class Consent(Stamped):
    """One yes of one person. No open row means: not agreed (UU PDP 27/2022)."""

    class Kind(models.TextChoices):
        PHOTO = "foto", "Foto dirinya dipakai pada laporan KKG"

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField("untuk", max_length=8, choices=Kind.choices, default=Kind.PHOTO)
    given_on = models.DateField("tanggal setuju")
    withdrawn_on = models.DateField("tanggal dicabut", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    helper_note = models.CharField("cara memberi izin", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(withdrawn_on=None), name="one_open_consent_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_ends_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
