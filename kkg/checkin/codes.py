"""The rotating code and PIN of a check-in, and the hours of its window: arithmetic only.

Not here: who may check in (kkg/checkin/permissions.py), what is written (kkg/checkin/actions.py).
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

QR_STEP = 60  # seconds that one QR stands
PIN_STEP = 5 * 60  # seconds that one PIN stands: it is read aloud, or written on a blackboard
CODE_LENGTH = 10  # signs of base 32: 50 bits
PIN_LENGTH = 6
EARLY, LATE = timedelta(minutes=30), timedelta(minutes=60)  # around the start of a session
EXTENSION = timedelta(minutes=30)


def qr_code(secret: str, moment: datetime) -> str:
    """The code of a QR at `moment`, in capital letters and digits."""
    return base64.b32encode(_digest(secret, "qr", moment, QR_STEP)).decode()[:CODE_LENGTH]


def pin_code(secret: str, moment: datetime) -> str:
    """The PIN at `moment`: six digits, leading zeros kept."""
    number = int.from_bytes(_digest(secret, "pin", moment, PIN_STEP)[:8], "big")
    return str(number % 10**PIN_LENGTH).zfill(PIN_LENGTH)


def _digest(secret: str, purpose: str, moment: datetime, step: int) -> bytes:
    text = f"{purpose}:{int(moment.timestamp()) // step}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()


def qr_fits(secret: str, given: str, moment: datetime) -> bool:
    """Whether `given` is the QR code now, or was one step ago: a phone needs a moment to open a page."""
    return _fits(given, [qr_code(secret, moment), qr_code(secret, moment - timedelta(seconds=QR_STEP))])


def pin_fits(secret: str, given: str, moment: datetime) -> bool:
    """Whether `given` is the PIN now, or was one step ago."""
    return _fits(given, [pin_code(secret, moment), pin_code(secret, moment - timedelta(seconds=PIN_STEP))])


def _fits(given: str, accepted: list[str]) -> bool:
    """Compared in constant time, and always with all."""
    return any([hmac.compare_digest(given.encode(), one.encode()) for one in accepted])


def address_of(window_pk: int, secret: str, moment: datetime) -> str:
    """What stands in the QR's address: "12-K7QM3XAB2C"."""
    return f"{window_pk}-{qr_code(secret, moment)}"


def parts_of(address: str) -> tuple[int, str] | None:
    """Key of the window and code of such an address; None if it was never one."""
    number, _, code = address.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9 and code):
        return None
    return int(number), code


def seconds_left(moment: datetime, step: int) -> int:
    """How long what stands at `moment` goes on standing: 1 to `step`."""
    return step - int(moment.timestamp()) % step


def usual_span(starts: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """When a window opens and closes if nobody says otherwise; both on the day of `now`.

    Around the start; from `now` for an hour where there is no start, or its hour is over.
    """
    opens, closes = (starts - EARLY, starts + LATE) if starts else (now, now + LATE)
    if closes <= now:
        opens, closes = now, now + LATE
    return max(opens, day_begins(now)), min(closes, day_ends(now))


def longer(closes: datetime, now: datetime) -> datetime:
    """Half an hour more, counted from now if the window has closed; never past the day."""
    return min(max(closes, now) + EXTENSION, day_ends(now))


def day_begins(now: datetime) -> datetime:
    """00.00 of the day of `now`."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def day_ends(now: datetime) -> datetime:
    """23.59 of the day of `now`."""
    return now.replace(hour=23, minute=59, second=0, microsecond=0)
