"""Web sessions of an account: noted now and then, ended one by one or all at once.

Needs sessions in the database (the default): a session is found again by the digest of its key.
"""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from core.agents import device_name
from core.refusals import refuse_if
from madrasah.models import Device, User
from madrasah.permissions import why_not_end_device
from madrasah.querysets import live_sessions

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


@transaction.atomic
def change_key(*, old: str | None, new: str | None) -> None:
    """The same device goes on under a new session key."""
    Device.objects.filter(session_digest=key_digest(old or "")).update(session_digest=key_digest(new or ""))


def key_digest(session_key: str) -> str:
    """What is kept of a session's key; querysets.SessionDigest computes the same in the database."""
    return sha256(session_key.encode()).hexdigest()
