"""Persons whose identity was replaced by a pseudonym, and what was left where nobody can tell who is meant."""

from django.db import models

from core.models import Job, Stamped
from madrasah.erasures.querysets import ErasureQuerySet
from madrasah.people.models import Person
from madrasah.users.models import User


class Erasure(Stamped):
    """One person erased (UU PDP 27/2022). It holds no identity: `person` is a key, `reason` is searched as well.

    `by` is empty for what was erased again after a backup was restored. `done_at`: when the last word was looked at.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="erasure")
    code = models.CharField("kode", max_length=8, unique=True)
    reason = models.CharField("dasar permintaan", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("dihapus")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    files = models.PositiveIntegerField("berkas yang dibuang", default=0)
    replaced = models.PositiveIntegerField("tempat yang diganti", default=0)
    left = models.PositiveIntegerField("tempat yang tersisa", default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Guru terhapus {self.code}"


class Leftover(models.Model):
    """A row in which something like the person stands yet, for somebody to look at; never what stands there."""

    class Why(models.TextChoices):
        LIKE = "mirip", "hanya mirip: sebagian nama, atau panggilan"
        SHARED = "bersama", "nama yang juga dipakai orang lain"
        FILE = "berkas", "isi berkas tidak dapat dibaca aplikasi"

    erasure = models.ForeignKey(Erasure, models.CASCADE, related_name="leftovers")
    place = models.CharField(max_length=100)  # label of the model
    row = models.BigIntegerField()
    why = models.CharField(max_length=8, choices=Why.choices)

    class Meta:
        ordering = ["place", "row"]
        constraints = [models.UniqueConstraint(fields=["erasure", "place", "row"], name="left_over_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.row}"
