"""The frozen figures of a kabupaten (decisions.md 13): made once, never changed, without anybody's name."""

from typing import Any

import pgtrigger
from django.db import models

from competency.district.querysets import DistrictCubeQuerySet
from competency.instruments.models import Instrument
from madrasah.models import Region, Semester


class DistrictCube(models.Model):
    """What may be told of a kabupaten in a semester; what is hidden is not stored at all.

    `document`: teachers, meetings of each KKG, and a line for each place with its figures (`actions._document`).
    `data_day`: teachers are counted where they served on it. `minimum`: the smallest group that was told.
    `instrument`: the one version that the four competencies were measured with, if any were.
    """

    semester = models.ForeignKey(Semester, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kabupaten")
    data_day = models.DateField("keadaan pada")
    frozen_at = models.DateTimeField("dibekukan")
    minimum = models.PositiveSmallIntegerField("kelompok terkecil")
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="+")
    document: Any = models.JSONField()

    objects = DistrictCubeQuerySet.as_manager()

    class Meta:
        ordering = ["-data_day", "region"]
        constraints = [models.UniqueConstraint(fields=["semester", "region"], name="cube_once_per_semester")]
        triggers = [pgtrigger.Protect(name="cube_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.region}, {self.semester}"
