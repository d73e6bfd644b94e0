"""Which indicators a shared material of a KKG helps with. The material itself is kkg's."""

import pghistory
from django.db import models

from competency.models.instruments import Instrument
from competency.querysets import MaterialIndicatorQuerySet
from core.models import Stamped
from kkg.models import Material


@pghistory.track()
class MaterialIndicator(Stamped):
    """One tie, worded by the version of the instrument it was made with."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="indicator_ties")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    indicator = models.CharField("butir", max_length=40)

    objects = MaterialIndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["material", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "instrument", "indicator"], name="material_tied_once_to_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.material}: {self.indicator}"
