"""The second factor of an account: setting it up, its codes, switching it off, and taking it off for somebody else.

A code counts once, and wrong ones make the next try wait longer and longer (django-otp). Secrets leave this module
once, in what a function returns: of recovery codes the database keeps what scrypt makes of them.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import scrypt

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_otp.models import ThrottlingMixin
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from core.refusals import refuse_if
from core.revisions import locked
from madrasah.accounts.actions import end_devices
from madrasah.accounts.link_actions import CODE_LETTERS
from madrasah.factors.models import APP_DIGITS, BACKUP_LETTERS, KEY_BYTES, Authenticator, Tried
from madrasah.factors.permissions import why_not_change_factor, why_not_reset_factor, why_not_set_up
from madrasah.people.models import Person
from madrasah.scope import fresh
from madrasah.users.models import User

APP = "aplikasi"
BACKUP_CODES = 10
KEY_WAITS = timedelta(hours=1)
DIGEST_BYTES = 8  # all that the library's column holds, in hex


@transaction.atomic
def begin_factor(*, by: User, at: datetime | None = None) -> Authenticator:
    """The key to be put into an app, for an hour. It is asked of nobody until a code of it was typed."""
    user = _own(by)
    refuse_if(why_not_set_up(user))
    app = waiting_app(user, at=at)
    if app is None:
        Authenticator.objects.filter(user=user).delete()
        app = Authenticator(user=user, name=APP, confirmed=False)
        app.lock(secrets.token_bytes(KEY_BYTES))
        app.save()
    return app


@transaction.atomic
def confirm_factor(
    *, code: str, by: User, session_key: str | None = None, at: datetime | None = None
) -> tuple[Tried, list[str]]:
    """With the first right code it is on: the recovery codes to show once. Other devices have to log in again."""
    user = _own(by)
    refuse_if(why_not_set_up(user))
    app = waiting_app(user, at=at)
    if app is None:
        return Tried(fits=False), []
    tried = _verified(app, code)
    if not tried.fits:
        return tried, []
    app.confirmed = True
    app.save()
    with pghistory.context(reason="Pengaman kedua dipasang", by=by.pk):
        user.factor_since = at or timezone.now()
        user.save(update_fields=["factor_since"])
    end_devices(user=user, keep=session_key)
    return tried, _new_codes(user)


def try_code(*, user: User, code: str) -> Tried:
    """Six signs are of the app, more are a recovery code. Right ones are used up."""
    with transaction.atomic():
        if _own(user).factor_since is None:
            return Tried(fits=False)
        if len(code) == APP_DIGITS:
            app = Authenticator.objects.select_for_update().filter(user=user, confirmed=True).first()
            return _verified(app, code) if app else Tried(fits=False)
        backup = StaticDevice.objects.select_for_update().filter(user=user).first()
        if backup is None:
            return Tried(fits=False)
        tried = _verified(backup, code)
        return Tried(fits=True, left=backup.token_set.count()) if tried.fits else tried


@transaction.atomic
def renew_codes(*, by: User) -> list[str]:
    """Ten new recovery codes, shown once; those before die."""
    user = _own(by)
    refuse_if(why_not_change_factor(user))
    return _new_codes(user)


@transaction.atomic
def switch_off(*, by: User) -> None:
    """The owner's own: password and code were asked by then."""
    user = _own(by)
    refuse_if(why_not_change_factor(user))
    with pghistory.context(reason="Pengaman kedua dimatikan", by=by.pk):
        user.factor_since = None
        user.save(update_fields=["factor_since"])
    _forget(user)


@transaction.atomic
def reset_factor(*, person: Person, by: User, reason: str, at: datetime | None = None) -> None:
    """For who lost the phone and the recovery codes: off, out everywhere, and the owner is told at the next log-in."""
    stored = locked(person)
    refuse_if(why_not_reset_factor(fresh(by), stored))
    _taken_off(locked(stored.user), by, reason, at)


@transaction.atomic
def reset_factor_from_server(*, username: str, at: datetime | None = None) -> bool:
    """The same by who sits at the server and could read the whole database anyway; False if there is nothing to do."""
    user = User.objects.filter(username=username.strip().lower(), factor_since__isnull=False).first()
    if user is None:
        return False
    _taken_off(locked(user), None, "Dilepas dari server", at)
    return True


@transaction.atomic
def lock_again() -> int:
    """Every app's secret under the newest key, before a former one goes; how many still open."""
    opened = [(app, secret) for app in Authenticator.objects.select_for_update() if (secret := app.opened())]
    for app, secret in opened:
        app.lock(secret)
    return int(Authenticator.objects.bulk_update([app for app, _ in opened], ["key"]))


def waiting_app(user: User, *, at: datetime | None = None) -> Authenticator | None:
    """A key that was shown and no code of it typed yet. An old one may have been seen by others: it counts no more."""
    since = (at or timezone.now()) - KEY_WAITS
    found: Authenticator | None = Authenticator.objects.filter(user=user, confirmed=False, created_at__gt=since).first()
    return found


def codes_left(user: User) -> int:
    """How many recovery codes were not used yet."""
    return int(StaticToken.objects.filter(device__user=user).count())


def _own(user: User) -> User:
    """The account as stored now and held; a request's own is wrapped."""
    return User.objects.select_for_update().get(pk=user.pk)


def _taken_off(user: User, by: User | None, reason: str, at: datetime | None) -> None:
    told = {"by": by.pk} if by else {}
    with pghistory.context(reason=reason, **told):
        user.factor_since, user.factor_reset_seen_at = None, None
        user.factor_reset_at, user.factor_reset_by = at or timezone.now(), by
        user.save(update_fields=["factor_since", "factor_reset_at", "factor_reset_by", "factor_reset_seen_at"])
    _forget(user)
    end_devices(user=user)


def _verified(device: ThrottlingMixin, code: str) -> Tried:
    """The library's answer, on a row that is held; a try that comes too early is neither looked at nor counted."""
    may_try, facts = device.verify_is_allowed()
    if not may_try:
        return Tried(fits=False, until=facts["locked_until"])
    return Tried(fits=bool(device.verify_token(_kept(device, code) if isinstance(device, StaticDevice) else code)))


def _new_codes(user: User) -> list[str]:
    salt = secrets.token_hex(8)
    backup, _ = StaticDevice.objects.update_or_create(user=user, defaults={"name": salt})
    backup.token_set.all().delete()
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(BACKUP_LETTERS)) for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=backup, token=_kept(backup, code)) for code in codes)
    return codes


def _kept(backup: StaticDevice, code: str) -> str:
    """What is stored of a recovery code: slow to try, salted by what the library calls the name (ASVS 6.5.2)."""
    cost = settings.RECOVERY_CODE_COST
    return scrypt(code.encode(), salt=backup.name.encode(), n=cost, r=8, p=1, dklen=DIGEST_BYTES).hex()


def _forget(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
