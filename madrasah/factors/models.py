"""The app on somebody's phone that shows a new code every half minute; tables and arithmetic are django-otp's."""

from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

KEY_BYTES = 20


class Authenticator(TOTPDevice):  # type: ignore[misc]
    """What is stored makes codes only together with SECRET_KEY: a copy of the database alone opens no account."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret that the app holds."""
        return salted_hmac("madrasah.factors.key", self.key, algorithm="sha256").digest()[:KEY_BYTES]
