"""A check-in window for tests; sessions come from tests/kkg/makers.py."""

from datetime import timedelta

from django.utils import timezone

from kkg.checkin.actions import check_in, open_check_in, stamp_of_code
from kkg.checkin.codes import address_of, day_begins
from kkg.models import Attendance, CheckInWindow, Session
from madrasah.models import User


def make_window(session: Session, by: User, *, opens: int = -30, closes: int = 60) -> CheckInWindow:
    """Open around now; `opens` and `closes` in minutes from now. It was set as it began, on the day of today."""
    now = timezone.localtime()
    opens_at = max(now + timedelta(minutes=opens), day_begins(now))
    return open_check_in(
        session=session, opens_at=opens_at, closes_at=now + timedelta(minutes=closes), by=by, at=opens_at
    )


def code_of(window: CheckInWindow) -> str:
    """What the QR of this minute says."""
    return address_of(window.pk, window.secret, timezone.now())


def scan(window: CheckInWindow, user: User) -> Attendance:
    """Checks in by the QR that is shown now."""
    return check_in(stamp=stamp_of_code(code_of(window)), by=user)
