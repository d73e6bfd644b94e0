"""Publishing instrument versions. What is in a document, and what is wrong with it, is scoring's business."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from competency.instruments.models import Instrument
from competency.scoring.definition import Definition, parse
from competency.scoring.files import checksum, load_all, uncovered
from competency.scoring.pieces import Kind

WITHOUT_A_LESSON = {
    Kind.DOCUMENT: Instrument.Kind.REVIEW,
    Kind.CHECKLIST: Instrument.Kind.REVIEW,
    Kind.LEVELS: Instrument.Kind.MAPPING,
}

# What one does with a sheet, where the file's cover doesn't say.
TASKS = {
    Instrument.Kind.OBSERVATION: "Amati pelajaran",
    Instrument.Kind.REVIEW: "Telaah dokumen",
    Instrument.Kind.MAPPING: "Petakan kompetensi",
}


class ChangedVersion(ValueError):
    """A document differs from the published one of the same code and version; the message says the cure."""


def kind_of(definition: Definition) -> Instrument.Kind:
    """What fills a sheet: a lesson seen (an observasi), unless the document says that none is needed."""
    return WITHOUT_A_LESSON.get(definition.kind, Instrument.Kind.OBSERVATION)


@transaction.atomic
def publish_instrument(*, document: Mapping[str, Any]) -> tuple[Instrument, bool]:
    """The row of this version and whether it is new; older versions of the code are no longer offered.

    The same document again changes nothing but its cover. Raises InvalidDefinition, or ChangedVersion where the
    code and version are taken by another document: filled sheets keep their old wording (decisions.md 4).
    """
    definition, digest = parse(document), checksum(document)
    found = Instrument.objects.filter(code=definition.code, version=definition.version).first()
    if found is not None:
        _refuse_changed(found, digest)
        _cover(found, document)
        return found, False
    Instrument.objects.filter(code=definition.code).update(is_offered=False)
    return _create(document, definition, digest), True


@transaction.atomic
def publish_all(*, folder: Path) -> list[tuple[Instrument, bool]]:
    """Every file of a folder, all or nothing; raises as `publish_instrument`, naming the file."""
    return [publish_instrument(document=document) for document, _definition in load_all(folder)]


def _create(document: Mapping[str, Any], definition: Definition, digest: str) -> Instrument:
    return Instrument.objects.create(
        code=definition.code,
        version=definition.version,
        title=definition.title,
        kind=kind_of(definition),
        document=uncovered(document),
        checksum=digest,
        **_everyday(document, definition),
    )


def _cover(found: Instrument, document: Mapping[str, Any]) -> None:
    for name, words in _everyday(document, found.definition).items():
        setattr(found, name, words)
    found.save(update_fields=["task", "short", "updated_at"])


def _everyday(document: Mapping[str, Any], definition: Definition) -> dict[str, str]:
    """What the cover says, else words of its kind and the title."""
    return {"task": document.get("task", TASKS[kind_of(definition)]), "short": document.get("short", definition.title)}


def _refuse_changed(found: Instrument, digest: str) -> None:
    if found.checksum != digest:
        raise ChangedVersion(
            f"Instrumen {found.code} versi {found.version} sudah diterbitkan dengan isi yang berbeda. "
            "Versi yang sudah terbit tidak boleh diubah: beri nomor versi baru pada berkasnya."
        )
