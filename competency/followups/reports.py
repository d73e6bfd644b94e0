"""Whose lesson is to be visited again, because what was agreed after the last one falls due."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from competency.sheets.models import Assessment, FollowUp
from competency.sheets.querysets import FollowUpQuerySet
from madrasah.models import Placement, User
from madrasah.scope import open_at, scope_of

AHEAD = timedelta(days=14)


def to_revisit(user: User, today: date) -> FollowUpQuerySet:
    """Agreed ones of others at the user's madrasah, due by a fortnight from now, whose owner still serves there and
    was not looked at since, as far as the user may know; the earliest due first.
    """
    scope = scope_of(user)
    later = (
        Assessment.objects.visible_to(user)
        .order_by()
        .filter(teacher=OuterRef("owner"), observed_on__gt=OuterRef("assessment__observed_on"))
    )
    here = Placement.objects.filter(open_at(today), person=OuterRef("owner"), madrasah=OuterRef("assessment__madrasah"))
    rows = FollowUp.objects.visible_to(user).awaited().exclude(owner=scope.person_id)
    due = rows.filter(status=FollowUp.Status.AGREED, due_on__lte=today + AHEAD, assessment__madrasah__in=scope.opens)
    return due.filter(~Exists(later), Exists(here)).select_related("owner", "assessment__madrasah")
