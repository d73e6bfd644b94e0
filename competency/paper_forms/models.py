"""What was typed from paper, beside the sheet it became."""

import pghistory
from django.db import models

from competency.sheets.models import Assessment
from core.models import Stamped, StoredFile
from madrasah.models import User


@pghistory.track()
class PaperCopy(Stamped):
    """What a sheet was typed from: the form's code, who typed it in, and the photo of the paper."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="paper")
    code = models.CharField("kode lembar", max_length=12)
    typed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    helper_name = models.CharField("dibantu oleh", max_length=100, blank=True)
    typed_at = models.DateTimeField()
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"lembar kertas {self.code}"
