"""A person's diplomas and teaching certificates: added, taken back, brought back from history."""

from typing import Any

from django.db import transaction

from core.refusals import refuse_if
from core.removal import bring_back
from core.revisions import locked
from madrasah.people.permissions import why_not_edit_person
from madrasah.qualifications.models import Degree, TeachingCertificate
from madrasah.scope import fresh
from madrasah.users.models import User

Qualification = Degree | TeachingCertificate


@transaction.atomic
def add_qualification(*, qualification: Qualification, by: User) -> None:
    """An unsaved one. Raises Refused, or ValidationError for one that is there already."""
    refuse_if(why_not_edit_person(fresh(by), locked(qualification.person)))
    qualification.full_clean()
    qualification.save()


@transaction.atomic
def remove_qualification(*, qualification: Qualification, by: User) -> None:
    """Takes back one typed by mistake; history keeps it."""
    refuse_if(why_not_edit_person(fresh(by), locked(qualification.person)))
    qualification.delete()


@transaction.atomic
def restore_qualification(*, event: Any, by: User) -> Any:
    """`event`: the deletion in history. Raises Refused once it is too old, ValidationError for a double."""
    refuse_if(why_not_edit_person(fresh(by), locked(event.person)))
    return bring_back(event)
