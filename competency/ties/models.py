"""Which indicators a topic or a shared material is about."""

import pghistory
from django.db import models

from competency.instruments.models import Instrument
from competency.ties.querysets import MaterialIndicatorQuerySet
from core.models import Stamped
from kkg.models import Material, Topic


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


@pghistory.track()
class TopicIndicator(Stamped):
    """One tie, worded by the version of the instrument it was made with.

    It hangs on the first topic of a chain, so that whatever returns on a later agenda brings it along.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="indicator_ties")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    indicator = models.CharField("butir", max_length=40)

    class Meta:
        ordering = ["topic", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "instrument", "indicator"], name="topic_tied_once_to_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.indicator}"
