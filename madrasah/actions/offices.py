"""Dates of offices put right afterwards, offices called off, and what may not stand side by side.

Not here: giving and ending one (people.py), nor who may (permissions.py).
"""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from core.formats import date_plain
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.models import Assignment, User
from madrasah.permissions import why_not_call_off, why_not_change_office
from madrasah.roles import Role
from madrasah.scope import fresh, not_over_at


def check_office(office: Assignment) -> None:
    """Raises ValidationError with a sentence: Plt is for a kepala; one kepala in full office at a time.

    A Plt may stand beside a kepala in full office, who is away, and nobody else's term is ever cut short.
    """
    if office.role != Role.KEPALA:
        if office.is_acting:
            raise ValidationError({"is_acting": "Plt hanya untuk kepala madrasah. Hapus centangnya."})
        return
    other = None if office.is_acting else _other_head(office)
    if other is not None:
        when = f"sejak {date_plain(other.since)}"
        when += f" sampai {date_plain(other.until)}" if other.until else ""
        raise ValidationError(
            f"{other.person} tercatat sebagai {other.label} di {office.madrasah} {when}. "
            "Akhiri dulu tugasnya, pilih tanggal lain, atau catat yang ini sebagai Plt."
        )


@transaction.atomic
def change_office(
    *, office: Assignment, since: date, until: date | None, is_acting: bool, reason: str, by: User
) -> Assignment:
    """Put the dates of an office right, also one that is over; the reason stands in the history."""
    stored = locked(office, "region", "person")
    stored.madrasah = stored.madrasah and locked(stored.madrasah)
    refuse_if(why_not_change_office(fresh(by), stored))
    stored.since, stored.until, stored.is_acting = since, until, is_acting
    stored.full_clean()
    check_office(stored)
    with pghistory.context(reason=reason, by=by.pk):
        stored.save(update_fields=["since", "until", "is_acting", "updated_at"])
    return stored


@transaction.atomic
def call_off_office(*, office: Assignment, by: User) -> None:
    """Take back an office that has not begun; one that is gone already stays gone."""
    stored = Assignment.objects.select_for_update().filter(pk=office.pk).first()
    if stored is not None:
        refuse_if(why_not_call_off(fresh(by), stored))
        stored.delete()


def _other_head(office: Assignment) -> Assignment | None:
    """Somebody else in full office on one of the days."""
    heads = Assignment.objects.filter(
        not_over_at(office.since), madrasah=office.madrasah, role=Role.KEPALA, is_acting=False,
        person__removed_at=None,
    )  # fmt: skip
    overlapping = heads.filter(Q(since__lte=office.until)) if office.until else heads
    return overlapping.exclude(pk=office.pk).select_related("person").first()
