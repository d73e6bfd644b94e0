"""A check-in window for tests; sessions come from tests/kkg/makers.py."""

from datetime import timedelta

from django.utils import timezone

from kkg.checkin.actions import open_check_in
from kkg.checkin.codes import day_begins
from kkg.models import CheckInWindow, Session
from madrasah.models import User


def make_window(session: Session, by: User, *, opens: int = -30, closes: int = 60) -> CheckInWindow:
    """Open around now; `opens` and `closes` in minutes from now. It was set as it began, on the day of today."""
    now = timezone.localtime()
    opens_at = max(now + timedelta(minutes=opens), day_begins(now))
    return open_check_in(
        session=session, opens_at=opens_at, closes_at=now + timedelta(minutes=closes), by=by, at=opens_at
    )
