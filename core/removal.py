"""Deleting so that it can be undone: the row stays, `removed_at` takes it out of every list."""

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.refusals import refuse_if

M = TypeVar("M", bound=models.Model, covariant=True)
DAYS_TO_RESTORE = 30  # decisions.md 23


class RemovableQuerySet(models.QuerySet[M]):
    """Rows with `removed_at`."""

    def kept(self) -> Self:
        """Without those deleted."""
        return self.filter(removed_at=None)

    def removed_lately(self) -> Self:
        """Deleted rows that can still be brought back."""
        return self.filter(removed_at__gte=first_restorable(timezone.now()))


def first_restorable(at: datetime) -> datetime:
    """What was deleted before this moment stays deleted."""
    return at - timedelta(days=DAYS_TO_RESTORE)


def take_out(row: Any, at: datetime | None = None) -> None:
    """Deletes a locked row; a deleted one stays as it is."""
    if row.removed_at is None:
        row.removed_at = at or timezone.now()
        _store(row)


def put_back(row: Any, at: datetime | None = None) -> None:
    """Takes the deletion of a locked row back.

    Raises Refused once it is too old, ValidationError where another row has taken its place meanwhile.
    """
    if row.removed_at is not None:
        _refuse_too_old(row.removed_at, at)
        row.removed_at = None
        row.validate_constraints()
        _store(row)


def lately_deleted(model: Any, **rows: Any) -> Any:
    """Deletions in the history of a leaf that may come back; `rows` narrow them by the row's own values.

    A leaf is truly deleted, so that no list has to leave it out; `pghistory.DeleteEvent` keeps it.
    """
    events = model.pgh_event_model.objects.filter(pgh_label="delete", **rows)
    gone = events.filter(~Exists(model.objects.filter(pk=OuterRef("pgh_obj_id"))))
    lately = gone.filter(pgh_created_at__gte=first_restorable(timezone.now()))
    return lately.order_by("pgh_obj_id", "-pgh_created_at").distinct("pgh_obj_id")


def bring_back(event: Any) -> Any:
    """The row of a deletion, under its own key; one that is back already stays as it is.

    Raises Refused once it is too old, ValidationError where another row has taken its place meanwhile.
    """
    model = event.pgh_tracked_model
    if found := model.objects.filter(pk=event.pgh_obj_id).first():
        return found
    _refuse_too_old(event.pgh_created_at)
    row = model(**{field.attname: getattr(event, field.attname) for field in model._meta.concrete_fields})
    row.validate_constraints()
    row.save(force_insert=True)
    return row


def why_not_gone(row: Any) -> str | None:
    """Nothing is written on a deleted row."""
    return "Ini sudah dihapus. Kembalikan dulu dari bagian Baru dihapus." if row.removed_at else None


def why_no_file(stored: Any) -> str | None:
    """There must be a StoredFile to take off or to put on again."""
    return None if stored else "Tidak ada berkas di sini. Muat ulang halamannya."


def _refuse_too_old(removed_at: datetime, at: datetime | None = None) -> None:
    is_too_old = removed_at < first_restorable(at or timezone.now())
    refuse_if(f"Ini sudah dihapus lebih dari {DAYS_TO_RESTORE} hari." if is_too_old else None)


def _store(row: Any) -> None:
    """A row that may not tell its time has no `updated_at`."""
    names = {field.name for field in row._meta.concrete_fields}
    row.save(update_fields=names & {"removed_at", "updated_at"})
