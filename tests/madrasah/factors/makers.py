"""Accounts with a second factor, and the codes that an app would show."""

import time

from django_otp.oath import TOTP

from madrasah.factors.actions import begin_factor, confirm_factor
from madrasah.models import Authenticator, User


def code_on(user: User, *, later: int = 0) -> str:
    """What the app of this account shows now, or so many half minutes later."""
    app = Authenticator.objects.get(user=user)
    totp = TOTP(app.bin_key)
    totp.time = time.time() + 30 * later
    return f"{totp.token():06d}"


def switched_on(user: User) -> list[str]:
    """The recovery codes. The app's code of this moment is still good: the one before was typed."""
    begin_factor(by=user)
    tried, codes = confirm_factor(code=code_on(user, later=-1), by=user)
    assert tried.fits
    user.factor_since = User.objects.get(pk=user.pk).factor_since
    return codes
