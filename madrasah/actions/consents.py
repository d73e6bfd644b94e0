"""A person's yes to the use of photos, given and taken back. Who may: madrasah/permissions.py."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import locked
from madrasah.models import Consent, Person, User
from madrasah.permissions import why_not_consent, why_not_give_consent
from madrasah.scope import fresh


@transaction.atomic
def give_photo_consent(*, person: Person, by: User, note: str = "", on: date | None = None) -> Consent:
    """One open yes per person, however often it is said. `note`: how it was given, when another writes it."""
    refuse_if(why_not_give_consent(fresh(by), locked(person)))
    consent, _ = Consent.objects.get_or_create(
        person=person, kind=Consent.Kind.PHOTO, withdrawn_on=None,
        defaults={"given_on": on or timezone.localdate(), "recorded_by": by, "helper_note": note},
    )  # fmt: skip
    return consent


@transaction.atomic
def withdraw_photo_consent(*, person: Person, by: User, on: date | None = None) -> None:
    """Holds at once, whoever passes the no on: whoever shows a photo asks for an open yes each time."""
    refuse_if(why_not_consent(fresh(by)))
    open_ones = Consent.objects.filter(person=person, kind=Consent.Kind.PHOTO, withdrawn_on=None)
    with pghistory.context(by=by.pk):
        open_ones.update(withdrawn_on=on or timezone.localdate())


def photo_consent_of(person: Person) -> Consent | None:
    """The open yes of this person, if there is one."""
    return person.consents.filter(kind=Consent.Kind.PHOTO, withdrawn_on=None).first()
