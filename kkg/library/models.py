"""What teachers share: experience, method, medium, reference, product; and who used it in class (S5, S6)."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import Stamped, StoredFile
from kkg.groups.models import WorkingGroup
from kkg.library.querysets import MaterialQuerySet
from kkg.sessions.models import Session, Topic
from madrasah.models import Person, Subject


@pghistory.track(exclude=["words"])
class Material(Stamped):
    """One thing shared with one KKG: words, a link or a file. `classes` holds 1 to 6.

    `words` is what search reads (title, text, kind, subject, topic; small letters), written by each save.
    """

    class Kind(models.TextChoices):
        EXPERIENCE = "pengalaman", "Pengalaman mengajar"
        METHOD = "metode", "Metode"
        MEDIUM = "media", "Media dan alat peraga"
        REFERENCE = "referensi", "Referensi"
        PRODUCT = "hasil", "Hasil pertemuan"

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="materials", verbose_name="KKG")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="materials")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="materials")
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    title = models.CharField("judul", max_length=160)
    text = models.TextField("keterangan", blank=True)
    link = models.URLField("tautan", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    classes = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name="kelas")
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mata pelajaran"
    )
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="materials", verbose_name="dari")
    shared_at = models.DateTimeField("dibagikan", default=timezone.now, editable=False)
    words = models.TextField(default="", editable=False)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link="") | Q(file__isnull=False),
                name="material_says_something",
                violation_error_message="Isi keterangan, tautan, atau berkas; sedikitnya satu.",
            )
        ]
        indexes = [
            GinIndex(OpClass("words", "gin_trgm_ops"), name="material_words_alike"),
            GinIndex(SearchVector("words", config="indonesian"), name="material_words_stemmed"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Use(Stamped):
    """One teacher tried one material in class and says in one sentence what happened."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="uses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="material_uses")
    used_on = models.DateField("tanggal")
    class_level = models.PositiveSmallIntegerField("kelas", null=True, blank=True)
    what_happened = models.CharField("apa yang terjadi", max_length=300)

    class Meta:
        ordering = ["-used_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["material", "person", "used_on"], name="one_use_per_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.material}: {self.person}"
