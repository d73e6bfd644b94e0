"""The app on somebody's phone that shows a new code every half minute; tables and arithmetic are django-otp's."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from core.keys import seal, unseal

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
    """Its secret lies sealed in `key`, for this account alone: a copy of the database by itself opens no account."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret that the app holds; what no key of the site opens any more fits no code."""
        return self.opened() or secrets.token_bytes(KEY_BYTES)

    def opened(self) -> bytes | None:
        """The same, or None where no key opens it."""
        return unseal(self._purpose, urlsafe_b64decode(self.key))

    def lock(self, secret: bytes) -> None:
        """Sealed with the newest key; not yet saved."""
        self.key = urlsafe_b64encode(seal(self._purpose, secret)).decode()  # 64 signs, of the column's 80

    @property
    def _purpose(self) -> str:
        return f"madrasah.factors.key.{self.user_id}"
