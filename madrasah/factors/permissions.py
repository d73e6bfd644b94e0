"""Who needs a second factor, and why somebody may not touch one: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING

from django.conf import settings

from core.refusals import Barred
from madrasah.accounts.permissions import why_not_close_account
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Person
    from madrasah.users.models import User


def must_have_factor(user: "User") -> bool:
    """Whether an office held today needs one (SECOND_FACTOR_FOR); without that setting nothing is read."""
    if not settings.SECOND_FACTOR_FOR:
        return False
    return not scope_of(user).office_words.isdisjoint(settings.SECOND_FACTOR_FOR)


def why_not_set_up(user: "User") -> str | None:
    """One at a time."""
    if user.factor_since is None:
        return None
    reason = "Pengaman kedua sudah menyala. Untuk pindah ke perangkat lain, matikan dulu, lalu pasang lagi."
    return Barred(reason, "Pengaman kedua", "madrasah:factor")


def why_not_change_factor(user: "User") -> str | None:
    """New recovery codes, and switching off: only of what is on."""
    if user.factor_since is not None:
        return None
    return Barred("Pengaman kedua belum dipasang di akun ini.", "Pengaman kedua", "madrasah:factor")


def why_not_reset_factor(user: "User", person: "Person") -> str | None:
    """Taking off another's, by those who may close the account. Where there is none, that is said after the right."""
    reason = why_not_close_account(user, person)
    if reason is not None:
        return reason
    account = getattr(person, "user", None)
    if account is not None and account.factor_since is not None:
        return None
    return Barred(f"{person} tidak memakai pengaman kedua.", "Buka akunnya", "madrasah:account-detail", person)
