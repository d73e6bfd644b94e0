"""Writes on a person: identity, the yes to photos, and links that end with an account."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from core.models import StoredFile
from core.refusals import refuse_if
from core.revisions import locked, rewrite
from madrasah.people.models import Consent, Person
from madrasah.people.permissions import why_not_consent, why_not_edit_person, why_not_give_consent
from madrasah.scope import fresh
from madrasah.users.models import User


def end_links(*, person: Person, at: datetime | None = None) -> int:
    """Open activation and reset links die; how many there were. Part of a write that has asked already."""
    return person.access_links.not_dead().update(revoked_at=at or timezone.now())


@transaction.atomic
def give_photo_consent(*, person: Person, by: User, note: str = "", on: date | None = None) -> Consent:
    """One standing yes per person, however often it is said. `note`: how it was given, when another writes it."""
    refuse_if(why_not_give_consent(fresh(by), locked(person)))
    consent, _ = Consent.objects.get_or_create(
        person=person,
        kind=Consent.Kind.PHOTO,
        file=None,
        withdrawn_on=None,
        defaults={"given_on": on or timezone.localdate(), "recorded_by": by, "helper_note": note},
    )
    return consent


@transaction.atomic
def note_spoken_consents(
    *, people: Collection[Person], file: StoredFile, by: User, note: str, on: date | None = None
) -> list[Person]:
    """A yes that all of them said by mouth, for this picture only, each with who wrote it down; each finds it, and
    takes it back, in Akun.

    Returned are those who once took a yes back and gave no standing one since: their own word stands.
    """
    refuse_if(why_not_consent(fresh(by)))
    known = Consent.objects.filter(person__in=people, kind=Consent.Kind.PHOTO)
    agreed = set(known.to_photos().standing().values_list("person", flat=True))
    unwilling = set(known.exclude(withdrawn_on=None).values_list("person", flat=True)) - agreed
    told = {"file": file, "given_on": on or timezone.localdate(), "recorded_by": by, "helper_note": note}
    rows = [Consent(person=person, **told) for person in people if person.pk not in agreed | unwilling]
    Consent.objects.bulk_create(rows, ignore_conflicts=True)
    return [person for person in people if person.pk in unwilling]


@transaction.atomic
def withdraw_photo_consent(*, person: Person, by: User, on: date | None = None) -> None:
    """Of every yes, at once, whoever passes the no on: whoever shows a photo asks for an open yes each time."""
    refuse_if(why_not_consent(fresh(by)))
    with pghistory.context(by=by.pk):
        person.consents.to_photos().update(withdrawn_on=on or timezone.localdate())


def photo_consents_of(person: Person) -> list[Consent]:
    """Each open yes of this person: the standing one first, then those for one picture only."""
    return list(person.consents.to_photos())


@transaction.atomic
def edit_person(*, person: Person, values: Mapping[str, Any], revision: int, by: User) -> None:
    """Identity; the same again changes nothing. Raises Refused, or Overtaken by another editor."""
    stored = locked(person)
    refuse_if(why_not_edit_person(fresh(by), stored))
    rewrite(stored, values, revision)
