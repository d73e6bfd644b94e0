"""What stands on a calendar: its page, and the feed that leaves the app."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import uuid5

from django.db.models import Q

from kkg.calendar.feed import Entry
from kkg.groups.lettering import zone_of
from kkg.groups.models import GroupPlace
from kkg.programme.models import PlannedSession
from kkg.sessions.models import Session
from madrasah.models import Holiday, Semester, User

FEED_DAYS_BACK = 366


def feed_entries(user: User, today: date) -> list[Entry]:
    """Sessions of the last year and all that are to come, as a calendar may know them. Two queries."""
    since = today - timedelta(days=FEED_DAYS_BACK)
    seen = Session.days.visible_to(user).called_for(user).filter(date__gte=since).select_related("group", "madrasah")
    sessions = list(seen.order_by("date", "pk"))
    zones = _zones({session.group_id for session in sessions})
    return [_entry(session, zones.get(session.group_id, "")) for session in sessions]


def _zones(groups: Collection[int]) -> dict[int, str]:
    """The region of each group's first madrasah, by the group's key."""
    places = GroupPlace.objects.filter(group__in=groups).order_by("-pk")
    return dict(places.values_list("group", "madrasah__region"))


def _entry(session: Session, region: str) -> Entry:
    host = session.madrasah
    return Entry(
        uid=uuid5(session.client_token, "kalender"),
        title=session.title,
        group=session.group.name,
        place=", ".join(part for part in (str(host or ""), session.place) if part),
        day=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=zone_of(host.region_id if host else region),
        sequence=session.revision,
        is_cancelled=session.cancelled_at is not None,
        changed_at=session.updated_at,
    )


def calendar_rows(user: User, first: date, last: date) -> dict[str, list[Any]]:
    """What stands on a calendar between two days: sessions, plans without one, holidays, semester bounds."""
    plans = PlannedSession.objects.visible_to(user).waiting().select_related("programme__group")
    bounds = Q(starts_on__range=(first, last)) | Q(ends_on__range=(first, last))
    return {
        "sessions": list(Session.days.visible_to(user).for_list().of_months(first, last)),
        "plans": list(plans.filter(date__range=(first, last)).order_by("date", "pk")),
        "holidays": list(Holiday.objects.filter(starts_on__lte=last, ends_on__gte=first)),
        "semesters": list(Semester.objects.filter(bounds)),
    }
