"""Instrument versions: one frozen document each.

Indicators are not tables, so no version is ever half-edited.
"""

from functools import lru_cache
from typing import Any

import pgtrigger
from django.db import models

from competency.querysets import InstrumentQuerySet
from competency.scoring.definition import Definition, parse
from core.models import Stamped


class Instrument(Stamped):
    """One published version with its whole definition; a changed one needs a new version."""

    class Kind(models.TextChoices):
        OBSERVATION = "observasi", "Observasi pembelajaran"
        REVIEW = "telaah", "Telaah RPP dan dokumen"

    code = models.CharField("kode", max_length=60)
    version = models.CharField("versi", max_length=30)
    title = models.CharField("judul", max_length=200)
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
            pgtrigger.ReadOnly(
                name="instrument_is_frozen", fields=["code", "version", "document", "checksum"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def definition(self) -> Definition:
        """The document as frozen data; parsed once per version."""
        return _parsed(self.checksum, _Document(self.document))


class _Document:
    """Carries a document past lru_cache, which must not hash it: the checksum alone is the key."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Document)


@lru_cache(maxsize=64)
def _parsed(checksum: str, document: _Document) -> Definition:
    return parse(document.content)
