"""The last step of every way in: straight on, or first the code of a second factor.

Until the code is given nobody is logged in: the session knows only whose turn it is, for five minutes, and for as long
as the password by which they came stands.
"""

from datetime import timedelta
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from madrasah.accounts.actions import note_factor_reset_seen
from madrasah.accounts.link_actions import note_reset_seen
from madrasah.users.models import User

BACKEND = "madrasah.accounts.backends.PersonBackend"
PENDING = "menunggu_kode"  # session key: account, mark of its password, seconds since 1970, and where it goes on
PATIENCE = timedelta(minutes=5)
RESET_NOTICE = "Akun Anda disetel ulang oleh {by}. Bila bukan Anda yang meminta, beri tahu pengawas."
FACTOR_NOTICE = (
    "Pengaman kedua akun Anda dilepas oleh {by}. Bila bukan Anda yang meminta, ganti kata sandi dan beri tahu pengawas."
)


class Pending(NamedTuple):
    """Who has given all but the code, and where they were going."""

    user: User
    where: str


def enter(request: HttpRequest, user: User, *, where: str) -> HttpResponse:
    """In, for whoever has proved all; who has a second factor is asked for its code first."""
    if user.factor_since is None:
        return let_in(request, user, where=where)
    request.session.cycle_key()
    request.session[PENDING] = [user.pk, user.get_session_auth_hash(), int(timezone.now().timestamp()), where]
    return redirect("madrasah:second-step")


def let_in(request: HttpRequest, user: User, *, where: str) -> HttpResponse:
    """Logs in; what others did to the account meanwhile is told, once."""
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    if note_reset_seen(user=user):
        messages.warning(request, RESET_NOTICE.format(by=user.reset_by or "petugas"))
    if note_factor_reset_seen(user=user):
        messages.warning(request, FACTOR_NOTICE.format(by=user.factor_reset_by or "pengelola server"))
    return redirect(where)


def pending_of(request: HttpRequest) -> Pending | None:
    """Whose code this browser waits for; None for nobody, or not any more."""
    pk, mark, since, where = request.session.get(PENDING) or (0, "", 0, "")
    if timezone.now().timestamp() - since >= PATIENCE.total_seconds():
        return None
    user = User.objects.select_related("person").filter(pk=pk, is_active=True).first()
    if user is None:
        return None
    marks = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return Pending(user, where) if any([constant_time_compare(one, mark) for one in marks]) else None


def given_up(request: HttpRequest) -> str:
    """Where they were going who come too late; "" if nobody came."""
    *_, where = request.session.pop(PENDING, None) or [""]
    return str(where)
