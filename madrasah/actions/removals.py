"""Deleting a person so that it can be undone for 30 days (decisions.md 23).

Posts and offices stay as they are: `open()` leaves out those of deleted people. Not here: who may
(permissions.py), merging two persons, nor erasure by law.
"""

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from madrasah.actions.account_states import close_account, reopen_account, revoke_links
from madrasah.models import Person, Removal, User

CLOSED_WITH = "Data orang ini dihapus"


@transaction.atomic
def remove_person(*, person: Person, reason: str, by: User, at: datetime | None = None) -> Removal:
    """Out of every list, the account closed with it; deleting twice is once."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.removed_at is not None:
        return locked.removals.filter(restored_at=None).latest("created_at")
    with pghistory.context(reason=reason):
        locked.removed_at = at or timezone.now()
        locked.save(update_fields=["removed_at", "updated_at"])
    revoke_links(person=locked, at=at)
    account = getattr(locked, "user", None)
    closed = account is not None and close_account(user=account, reason=CLOSED_WITH, by=by, at=at)
    return Removal.objects.create(person=locked, by=by, reason=reason, closed_account=closed)


@transaction.atomic
def restore_person(*, removal: Removal, by: User, at: datetime | None = None) -> Person:
    """Back into every list; raises ValidationError if a number went to somebody else meanwhile."""
    locked = Removal.objects.select_for_update().get(pk=removal.pk)
    person = Person.objects.select_for_update().get(pk=locked.person_id)
    if locked.restored_at is not None:
        return person
    person.removed_at = None
    person.validate_constraints()
    with pghistory.context(reason="Dikembalikan"):
        person.save(update_fields=["removed_at", "updated_at"])
    locked.restored_at = at or timezone.now()
    locked.save(update_fields=["restored_at", "updated_at"])
    if locked.closed_account:
        reopen_account(user=person.user, by=by)
    return person
