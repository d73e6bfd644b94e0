"""The address of a person's calendar: issued once, read by machines, taken back (decisions.md 14)."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from kkg.calendar.permissions import why_not_have_feed
from madrasah.accounts.link_actions import DEAD, digest
from madrasah.models import AccessLink, User

KIND = AccessLink.Kind.FEED
DAYS = 5 * 366  # a calendar is set up once and forgotten; who wants it gone takes it back
LONGEST_TOKEN = 100


@transaction.atomic
def issue_feed(*, by: User, at: datetime | None = None) -> str:
    """A new secret for one's own calendar; the one before dies. It is returned once and kept nowhere."""
    refuse_if(why_not_have_feed(by))
    at = at or timezone.now()
    revoke_feed(owner=by, at=at)
    token = secrets.token_urlsafe(24)
    AccessLink.objects.create(
        kind=KIND, person=by.person, token_digest=digest(token), issued_by=by, expires_at=at + timedelta(days=DAYS)
    )
    return token


@transaction.atomic
def revoke_feed(*, owner: User, at: datetime | None = None) -> int:
    """One's own address is dead from now on; how many there were."""
    User.objects.select_for_update().get(pk=owner.pk)
    live = AccessLink.objects.filter(kind=KIND, person=owner.person_id).exclude(DEAD)
    return live.update(revoked_at=at or timezone.now())


def live_feed(user: User, *, at: datetime | None = None) -> AccessLink | None:
    """The user's address that works today, if any."""
    live = AccessLink.objects.filter(kind=KIND, person=user.person_id, expires_at__gt=at or timezone.now())
    return live.exclude(DEAD).first() if user.person_id else None


def reader_of(token: str, *, at: datetime | None = None) -> User | None:
    """Whose calendar an address opens; None once it is dead, the account closed or the person deleted."""
    if len(token) > LONGEST_TOKEN or "\0" in token:
        return None
    links = AccessLink.objects.filter(kind=KIND, expires_at__gt=at or timezone.now()).exclude(DEAD)
    link = links.select_related("person__user").filter(token_digest=digest(token)).first()
    user = getattr(link.person, "user", None) if link and link.person else None
    if user is None or not user.is_active or user.person.removed_at:
        return None
    found: User = user
    return found
