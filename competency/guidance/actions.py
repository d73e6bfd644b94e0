"""Noting what a pengawas and a kepala agreed on, and mending it. History keeps what stood before."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from competency.guidance.models import Guidance
from competency.guidance.permissions import why_not_agree_with, why_not_days, why_not_guide
from competency.rpp.weeks import heads_of
from competency.sheets.actions import person_of
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_not_gone
from core.revisions import locked, once, rewrite
from madrasah.models import Madrasah, Person, User
from madrasah.scope import fresh


@transaction.atomic
def note_guidance(
    *,
    madrasah: Madrasah,
    head: Person,
    agreed_on: date,
    text: str,
    client_token: UUID,
    by: User,
    due_on: date | None = None,
    on: date | None = None,
) -> Guidance:
    """Once per token. `due_on`: when it is looked at again. Raises Refused."""
    place, asker = locked(madrasah), fresh(by)
    refuse_if(why_not_guide(asker, place) or why_not_agree_with(asker, head, heads_of(place)))
    refuse_if(why_not_days(agreed_on, due_on, on or timezone.localdate()))
    told = {"madrasah": place, "head": head, "agreed_on": agreed_on, "text": text, "due_on": due_on}
    told["noted_by"] = person_of(asker)
    return once(Guidance, client_token, told)[0]


@transaction.atomic
def mend_guidance(
    *,
    guidance: Guidance,
    agreed_on: date,
    text: str,
    revision: int,
    by: User,
    due_on: date | None = None,
    on: date | None = None,
) -> Guidance:
    """Its words and days; the same again changes nothing. Raises Refused, Overtaken."""
    stored = locked(guidance, "madrasah")
    refuse_if(why_not_guide(fresh(by), stored.madrasah) or why_not_gone(stored))
    refuse_if(why_not_days(agreed_on, due_on, on or timezone.localdate()))
    rewrite(stored, {"agreed_on": agreed_on, "text": text, "due_on": due_on}, revision)
    return stored


@transaction.atomic
def remove_guidance(*, guidance: Guidance, by: User, at: datetime | None = None) -> None:
    """Out of sight for everybody, for 30 days; a second press changes nothing."""
    stored = locked(guidance, "madrasah")
    refuse_if(why_not_guide(fresh(by), stored.madrasah))
    take_out(stored, at)


@transaction.atomic
def restore_guidance(*, guidance: Guidance, by: User, at: datetime | None = None) -> None:
    """As it was; within 30 days."""
    stored = locked(guidance, "madrasah")
    refuse_if(why_not_guide(fresh(by), stored.madrasah))
    put_back(stored, at)
