"""Publishing instrument versions. What is in a document, and what is wrong with it, is scoring's business."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from competency.instruments.models import Instrument
from competency.instruments.permissions import why_not_manage, why_not_republish, why_not_retire
from competency.scoring.definition import Definition, parse
from competency.scoring.files import checksum, load_all, uncovered
from competency.scoring.pieces import Kind
from core.refusals import Refused, refuse_if
from core.revisions import locked
from madrasah.models import User
from madrasah.scope import fresh

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


class ChangedVersion(Refused):
    """A document differs from the published one of the same code and version; the message says the cure."""


def kind_of(definition: Definition) -> Instrument.Kind:
    """What fills a sheet: a lesson seen (an observasi), unless the document says that none is needed."""
    return WITHOUT_A_LESSON.get(definition.kind, Instrument.Kind.OBSERVATION)


@transaction.atomic
def publish_version(*, document: Mapping[str, Any], by: User) -> tuple[Instrument, bool]:
    """As `publish_instrument`, by somebody on a page. Raises Refused, too."""
    refuse_if(why_not_manage(fresh(by)))
    return publish_instrument(document=document)


@transaction.atomic
def publish_instrument(*, document: Mapping[str, Any]) -> tuple[Instrument, bool]:
    """The row of this version and whether it is new; older versions of the code are no longer offered.

    The same document again changes nothing but its cover. Raises InvalidDefinition, or ChangedVersion where the
    code and version are taken by another document: filled sheets keep their old wording (decisions.md 4).
    """
    definition, digest = parse(document), checksum(document)
    cover = _cover(document, definition)
    frozen = {"title": definition.title, "kind": kind_of(definition), "document": uncovered(document)}
    row, is_new = Instrument.objects.get_or_create(
        code=definition.code, version=definition.version, defaults={**frozen, "checksum": digest, **cover}
    )
    if reason := why_not_republish(row, digest):
        raise ChangedVersion(reason)
    if is_new:
        _offer_alone(row)
    else:
        Instrument.objects.filter(pk=row.pk).update(**cover)
        row.refresh_from_db()
    return row, is_new


@transaction.atomic
def retire_instrument(*, instrument: Instrument, by: User) -> None:
    """No new sheet is begun with it; those that were stay as they are. Raises Refused."""
    stored = locked(instrument)
    refuse_if(why_not_retire(fresh(by), stored))
    stored.is_offered = False
    stored.save(update_fields=["is_offered", "updated_at"])


@transaction.atomic
def offer_instrument(*, instrument: Instrument, by: User) -> None:
    """Offer it again, in place of the version of its code that was. Raises Refused."""
    stored = locked(instrument)
    refuse_if(why_not_manage(fresh(by)))
    _offer_alone(stored)


@transaction.atomic
def publish_all(*, folder: Path) -> list[tuple[Instrument, bool]]:
    """Every file of a folder, all or nothing; raises as `publish_instrument`, naming the file."""
    return [publish_instrument(document=document) for document, _definition in load_all(folder)]


def _offer_alone(instrument: Instrument) -> None:
    """One version of a code is offered at a time."""
    versions = Instrument.objects.filter(code=instrument.code)
    versions.exclude(pk=instrument.pk).filter(is_offered=True).update(is_offered=False)
    versions.filter(pk=instrument.pk).update(is_offered=True)


def _cover(document: Mapping[str, Any], definition: Definition) -> dict[str, str]:
    """The everyday words of the file, else those of its kind and the title."""
    return {"task": document.get("task", TASKS[kind_of(definition)]), "short": document.get("short", definition.title)}
