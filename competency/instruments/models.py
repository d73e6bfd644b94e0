"""Instrument versions: one frozen document each, under a cover of everyday words that may change.

Indicators are not tables, so no version is ever half-edited.
"""

import pghistory
import pgtrigger
from django.db import models

from competency.instruments.querysets import OF_LESSONS, InstrumentQuerySet
from competency.scoring.definition import Definition, parse
from core.models import Stamped


@pghistory.track(exclude=["title", "kind", "document", "checksum", "updated_at"])
class Instrument(Stamped):
    """One published version with its whole definition; a changed one needs a new version."""

    class Kind(models.TextChoices):
        OBSERVATION = OF_LESSONS, "Observasi pembelajaran"
        REVIEW = "telaah", "Telaah RPP dan dokumen"
        MAPPING = "pemetaan", "Pemetaan kompetensi"

    code = models.CharField("kode", max_length=60)
    version = models.CharField("versi", max_length=30)
    title = models.CharField("judul", max_length=200)
    task = models.CharField("apa yang dikerjakan", max_length=40)
    short = models.CharField("nama sehari-hari", max_length=200)
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    document = models.JSONField()
    checksum = models.CharField(max_length=64)
    is_offered = models.BooleanField("ditawarkan", default=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="instrument_version_once")]
        triggers = [
            pgtrigger.Protect(name="instrument_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="instrument_is_frozen", fields=["code", "version", "document", "checksum"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def is_of_lessons(self) -> bool:
        """Whether a sheet of it says that a lesson was seen."""
        return self.kind == self.Kind.OBSERVATION

    @property
    def is_of_documents(self) -> bool:
        """Whether a sheet of it looks at what the teacher wrote, which can be mended and looked at again."""
        return self.kind == self.Kind.REVIEW

    @property
    def definition(self) -> Definition:
        """The document as frozen data; parsed once per version."""
        if self.checksum not in _DEFINITIONS:
            _DEFINITIONS[self.checksum] = parse(self.document)
        return _DEFINITIONS[self.checksum]


# By checksum, which the database keeps with the document; as many entries as versions were read.
_DEFINITIONS: dict[str, Definition] = {}
