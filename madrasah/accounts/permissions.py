"""Why somebody may not issue links, close accounts or end devices: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

from core.refusals import Barred
from madrasah.grants import KEEPERS, why_not_over
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Person
    from madrasah.users.models import User


def most_days(user: "User") -> int | None:
    """So many days after the log-in somebody who holds these offices logs in again; None: never for that."""
    days = [
        settings.SESSION_MOST_DAYS[word] for word in scope_of(user).office_words & settings.SESSION_MOST_DAYS.keys()
    ]
    return min(days, default=None)


def why_not_keep_accounts(user: "User") -> str | None:
    """The list of accounts: for those who grant some office somewhere."""
    scope = scope_of(user)
    if scope.knows or scope.registers_regions or scope.is_keeper:
        return None
    return "Daftar akun dibuka oleh operator, kepala, atau pengawas."


def why_not_activate(user: "User", person: "Person") -> str | None:
    """Issuing or revoking a personal link: by those who may close the account, while it is open."""
    account = getattr(person, "user", None)
    reason = why_not_close_account(user, person)
    if reason is None and account is not None and not account.is_active:
        return _at_account("Akun ini sedang dinonaktifkan. Aktifkan kembali dulu.", person)
    return reason


def why_not_invite(user: "User", person: "Person") -> str | None:
    """A first link is for who has no password yet."""
    account = getattr(person, "user", None)
    reason = why_not_activate(user, person)
    if reason is None and account is not None and account.has_usable_password():
        return _at_account("Akun ini sudah aktif. Bila lupa sandi, setel ulang lewat halaman akunnya.", person)
    return reason


def why_not_reset(user: "User", person: "Person") -> str | None:
    """A reset is for who has an account."""
    if getattr(person, "user", None) is None:
        return _at_account(f"{person} belum punya akun. Buatkan dulu tautan pertamanya.", person)
    return why_not_activate(user, person)


def _at_account(reason: str, person: "Person") -> Barred:
    return Barred(reason, "Buka akunnya", "madrasah:account-detail", person, why_not=why_not_close_account)


def why_not_end_device(user: "User", device: Any) -> str | None:
    """A person's devices are a person's own."""
    return None if device.user_id == user.pk else "Perangkat ini milik akun lain."


def why_not_close_account(user: "User", person: "Person | None") -> str | None:
    """Closing and reopening an account: only by those who could grant every office the person holds.

    The keeper's is no person's (`person` is None).
    """
    if person is None:
        return KEEPERS
    if scope_of(user).person_id == person.pk:
        reason = "Ini akun Anda sendiri. Ganti kata sandi lewat halaman Akun."
        return Barred(reason, "Halaman Akun", "madrasah:account")
    return why_not_over(user, person)
