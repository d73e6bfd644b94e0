"""What somebody asked about the own data, and what was answered (UU PDP 27/2022, articles 5 to 13)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.models import Stamped
from madrasah.people.models import Person
from madrasah.rights.querysets import DataRequestQuerySet


@pghistory.track()
class DataRequest(Stamped):
    """One request of one person; it falls due after 3 × 24 hours and is answered in words, or taken back."""

    class Kind(models.TextChoices):
        CORRECTION = "perbaikan", "Ada data yang keliru"
        ACCESS = "salinan", "Ingin melihat atau menyalin data yang belum tampak"
        OBJECTION = "keberatan", "Keberatan data saya dipakai untuk sesuatu"
        ERASURE = "penghapusan", "Minta data pribadi saya dihapus"

    person = models.ForeignKey(Person, models.PROTECT, related_name="data_requests")
    kind = models.CharField("permintaan", max_length=12, choices=Kind.choices)
    text = models.CharField("keterangan", max_length=600)
    made_at = models.DateTimeField("diajukan")
    due_at = models.DateTimeField("paling lambat dijawab")
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    answer = models.CharField("jawaban", max_length=600, blank=True)
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="data_request_says_what"),
            models.CheckConstraint(condition=Q(due_at__gt=F("made_at")), name="data_request_due_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="data_request_answered_in_words",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="data_request_open", condition=Q(answered_at=None, withdrawn_at=None))
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to answer it yet."""
        return self.answered_at is None and self.withdrawn_at is None
