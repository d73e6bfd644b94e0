"""Check-in by QR or PIN: the window, the signed stamp of a scan, and its redemption.

Codes and hours are computed in kkg/checkin/codes.py; who is a member is read in kkg/attendance/rosters.py.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.brakes import Brake, of_address
from core.refusals import Refused, refuse_if
from core.revisions import locked
from kkg.attendance.models import Attendance
from kkg.attendance.rosters import member_entry
from kkg.checkin.codes import longer, parts_of, pin_fits, qr_fits
from kkg.checkin.models import CheckInWindow
from kkg.checkin.permissions import ASK_OFFICER, why_not_check_in, why_not_hours, why_not_open_check_in, why_not_scan
from kkg.checkin.querysets import CheckInWindowQuerySet
from kkg.groups.scope import groups_seen_by
from kkg.sessions.models import Session
from madrasah.models import User
from madrasah.scope import fresh

SALT = "kkg.presensi"
STAMP_COOKIE = "presensi"  # carries a stamp over the log-in
STAMP_AGE = timedelta(hours=24)
GUESSES = Brake("pin presensi, akun", most=10)
GUESSES_OF_ADDRESS = Brake("pin presensi", most=100)  # a whole hall, each mistyping once or twice (decisions.md 15)
STALE_SCANS = Brake("qr presensi", most=400)  # a hall that scans a photo of the QR, sent around and out of date
CHANGED = (
    "Kodenya sudah berganti. Pindai lagi QR yang sekarang ada di layar, atau ketik PIN-nya. "
    "Kalau QR sudah tidak ditayangkan, temui pengurus KKG."
)
NO_PIN = "PIN ini tidak cocok. Periksa lagi enam angka di layar; PIN berganti setiap lima menit."
TOO_MANY = (
    "Terlalu banyak PIN yang keliru dari sini. Pindai QR di layar, atau minta pengurus menandai Anda hadir. "
    "PIN bisa dicoba lagi sesudah 15 menit."
)
TOO_MANY_SCANS = (
    "Terlalu banyak QR yang sudah tidak berlaku dipindai dari sini. Ketik PIN di layar, atau minta pengurus menandai "
    "Anda hadir. QR bisa dipindai lagi sesudah 15 menit."
)
NOT_MEMBER = f"Anda bukan anggota KKG ini. {ASK_OFFICER}"


@dataclass(frozen=True)
class Stamp:
    """Proof that somebody saw the code of a session, at a time in whole seconds."""

    session_pk: int
    at: datetime
    way: str


# -- The window -----------------------------------------------------------------------------------------


@transaction.atomic
def open_check_in(
    *, session: Session, opens_at: datetime, closes_at: datetime, by: User, at: datetime | None = None
) -> CheckInWindow:
    """Sets the hours of the session's one window; `closes_at` is later than `opens_at`."""
    session = _locked(session, by, at)
    refuse_if(why_not_hours(opens_at, closes_at, at=at))
    hours = {"opens_at": opens_at, "closes_at": closes_at}
    window, _ = CheckInWindow.objects.update_or_create(
        session=session, defaults=hours, create_defaults={**hours, "opened_by": by}
    )
    return window


@transaction.atomic
def close_check_in(*, session: Session, by: User, at: datetime | None = None) -> None:
    """Ends the window now; one that has not begun goes away. A closed one stays as it is."""
    window, now = _window_of(_locked(session, by, at)), at or timezone.now()
    if window is None or window.closes_at <= now:
        return
    if window.opens_at >= now:
        window.delete()
        return
    window.closes_at = now
    window.save(update_fields=["closes_at", "updated_at"])


@transaction.atomic
def extend_check_in(*, session: Session, by: User, at: datetime | None = None) -> None:
    """Half an hour more, also after closing; without a window nothing happens."""
    window = _window_of(_locked(session, by, at))
    if window is not None:
        window.closes_at = longer(timezone.localtime(window.closes_at), timezone.localtime(at))
        window.save(update_fields=["closes_at", "updated_at"])


def _locked(session: Session, by: User, at: datetime | None) -> Session:
    """The session as it stands now, held; Refused to who may not open its check-in."""
    session = locked(session, "group")
    refuse_if(why_not_open_check_in(fresh(by), session, on=timezone.localdate(at)))
    return session


def _window_of(session: Session) -> CheckInWindow | None:
    return CheckInWindow.objects.filter(session=session).first()


# -- The scan -------------------------------------------------------------------------------------------


