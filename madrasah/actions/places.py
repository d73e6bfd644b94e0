"""Writes on madrasah and the calendar that touch a state or more than one row.

Not here: who may (permissions.py), nor the check on two editors (revisions.py).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from madrasah.models import Madrasah


class MadrasahInUseError(Exception):
    """People still work there; the text is a sentence."""


@transaction.atomic
def remove_madrasah(*, madrasah: Madrasah, at: datetime | None = None) -> None:
    """Take it out of every list; raises MadrasahInUseError while people are placed or in office there."""
    locked = Madrasah.objects.select_for_update().get(pk=madrasah.pk)
    people = set(locked.placements.open().values_list("person", flat=True))
    people |= set(locked.assignments.open().values_list("person", flat=True))
    if people:
        raise MadrasahInUseError(
            f"Masih ada {len(people)} orang bertugas di madrasah ini. Pindahkan atau akhiri dulu tugasnya."
        )
    if locked.removed_at is None:
        locked.removed_at = at or timezone.now()
        locked.save(update_fields=["removed_at", "updated_at"])


@transaction.atomic
def restore_madrasah(*, madrasah: Madrasah) -> None:
    """Back into every list; raises ValidationError if its numbers went to another madrasah meanwhile."""
    locked = Madrasah.objects.select_for_update().get(pk=madrasah.pk)
    if locked.removed_at is not None:
        locked.removed_at = None
        locked.full_clean()
        locked.save(update_fields=["removed_at", "updated_at"])
