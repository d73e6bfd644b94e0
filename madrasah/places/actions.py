"""Writes on madrasah: adding, changing, taking out of every list and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import locked, rewrite
from madrasah.places.models import Madrasah
from madrasah.places.permissions import (
    why_not_add_madrasah,
    why_not_edit_madrasah,
    why_not_empty,
    why_not_remove_madrasah,
)
from madrasah.scope import fresh
from madrasah.users.models import User


@transaction.atomic
def add_madrasah(*, madrasah: Madrasah, by: User) -> Madrasah:
    """An unsaved one, in a region of `by`. Raises Refused."""
    refuse_if(why_not_add_madrasah(fresh(by), madrasah.region_id))
    madrasah.save()
    return madrasah


@transaction.atomic
def edit_madrasah(*, madrasah: Madrasah, values: Mapping[str, Any], revision: int, by: User) -> None:
    """Identity; the same again changes nothing. Raises Refused, or Overtaken by another editor."""
    stored, by = locked(madrasah), fresh(by)
    refuse_if(why_not_edit_madrasah(by, stored))
    region = values["region"].pk
    refuse_if(why_not_add_madrasah(by, region) if region != stored.region_id else None)
    rewrite(stored, values, revision)


@transaction.atomic
def remove_madrasah(*, madrasah: Madrasah, by: User, at: datetime | None = None) -> None:
    """Take it out of every list; raises Refused, also while people work there."""
    stored = locked(madrasah)
    refuse_if(why_not_remove_madrasah(fresh(by), stored))
    refuse_if(why_not_empty(stored))
    take_out(stored, at)


@transaction.atomic
def restore_madrasah(*, madrasah: Madrasah, by: User) -> None:
    """Back into every list; raises Refused, or ValidationError if its numbers went to another meanwhile."""
    stored = locked(madrasah)
    refuse_if(why_not_remove_madrasah(fresh(by), stored))
    put_back(stored)