def stamp_of_code(code: str, *, address: str = "", at: datetime | None = None) -> Stamp:
    """The stamp of a QR's address ("12-K7QM3XAB2C"). ValidationError if it is not the code of this minute, whatever is
    wrong with it, or too many scans from there were not.
    """
    parts, by = parts_of(code), of_address(address)
    now = at or timezone.now()
    windows = CheckInWindow.objects.select_related("session").filter(session__removed_at__isnull=True)
    window = windows.filter(pk=parts[0]).first() if parts else None
    if parts is None or window is None or not qr_fits(window.secret, parts[1], now):
        if STALE_SCANS.holds(by, at=now):
            raise ValidationError(TOO_MANY_SCANS, code="too_many")
        STALE_SCANS.note(by, at=now)
        raise ValidationError(CHANGED)
    return _stamp(window, now, Attendance.Way.SCANNED)


def stamp_of_pin(pin: str, *, user: User | None, address: str, at: datetime | None = None) -> Stamp:
    """The stamp of a typed PIN. ValidationError if it fits no window, or too many did not fit before.

    Tries are counted for the account where there is one, else for the address. Windows of one's own KKG come first:
    on a Saturday thousands are open in a country, and of a thousand PINs ten are shown by two of them.
    """
    now = at or timezone.now()
    brake, by = (GUESSES, f"akun {user.pk}") if user else (GUESSES_OF_ADDRESS, of_address(address))
    if brake.holds(by, at=now):
        raise ValidationError(TOO_MANY, code="too_many")
    shown = CheckInWindow.objects.shown_at(now)
    own = shown.filter(session__group__in=groups_seen_by(user)) if user else shown.none()
    fitting = _fitting(own, pin, now) or _fitting(shown, pin, now)
    if len(fitting) != 1:
        brake.note(by, at=now)
        raise ValidationError(NO_PIN)
    return _stamp(shown.get(pk=fitting[0]), now, Attendance.Way.PIN)


def _fitting(windows: CheckInWindowQuerySet, pin: str, now: datetime) -> list[int]:
    rows = windows.select_related(None).values_list("pk", "secret")
    return [pk for pk, secret in rows if pin_fits(secret, pin, now)]


def _stamp(window: CheckInWindow, now: datetime, way: str) -> Stamp:
    refuse_if(why_not_scan(window, now) or why_not_check_in(window.session, now))
    return Stamp(window.session_id, now.replace(microsecond=0), way)


def sign_stamp(stamp: Stamp) -> str:
    """The stamp as text for a cookie and a hidden field; it can be read, not changed."""
    return signing.dumps([stamp.session_pk, int(stamp.at.timestamp()), stamp.way], salt=SALT)


def read_stamp(text: str, *, at: datetime | None = None) -> Stamp | None:
    """The stamp of such a text; None if it was tampered with or is older than a day."""
    try:
        session_pk, seconds, way = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    seen = datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
    return Stamp(session_pk, seen, way) if (at or timezone.now()) - seen <= STAMP_AGE else None


def session_of(stamp: Stamp) -> Session | None:
    """The session whose code was seen; whoever holds a stamp may read its title and hours."""
    kept = Session.days.kept().select_related("group", "madrasah")
    return kept.filter(pk=stamp.session_pk).first()


# -- The redemption -------------------------------------------------------------------------------------


@transaction.atomic
def check_in(*, stamp: Stamp, by: User) -> Attendance:
    """Notes `by` as present at the time of the scan: one row, however often and in whatever order.

    A roll saved before the scan gives way to it; what an officer noted after an earlier check-in stands.
    The session's revision is left alone, so that an officer's open roll call stays good.
    Refused when the session is closed or the person is not called at it.
    """
    session = _session_of(stamp)
    refuse_if(why_not_check_in(session, stamp.at))
    row = _row_of(session, by)
    if row.is_self_checked:
        return row
    row.mark, row.way, row.checked_at = Attendance.Mark.HADIR, stamp.way, stamp.at
    row.save()
    return row


def _session_of(stamp: Stamp) -> Session:
    """Held until the transaction ends."""
    try:
        return locked(Session(pk=stamp.session_pk), "group")
    except Session.DoesNotExist as error:
        raise Refused("Pertemuan ini sudah tidak ada. Pindai lagi QR di layar.") from error


def _row_of(session: Session, by: User) -> Attendance:
    """The stored row, else a new one; Refused to who is neither member nor invited."""
    person = by.person
    row = session.attendances.filter(person=person).first() if person else None
    if row is not None:
        return row
    entry = member_entry(session, person) if person else None
    if entry is None:
        raise Refused(NOT_MEMBER)
    year = session.school_year
    return Attendance(session=session, school_year=year, person=person, madrasah=entry.madrasah)
