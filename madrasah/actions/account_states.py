"""Closing and reopening an account, and taking back a personal link.

Not here: issuing links (accounts.py), nor who may (permissions.py).
"""

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from madrasah.actions.devices import end_devices
from madrasah.models import Person, User


@transaction.atomic
def close_account(*, user: User, reason: str, by: User, at: datetime | None = None) -> bool:
    """No log-in any more; every session and open link ends. False if it was closed already."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        return False
    with pghistory.context(reason=reason, by=by.pk):
        locked.is_active, locked.closed_at, locked.closed_reason = False, at or timezone.now(), reason
        locked.save(update_fields=["is_active", "closed_at", "closed_reason"])
    end_devices(user=locked)
    if locked.person is not None:
        revoke_links(person=locked.person, at=at)
    return True


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """The log-in works again with the password it had."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.is_active:
        return
    with pghistory.context(reason="Akun diaktifkan kembali", by=by.pk):
        locked.is_active, locked.closed_at, locked.closed_reason = True, None, ""
        locked.save(update_fields=["is_active", "closed_at", "closed_reason"])


@transaction.atomic
def revoke_links(*, person: Person, at: datetime | None = None) -> int:
    """Open activation and reset links die; how many there were."""
    return person.access_links.not_dead().update(revoked_at=at or timezone.now())
