"""The app on somebody's phone that shows a new code every half minute; tables and arithmetic are django-otp's."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

KEY_BYTES = 20
APP_DIGITS, BACKUP_LETTERS = 6, 10


@dataclass(frozen=True)
class Tried:
    """What became of a code. `until`: no other is looked at before; `left`: recovery codes, if one was used."""

    fits: bool
    until: datetime | None = None
    left: int | None = None

    @property
    def wait(self) -> int:
        """Seconds from now until another is looked at."""
        return int((self.until - timezone.now()).total_seconds()) + 1 if self.until else 0


class Authenticator(TOTPDevice):  # type: ignore[misc]
    """What is stored makes codes only together with SECRET_KEY: a copy of the database alone opens no account."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret that the app holds."""
        return salted_hmac("madrasah.factors.key", self.key, algorithm="sha256").digest()[:KEY_BYTES]
