"""Deleting a person so that it can be undone for 30 days (decisions.md 23).

Posts and offices stay as they are: `open()` leaves out those of deleted people. Not here: who may
(permissions.py), merging two persons, nor erasure by law.
"""

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import locked
from madrasah.accounts.actions import close_account, reopen_account
from madrasah.people.actions import end_links
from madrasah.people.models import Person
from madrasah.removals.models import Removal
from madrasah.removals.permissions import why_not_remove_person
from madrasah.scope import fresh
from madrasah.users.models import User

CLOSED_WITH = "Data orang ini dihapus"


@transaction.atomic
def remove_person(*, person: Person, reason: str, by: User, at: datetime | None = None) -> Removal:
    """Out of every list, the account closed with it; deleting twice is once."""
    stored = locked(person)
    refuse_if(why_not_remove_person(fresh(by), stored))
    if stored.removed_at is not None:
        return stored.removals.filter(restored_at=None).latest("created_at")
    with pghistory.context(reason=reason):
        take_out(stored, at)
    end_links(person=stored, at=at)
    account = getattr(stored, "user", None)
    closed = account is not None and close_account(user=account, reason=CLOSED_WITH, by=by, at=at)
    return Removal.objects.create(person=stored, by=by, reason=reason, closed_account=closed)


@transaction.atomic
def restore_person(*, removal: Removal, by: User, at: datetime | None = None) -> Person:
    """Back into every list; raises ValidationError if a number went to somebody else meanwhile."""
    person = locked(removal.person)
    stored = locked(removal)
    refuse_if(why_not_remove_person(fresh(by), person))
    if stored.restored_at is not None:
        return person
    with pghistory.context(reason="Dikembalikan"):
        put_back(person, at)
    stored.restored_at = at or timezone.now()
    stored.save(update_fields=["restored_at", "updated_at"])
    if stored.closed_account:
        reopen_account(user=person.user, by=by)
    return person
