"""Why a topic stands on an agenda: what supervision or a teacher's problem said when it was put there."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from competency.instruments.models import Instrument
from competency.needs.querysets import TopicOriginQuerySet
from core.models import Stamped
from kkg.models import Topic
from madrasah.models import Semester


@pghistory.track()
class TopicOrigin(Stamped):
    """Words and figures as they stood when the topic was made of them; they never change with later sheets.

    It hangs on the first topic of a chain, so that whatever returns on a later agenda still says why. No person is
    named, and nothing is kept of fewer people than `MIN_GROUP_SIZE`.
    """

    class Kind(models.TextChoices):
        INDICATOR = "indikator", "Indikator yang lemah"
        RPP = "rpp", "Sebab RPP terlambat"
        STAIRS = "tangga", "Catatan penilaian siswa"
        PROBLEM = "masalah", "Masalah yang dibawa"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="origins")
    kind = models.CharField("asal", max_length=10, choices=Kind.choices)
    reference = models.CharField("butir, sebab, atau masalah", max_length=40, blank=True)
    words = models.CharField("karena", max_length=400)
    teachers = models.PositiveIntegerField("guru", default=0)
    sheets = models.PositiveIntegerField("lembar", default=0)
    numerator = models.PositiveIntegerField(default=0)
    denominator = models.PositiveIntegerField(default=0)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="+")
    semester = models.ForeignKey(Semester, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_on = models.DateField("diusulkan")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TopicOriginQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "kind", "reference"], name="topic_has_an_origin_once"),
            models.CheckConstraint(condition=~Q(words=""), name="origin_says_why"),
            models.CheckConstraint(condition=Q(numerator__lte=F("denominator")), name="origin_within_its_whole"),
        ]

    def __str__(self) -> str:
        return self.words
