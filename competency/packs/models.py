"""What somebody had gathered into one ZIP, until it is thrown away (`purge`)."""

import uuid

from django.db import models

from competency.packs.querysets import PackQuerySet
from core.models import Job, Stamped, StoredFile
from madrasah.models import Semester, User

KEPT_DAYS = 7


class Pack(Stamped):
    """One order of one person. `offices`: a digest of what its owner was when it was made; as anybody else it is shut.

    `missing`: how many sentences its readme has about what is not in it.
    """

    class Kind(models.TextChoices):
        EVIDENCE = "pendampingan", "Bukti pendampingan"
        SCOPE = "semua", "Semua data saya"
        OWN = "pribadi", "Untuk saya bawa"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by = models.ForeignKey(User, models.CASCADE, related_name="packs")
    semester = models.ForeignKey(Semester, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    offices = models.CharField(max_length=64, blank=True)
    missing = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {str(self.semester).lower()}" if self.semester else self.get_kind_display()

    @property
    def is_underway(self) -> bool:
        """Whether it is being made, or waits for its turn."""
        return self.file_id is None and self.job is not None and not self.job.is_over
