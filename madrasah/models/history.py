"""What became of people and places: duplicates merged, names that were, madrasah that closed.

Each row keeps the steps it took (madrasah/merging.py), so that they can be taken back.
"""

from collections.abc import Iterable

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Prefetch, Q, prefetch_related_objects

from core.models import Stamped
from madrasah.models.accounts import User
from madrasah.models.people import Person
from madrasah.models.places import Madrasah
from madrasah.querysets import MadrasahClosingQuerySet, PersonMergeQuerySet


@pghistory.track()
class PersonMerge(Stamped):
    """Two records of one person became one; `steps` says row by row what was written."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    dropped = models.ForeignKey(Person, models.PROTECT, related_name="merged_as")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("digabungkan")
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["dropped"], condition=Q(undone_at=None), name="merged_away_once"),
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="merge_of_two_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.dropped} menjadi {self.kept}"


def names_of_the_day() -> Prefetch:
    """Along with rows that have a madrasah: the former names, from which `Madrasah.name_on` chooses."""
    return Prefetch("madrasah__former_names", to_attr="once_named")


def read_names(madrasahs: Iterable[Madrasah | None]) -> None:
    """The same for madrasah that are at hand already; one query."""
    known = [madrasah for madrasah in madrasahs if madrasah]
    prefetch_related_objects(known, Prefetch("former_names", to_attr="once_named"))


@pghistory.track()
class MadrasahName(Stamped):
    """A name a madrasah had until `until`; without `since` from the first. The present one is on Madrasah."""

    madrasah = models.ForeignKey(Madrasah, models.CASCADE, related_name="former_names")
    name = models.CharField("nama madrasah", max_length=120)
    since = models.DateField("sejak", null=True, blank=True)
    until = models.DateField("sampai")

    class Meta:
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(fields=["madrasah", "until"], name="one_name_a_day"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until__gte=F("since")), name="name_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class MadrasahClosing(Stamped):
    """The last day of a madrasah and why; `into` is the one that took its people over, if there is one."""

    madrasah = models.ForeignKey(Madrasah, models.PROTECT, related_name="closings")
    last_day = models.DateField("hari terakhir")
    reason = models.CharField("alasan", max_length=200)
    into = models.ForeignKey(Madrasah, models.PROTECT, null=True, blank=True, related_name="took_over")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MadrasahClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["madrasah"], condition=Q(undone_at=None), name="closed_once"),
            models.CheckConstraint(
                condition=Q(into=None) | ~Q(into=F("madrasah")), name="closed_into_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.madrasah} sampai {self.last_day}"
