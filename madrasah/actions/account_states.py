"""Closing and reopening an account, and taking back a personal link.

Not here: issuing links (accounts.py), nor who may (permissions.py).
"""

from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import locked
from madrasah.actions.devices import end_devices
from madrasah.models import Person, User
from madrasah.permissions import why_not_close_account
from madrasah.scope import fresh


@transaction.atomic
def close_account(*, user: User, reason: str, by: User, at: datetime | None = None) -> bool:
    """No log-in any more; every session and open link ends. False if it was closed already."""
    stored = locked(user, "person")
    if not stored.is_active:
        return False
    owner: Any = stored.person
    refuse_if(why_not_close_account(fresh(by), owner))
    with pghistory.context(reason=reason, by=by.pk):
        stored.is_active, stored.closed_at, stored.closed_reason = False, at or timezone.now(), reason
        stored.save(update_fields=["is_active", "closed_at", "closed_reason"])
    end_devices(user=stored)
    end_links(person=owner, at=at)
    return True


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """The log-in works again with the password it had."""
    stored = locked(user, "person")
    if stored.is_active:
        return
    refuse_if(why_not_close_account(fresh(by), stored.person))
    with pghistory.context(reason="Akun diaktifkan kembali", by=by.pk):
        stored.is_active, stored.closed_at, stored.closed_reason = True, None, ""
        stored.save(update_fields=["is_active", "closed_at", "closed_reason"])


@transaction.atomic
def revoke_links(*, person: Person, by: User) -> int:
    """Open activation and reset links are taken back; how many there were."""
    refuse_if(why_not_close_account(fresh(by), locked(person)))
    return end_links(person=person)


def end_links(*, person: Person, at: datetime | None = None) -> int:
    """Open activation and reset links die; how many there were. Part of a write that has asked already."""
    return person.access_links.not_dead().update(revoked_at=at or timezone.now())
