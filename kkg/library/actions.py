"""Sharing a material, changing it, deleting and bringing back; and saying what happened in class."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.files import Upload, faults_at, store_document
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file, why_not_gone
from core.revisions import bump, hold, locked, refuse_sent_before, refuse_stale
from kkg.groups.models import WorkingGroup
from kkg.library.models import Material, Use
from kkg.library.permissions import (
    why_not_edit_material,
    why_not_remove_use,
    why_not_share,
    why_not_take_file_off,
    why_not_tie_material,
    why_not_use_material,
    why_not_use_on,
)
from madrasah.models import User
from madrasah.scope import fresh

MATERIAL_FIELDS = ("kind", "title", "text", "link", "classes", "subject", "session", "topic")


@transaction.atomic
def share_material(
    *,
    group: WorkingGroup,
    values: Mapping[str, Any],
    upload: Upload | None,
    client_token: UUID,
    by: User,
    at: datetime | None = None,
) -> Material:
    """One thing shared once per token. `values`: MATERIAL_FIELDS. ValidationError on a file we don't keep."""
    asker = fresh(by)
    refuse_if(why_not_share(WorkingGroup.objects.joined_by(asker).filter(pk=group.pk)))
    hold(client_token)
    if same := Material.objects.filter(client_token=client_token).first():
        refuse_sent_before(same, {"group": group} | {name: values[name] for name in MATERIAL_FIELDS})
        return same
    material = Material(group=group, shared_by=by.person, client_token=client_token, shared_at=at or timezone.now())
    _fill(material, values, upload, by=by)
    material.save()
    return material


@transaction.atomic
def edit_material(
    *, material: Material, values: Mapping[str, Any], upload: Upload | None, revision: int, by: User
) -> Material:
    """Changes words, ties and file; the group stays. ValidationError when stale, or on a file we don't keep.

    Sending what is already stored changes nothing.
    """
    stored = locked(material, "group")
    refuse_if(why_not_edit_material(fresh(by), stored) or why_not_gone(stored))
    same = all(getattr(stored, name) == values[name] for name in MATERIAL_FIELDS)
    if same and upload is None:
        return stored
    refuse_stale(stored, revision)
    _fill(stored, values, upload, by=by)
    bump(stored)
    stored.save()
    return stored


def _fill(material: Material, values: Mapping[str, Any], upload: Upload | None, *, by: User) -> None:
    refuse_if(why_not_tie_material(material.group, values["session"], values["topic"]))
    for name in MATERIAL_FIELDS:
        setattr(material, name, values[name])
    if upload is not None:
        with faults_at("upload"):
            material.file = store_document(upload, by=by)
    if not (material.text or material.link or (material.file and material.file.is_kept)):
        raise ValidationError("Isi keterangan, tautan, atau berkas; sedikitnya satu.")
    material.words = _words(material)


def _words(material: Material) -> str:
    """What search reads."""
    said = (
        material.title,
        material.text,
        material.get_kind_display(),
        material.subject,
        material.topic,
        material.session,
    )
    return "\n".join(str(part) for part in said if part).casefold()


@transaction.atomic
def remove_material(*, material: Material, by: User, at: datetime | None = None) -> None:
    """Deletes for 30 days; a deleted one stays deleted."""
    stored = locked(material, "group")
    refuse_if(why_not_edit_material(fresh(by), stored))
    take_out(stored, at)


@transaction.atomic
def restore_material(*, material: Material, by: User) -> None:
    """Takes a deletion of the last 30 days back."""
    stored = locked(material, "group")
    refuse_if(why_not_edit_material(fresh(by), stored))
    put_back(stored)


@transaction.atomic
def remove_file(*, material: Material, by: User, at: datetime | None = None) -> None:
    """Takes the file off for 30 days; one that is off stays off."""
    stored = locked(material, "group")
    refuse_if(why_not_take_file_off(fresh(by), stored) or why_not_gone(stored) or why_no_file(stored.file))
    take_out(stored.file, at)


@transaction.atomic
def restore_file(*, material: Material, by: User, at: datetime | None = None) -> None:
    """Puts a file on again that was taken off in the last 30 days."""
    stored = locked(material, "group")
    refuse_if(why_not_edit_material(fresh(by), stored) or why_not_gone(stored) or why_no_file(stored.file))
    put_back(stored.file, at)


@transaction.atomic
def record_use(
    *, material: Material, used_on: date, class_level: int | None, what_happened: str, by: User, on: date | None = None
) -> Use:
    """One sentence per teacher and day; writing again on that day replaces it."""
    stored = locked(material, "group")
    reason = why_not_use_material(fresh(by), stored) or why_not_gone(stored)
    refuse_if(reason or why_not_use_on(used_on, on or timezone.localdate()))
    said = {"class_level": class_level, "what_happened": what_happened}
    use, _ = Use.objects.update_or_create(material=stored, person=by.person, used_on=used_on, defaults=said)
    return use


@transaction.atomic
def remove_use(*, use: Use, by: User) -> None:
    """Takes one sentence off; the history keeps it."""
    stored = Use.objects.select_for_update(of=("self",)).select_related("material__group")
    for row in stored.filter(pk=use.pk):
        refuse_if(why_not_remove_use(fresh(by), row))
        row.delete()
