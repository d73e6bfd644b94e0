"""A verdict set instead of the table's, and given back to the table. History keeps who decided what, when and why."""

from datetime import datetime

from django.db import transaction

from core.refusals import refuse_if
from core.removal import take_out
from core.revisions import locked
from madrasah.qualifications.models import Ruling
from madrasah.qualifications.permissions import why_not_rule
from madrasah.qualifications.reads import post_of
from madrasah.scope import fresh
from madrasah.users.models import User
from madrasah.work.models import Placement


@transaction.atomic
def set_ruling(*, placement: Placement, aspect: str, verdict: str, reason: str, by: User) -> Ruling:
    """Holds as long as the post is this one; the same again changes nothing. Raises Refused."""
    stored, asker = locked(placement, "madrasah"), fresh(by)
    refuse_if(why_not_rule(asker, stored))
    told = {"verdict": verdict, "reason": reason, "against": post_of(stored), "removed_at": None}
    there = Ruling.objects.filter(placement=stored, aspect=aspect).first()
    if there and all(getattr(there, name) == value for name, value in told.items()):
        return there
    return Ruling.objects.update_or_create(placement=stored, aspect=aspect, defaults={**told, "set_by": asker})[0]


@transaction.atomic
def withdraw_ruling(*, ruling: Ruling, by: User, at: datetime | None = None) -> None:
    """The table speaks again; a second press changes nothing. Raises Refused."""
    placement = locked(ruling.placement, "madrasah")
    refuse_if(why_not_rule(fresh(by), placement))
    take_out(locked(ruling), at)
