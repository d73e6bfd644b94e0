"""Mentor pairs across madrasah, and what the two noted of their meetings (capability 22)."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from competency.mentoring.querysets import MeetingQuerySet, PairQuerySet
from core.models import Stamped
from madrasah.models import Madrasah, Person


@pghistory.track(exclude=["updated_at"])
class MentorPair(Stamped):
    """A teacher and who stands by, for a time and with an aim.

    `reason` is for head and pengawas alone: it is never shown to the mentor.
    """

    mentor = models.ForeignKey(Person, models.PROTECT, related_name="mentored", verbose_name="pendamping")
    teacher = models.ForeignKey(Person, models.PROTECT, related_name="mentorings", verbose_name="guru")
    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="+", editable=False)
    mentor_madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="+", editable=False)
    aim = models.CharField("yang ingin dicapai", max_length=300)
    reason = models.CharField("mengapa dipasangkan", max_length=300, blank=True)
    since = models.DateField("mulai")
    until = models.DateField("sampai")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False)
    closing = models.CharField("kata penutup", max_length=300, blank=True)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("teacher")), name="mentor_is_somebody_else"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="mentoring_ends_after_start",
                violation_error_message="Tanggal selesai harus pada atau sesudah tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} mendampingi {self.teacher}"


@pghistory.track(exclude=["revision", "updated_at"])
class Meeting(Stamped):
    """What the two did on one day, and what comes next; noted by either."""

    pair = models.ForeignKey(MentorPair, models.PROTECT, related_name="meetings")
    met_on = models.DateField("tanggal")
    done = models.CharField("yang dilakukan", max_length=500)
    next_step = models.CharField("langkah berikutnya", max_length=300, blank=True)
    logged_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-met_on", "-pk"]

    def __str__(self) -> str:
        return self.done
