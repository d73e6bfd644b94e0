"""A check-in window for tests; sessions come from tests/kkg/makers.py."""

from datetime import timedelta

from django.utils import timezone

from kkg.checkin.actions import open_check_in
from kkg.models import CheckInWindow, Session
from madrasah.models import User


def make_window(session: Session, by: User, *, opens: int = -30, closes: int = 60) -> CheckInWindow:
    """Open around now; `opens` and `closes` in minutes from now. It was set as it began."""
    now = timezone.now()
    hours = {"opens_at": now + timedelta(minutes=opens), "closes_at": now + timedelta(minutes=closes)}
    return open_check_in(session=session, by=by, at=hours["opens_at"], **hours)
