"""What a phone takes along of the KKG: the roll call of today and tomorrow, for those who take it."""

from datetime import date, timedelta

from django.urls import reverse

from core.carried import CarriedPage
from kkg.groups.scope import groups_run_by
from kkg.sessions.models import Session
from madrasah.models import User


def pages(user: User, today: date) -> list[CarriedPage]:
    """Nothing for who runs no group."""
    if not groups_run_by(user):
        return []
    sessions = Session.days.run_by(user).open().filter(date__range=(today, today + timedelta(days=1)))
    return [
        CarriedPage(
            reverse("kkg:session-attendance", args=[session.pk]),
            f"Kehadiran: {session.title}",
            session.updated_at.isoformat(),
        )
        for session in sessions.order_by("date", "pk")
    ]
