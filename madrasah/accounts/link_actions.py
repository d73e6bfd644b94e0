"""Log-ins and personal links: issue, open with the PIN, use once, reset, and the very first account.

Secrets leave this module once, in what a function returns; the database keeps digests only.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

import pghistory
from axes.utils import reset
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.text import slugify

from core.keys import digests, is_digest
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.accounts.actions import end_devices
from madrasah.accounts.models import AccessLink
from madrasah.accounts.permissions import why_not_invite, why_not_reset
from madrasah.people.models import Person
from madrasah.places.models import Region
from madrasah.roles import Role
from madrasah.scope import fresh
from madrasah.users.models import User
from madrasah.work.models import Assignment

PERSONAL = (AccessLink.Kind.ACTIVATION, AccessLink.Kind.RESET)
ASK_SENDER = "Minta tautan baru kepada yang mengirimkannya."
ASK_OFFICE = "Minta tautan baru kepada operator atau kepala madrasah Anda."
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that are mistaken for another
DEAD = Q(used_at__isnull=False) | Q(revoked_at__isnull=False)


@dataclass(frozen=True)
class IssuedLink:
    """What is shown exactly once: the secret part of the address, and apart from it the PIN."""

    token: str
    pin: str
    username: str
    expires_on: Any


class Opened(Enum):
    """What a PIN did to a link."""

    YES = "yes"
    WRONG = "wrong"
    DEAD = "dead"


class AlreadyStartedError(Exception):
    """The system has an account already; the first-account page is closed for good."""


# -- Personal links ------------------------------------------------------------------------------


@transaction.atomic
def activate_account(*, person: Person, by: User, at: datetime | None = None) -> IssuedLink:
    """A link with which the person sets a password for the first time; earlier links die."""
    stored = locked(person)
    refuse_if(why_not_invite(fresh(by), stored))
    user = getattr(stored, "user", None) or _create_user(stored)
    return _issue(person, user, AccessLink.Kind.ACTIVATION, by, at or timezone.now())


@transaction.atomic
def reset_account(*, person: Person, by: User, reason: str = "", at: datetime | None = None) -> IssuedLink:
    """The old password dies and with it every session; the owner is told at the next log-in."""
    stored = locked(person)
    refuse_if(why_not_reset(fresh(by), stored))
    return _reset(stored, by, reason or "Akun disetel ulang", at or timezone.now())


@transaction.atomic
def open_way_back(*, username: str, at: datetime | None = None) -> IssuedLink | None:
    """A reset link for an operator of a region whom nobody in the system can help; None if there is no such.

    For who sits at the server and could read the whole database anyway.
    """
    person = regional_operators().filter(user__username=username.strip().lower()).first()
    return _reset(locked(person), None, "Jalan masuk kembali dari server", at or timezone.now()) if person else None


def regional_operators() -> QuerySet[Person]:
    """Operators of a region who hold an account, by log-in name."""
    held = Assignment.objects.open().filter(role=Role.OPERATOR, region__isnull=False)
    people = Person.objects.kept().filter(pk__in=held.values("person"), user__is_active=True)
    return people.select_related("user").order_by("user__username")


def _reset(person: Person, by: User | None, reason: str, at: datetime) -> IssuedLink:
    user = locked(person.user)
    with pghistory.context(reason=reason):
        user.set_unusable_password()
        user.reset_at, user.reset_by, user.reset_seen_at = at, by, None
        user.save()
    end_devices(user=user)
    return _issue(person, user, AccessLink.Kind.RESET, by, at)


def find_link(token: str) -> AccessLink | None:
    """The personal link to an account behind an address, dead or alive."""
    links = AccessLink.objects.select_related("person__user")
    return links.filter(kind__in=PERSONAL, token_digest=digest(token)).first()


def visitor_of(link: AccessLink) -> User:
    """The person of an opened link as one who acts: an account that is stored nowhere, with or without a real one."""
    return User(person=link.person)


def why_not_open(link: AccessLink, *, at: datetime | None = None) -> str | None:
    """A sentence when a link is dead; every ending says the cure."""
    again = ASK_SENDER if link.kind == AccessLink.Kind.RESULT else ASK_OFFICE
    if link.used_at:
        return "Tautan ini sudah dipakai. Masuk dengan nama masuk dan kata sandi, atau minta tautan baru."
    if link.revoked_at:
        return f"Tautan ini sudah dibatalkan atau diganti dengan yang lebih baru. {again}"
    if link.expires_at <= (at or timezone.now()):
        return f"Masa berlaku tautan ini sudah habis. {again}"
    if link.tries >= settings.LINK_TRIES:
        return f"PIN salah {settings.LINK_TRIES} kali, jadi tautan ini ditutup. {again}"
    return None


@transaction.atomic
def try_pin(*, token: str, pin: str, at: datetime | None = None) -> Opened:
    """Count a try against the link; five wrong ones close it."""
    link = AccessLink.objects.select_for_update().get(token_digest=digest(token))
    if why_not_open(link, at=at):
        return Opened.DEAD
    if is_digest(link.pin_digest, _pin_purpose(token), pin):
        return Opened.YES
    link.tries += 1
    link.save(update_fields=["tries", "updated_at"])
    return Opened.DEAD if why_not_open(link, at=at) else Opened.WRONG


@transaction.atomic
def use_link(*, token: str, password: str, at: datetime | None = None) -> User | None:
    """Set the password and consume the link; None if somebody else was quicker."""
    link = AccessLink.objects.select_for_update().get(token_digest=digest(token))
    if why_not_open(link, at=at):
        return None
    user = User.objects.select_for_update().get(person=link.person_id)
    user.set_password(password)
    user.save()
    link.used_at = at or timezone.now()
    link.save(update_fields=["used_at", "updated_at"])
    reset(username=user.username)  # the lock after wrong passwords
    return user


def note_reset_seen(*, user: User, at: datetime | None = None) -> bool:
    """Whether a reset has to be told now; it is told once."""
    told = User.objects.filter(pk=user.pk, reset_at__isnull=False, reset_seen_at=None)
    return bool(told.update(reset_seen_at=at or timezone.now()))


def digest(secret: str) -> str:
    """What the database keeps of a secret with enough chance in it."""
    return sha256(secret.encode()).hexdigest()


def _issue(person: Person, user: User, kind: AccessLink.Kind, by: User | None, at: datetime) -> IssuedLink:
    person.access_links.not_dead().update(revoked_at=at)
    return mint(person=person, kind=kind, issued_by=by, at=at, username=user.username)[1]


def mint(
    *, person: Person, kind: AccessLink.Kind, issued_by: User | None, at: datetime, username: str = ""
) -> tuple[AccessLink, IssuedLink]:
    """A new link with its PIN: the row, and what is shown once. Part of an action that has asked already."""
    token, pin = secrets.token_urlsafe(24), f"{secrets.randbelow(10**6):06d}"
    link = AccessLink.objects.create(
        kind=kind,
        person=person,
        token_digest=digest(token),
        pin_digest=digests(_pin_purpose(token), pin)[0],
        issued_by=issued_by,
        expires_at=at + timedelta(days=settings.LINK_DAYS),
    )
    return link, IssuedLink(token, pin, username, timezone.localdate(link.expires_at))


def _pin_purpose(token: str) -> str:
    """The token is its salt: six digits alone would be guessed from the table."""
    return f"madrasah.pin.{token}"


# -- Log-in names --------------------------------------------------------------------------------


def _create_user(person: Person) -> User:
    """An account without a password; tries the next number if two are made at once."""
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return User.objects.create_user(_free_name(person.name), person=person)
        except IntegrityError:
            continue
    raise RuntimeError("No free log-in name after five tries")


def _free_name(name: str) -> str:
    """ "aminah-01": the first word of the name that says something, and the first free number."""
    words = [word for word in slugify(name).split("-") if len(word) > 2]
    stem = (words or ["akun"])[0][:20]
    taken = set(User.objects.filter(username__startswith=f"{stem}-").values_list("username", flat=True))
    numbers = (f"{stem}-{number:02d}" for number in range(1, len(taken) + 2))
    return next(free for free in numbers if free not in taken)


# -- The first account ---------------------------------------------------------------------------


def has_started() -> bool:
    """Whether any account exists."""
    return User.objects.exists()


@transaction.atomic
def issue_first_code(*, at: datetime | None = None) -> str | None:
    """A one-time code for the first account, replacing earlier ones; None once there is an account."""
    if has_started():
        return None
    at = at or timezone.now()
    AccessLink.objects.filter(kind=AccessLink.Kind.FIRST).exclude(DEAD).update(revoked_at=at)
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(10))
    AccessLink.objects.create(
        kind=AccessLink.Kind.FIRST, token_digest=digest(letters), expires_at=at + timedelta(days=settings.LINK_DAYS)
    )
    return f"{letters[:5]}-{letters[5:]}"


@transaction.atomic
def why_not_first_code(code: str, *, at: datetime | None = None) -> str | None:
    """A sentence when the code is wrong, counting the try."""
    again = "Jalankan ulang aplikasi di komputer server untuk mendapat kode baru."
    link = AccessLink.objects.select_for_update().filter(kind=AccessLink.Kind.FIRST).exclude(DEAD).first()
    if link is None or why_not_open(link, at=at):
        return f"Kode pertama tidak berlaku lagi. {again}"
    if constant_time_compare(link.token_digest, digest(_bare(code))):
        return None
    link.tries += 1
    link.save(update_fields=["tries", "updated_at"])
    return "Kode tidak cocok. Salin kode yang tampil di layar komputer server."


@transaction.atomic
def start_system(*, code: str, person: Person, region: Region, password: str, at: datetime | None = None) -> User:
    """The first person, an operator of the region; raises AlreadyStartedError if somebody was quicker.

    Check the code with `why_not_first_code` before; here it is locked and consumed.
    """
    link = AccessLink.objects.select_for_update().filter(token_digest=digest(_bare(code))).first()
    if link is None or why_not_open(link, at=at) or has_started():
        raise AlreadyStartedError
    person.home_region = region
    person.save()
    user = User.objects.create_user(_free_name(person.name), password, person=person)
    Assignment.objects.create(
        person=person, role=Role.OPERATOR, region=region, since=timezone.localdate(at), granted_by=user
    )
    link.used_at = at or timezone.now()
    link.save(update_fields=["used_at", "updated_at"])
    return user


def _bare(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
