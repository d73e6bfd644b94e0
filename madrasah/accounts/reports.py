"""In what state the accounts of many people are, found by the database in one go."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from madrasah.accounts.models import AccessLink, Device
from madrasah.accounts.states import AccountState
from madrasah.people.models import Person
from madrasah.users.models import User


def with_state(persons: Any) -> Any:
    """The persons with `account_state`, `seen_at`, and, while a personal link is open, `link_until`.

    A device is noted long after the log-in, so the later of both is when the account was last in use.
    """
    devices = Device.objects.filter(user__person=OuterRef("pk")).order_by("-last_seen_at")
    links = AccessLink.objects.open().filter(person=OuterRef("pk"))
    no_password = Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return persons.annotate(
        link_until=Subquery(links.values("expires_at")[:1]),
        seen_at=Greatest("user__last_login", Subquery(devices.values("last_seen_at")[:1])),
        account_state=Case(
            When(user=None, then=Value(AccountState.NONE)),
            When(user__is_active=False, then=Value(AccountState.CLOSED)),
            When(no_password & Q(link_until__isnull=False), then=Value(AccountState.SENT)),
            When(no_password, then=Value(AccountState.LAPSED)),
            When(user__username__in=_locked_names(), then=Value(AccountState.LOCKED)),
            default=Value(AccountState.ACTIVE),
        ),
    )


UNREACHED = {
    AccountState.NONE: "belum punya akun",
    AccountState.SENT: "belum membuka tautan akunnya",
    AccountState.LAPSED: "belum punya kata sandi, dan tautannya tidak berlaku lagi",
    AccountState.CLOSED: "tidak bisa masuk: akunnya dinonaktifkan",
}


def why_unreached(person: Person) -> str:
    """What follows "Bu Aminah …" where nothing shared can be read by the person yet; "" for an account that works."""
    state = with_state(Person.objects.filter(pk=person.pk)).values_list("account_state", flat=True).get()
    return UNREACHED.get(AccountState(state), "")


def accounts_of(user: User, *, text: str = "", madrasah: Any = None, state: str = "", office: str = "") -> Any:
    """Persons in the user's sight by name, with the state of the account and all that permissions ask."""
    found = with_state(Person.objects.visible_to(user).named(text))
    if madrasah is not None:
        found = found.working_at(madrasah, timezone.localdate())
    if office:
        found = found.in_office(office, timezone.localdate())
    if state:
        found = found.filter(account_state=state)
    return found.by_name(is_search=bool(text)).with_account()


def _locked_names() -> Any:
    """Names of accounts whose locks are still shut; they open by themselves (decisions.md 15)."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = AccessAttempt.objects.filter(attempt_time__gte=since, username__isnull=False)
    return attempts.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).values("username")
