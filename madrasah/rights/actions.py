"""Asking about the own data, and answering within 3 × 24 hours (UU PDP 27/2022, articles 6 to 13)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import locked
from madrasah.people.models import Person
from madrasah.rights.models import DataRequest
from madrasah.rights.permissions import why_not_answer, why_not_request, why_not_withdraw
from madrasah.scope import fresh
from madrasah.users.models import User

ANSWERED_WITHIN = timedelta(hours=3 * 24)


@transaction.atomic
def ask(*, kind: str, text: str, by: User, at: datetime | None = None) -> DataRequest:
    """The same asked again while it waits is one request."""
    refuse_if(why_not_request(fresh(by)))
    person = Person.objects.select_for_update().get(pk=by.person_id or 0)
    made = at or timezone.now()
    request, _ = DataRequest.objects.waiting().get_or_create(
        person=person,
        kind=kind,
        text=text,
        answered_at=None,
        withdrawn_at=None,
        defaults={"made_at": made, "due_at": made + ANSWERED_WITHIN},
    )
    return request


@transaction.atomic
def answer(*, request: DataRequest, words: str, by: User, at: datetime | None = None) -> None:
    """In words that the person reads at Data saya."""
    stored = locked(request)
    if stored.answer == words:
        return
    refuse_if(why_not_answer(fresh(by), stored))
    stored.answer, stored.answered_at, stored.answered_by = words, at or timezone.now(), by
    stored.save(update_fields=["answer", "answered_at", "answered_by", "updated_at"])


@transaction.atomic
def withdraw(*, request: DataRequest, by: User, at: datetime | None = None) -> None:
    """The person needs it no more; it stays in the list as taken back."""
    stored = locked(request)
    if stored.withdrawn_at:
        return
    refuse_if(why_not_withdraw(fresh(by), stored))
    stored.withdrawn_at = at or timezone.now()
    stored.save(update_fields=["withdrawn_at", "updated_at"])
