"""Closing an account, and the devices on which it is open."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from core.agents import device_name
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.accounts.models import Device
from madrasah.accounts.permissions import why_not_close_account, why_not_end_device
from madrasah.accounts.querysets import live_sessions
from madrasah.people.actions import end_links
from madrasah.people.models import Person
from madrasah.scope import fresh
from madrasah.users.models import User


@transaction.atomic
def close_account(*, user: User, reason: str, by: User, at: datetime | None = None) -> bool:
    """No log-in any more; every session and open link ends. False if it was closed already."""
    stored = locked(user, "person")
    if not stored.is_active:
        return False
    owner: Any = stored.person
    refuse_if(why_not_close_account(fresh(by), owner))
    with pghistory.context(reason=reason, by=by.pk):
        stored.is_active, stored.closed_at, stored.closed_reason = False, at or timezone.now(), reason
        stored.save(update_fields=["is_active", "closed_at", "closed_reason"])
    end_devices(user=stored)
    end_links(person=owner, at=at)
    return True


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """The log-in works again with the password it had."""
    stored = locked(user, "person")
    if stored.is_active:
        return
    refuse_if(why_not_close_account(fresh(by), stored.person))
    with pghistory.context(reason="Akun diaktifkan kembali", by=by.pk):
        stored.is_active, stored.closed_at, stored.closed_reason = True, None, ""
        stored.save(update_fields=["is_active", "closed_at", "closed_reason"])


@transaction.atomic
def revoke_links(*, person: Person, by: User) -> int:
    """Open activation and reset links are taken back; how many there were."""
    refuse_if(why_not_close_account(fresh(by), locked(person)))
    return end_links(person=person)


LONGEST_AGENT = 400


@transaction.atomic
def note_device(*, user: User, session_key: str, agent: str, at: datetime | None = None) -> Device:
    """The account was seen in this session just now; a new one also sweeps away rows of dead sessions."""
    values = {"user": user, "name": device_name(agent[:LONGEST_AGENT]), "last_seen_at": at or timezone.now()}
    device, is_new = Device.objects.update_or_create(session_digest=key_digest(session_key), defaults=values)
    if is_new:
        dead = user.devices.exclude(pk__in=user.devices.live().values("pk"))
        dead.exclude(pk=device.pk).delete()
    return device


def forget_device(*, session_key: str | None) -> None:
    """A session has ended by itself, for example by logging out."""
    Device.objects.filter(session_digest=key_digest(session_key or "")).delete()


@transaction.atomic
def end_device(*, device: Device, by: User) -> None:
    """Log out there."""
    refuse_if(why_not_end_device(by, device))
    live_sessions().filter(digest=device.session_digest).delete()
    device.delete()


@transaction.atomic
def end_devices(*, user: User, keep: str | None = None) -> int:
    """Log out everywhere, except in the session with the key `keep`; how many sessions ended."""
    devices = user.devices.exclude(session_digest=key_digest(keep or ""))
    ended, _ = live_sessions().filter(digest__in=devices.values("session_digest")).delete()
    devices.delete()
    return ended


def note_factor_reset_seen(*, user: User, at: datetime | None = None) -> bool:
    """Whether it has to be told now that somebody took the second factor off; it is told once."""
    told = User.objects.filter(pk=user.pk, factor_reset_at__isnull=False, factor_reset_seen_at=None)
    return bool(told.update(factor_reset_seen_at=at or timezone.now()))


@transaction.atomic
def change_key(*, old: str | None, new: str | None) -> None:
    """The same device goes on under a new session key."""
    Device.objects.filter(session_digest=key_digest(old or "")).update(session_digest=key_digest(new or ""))


def key_digest(session_key: str) -> str:
    """What is kept of a session's key; querysets.SessionDigest computes the same in the database."""
    return sha256(session_key.encode()).hexdigest()
