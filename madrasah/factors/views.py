"""The second page of the log-in, one's own second factor, and taking off that of who lost the phone."""

import base64
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.codes import qr_inline
from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.accounts.entry_views import given_up, let_in, pending_of
from madrasah.factors import actions as factors
from madrasah.factors.forms import CodeForm, ProofForm, ResetFactorForm
from madrasah.factors.middleware import AFTERWARDS
from madrasah.factors.models import BACKUP_LETTERS, Tried
from madrasah.factors.permissions import must_have_factor, why_not_change_factor, why_not_reset_factor, why_not_set_up
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person

FEW = 3


@never_cache
@login_not_required
@get_or_post
def second_step(request: HttpRequest) -> HttpResponse:
    """The code, from whoever gave the right password a moment ago; nothing here says who that is."""
    if request.user.is_authenticated:
        return redirect("home")
    pending = pending_of(request)
    if pending is None:
        messages.info(request, "Waktu mengetik kode sudah habis. Masuk lagi dari awal.")
        return redirect_to_login(given_up(request) or reverse("home"))
    form = CodeForm(request.POST or None, is_backup="cadangan" in request.GET)
    if form.is_valid():
        tried = factors.try_code(user=pending.user, code=form.cleaned_data["pin"])
        if tried.fits:
            answer = let_in(request, pending.user, where=pending.where)
            _tell_left(request, tried)
            return answer
        form.refuse(tried)
    return render(request, "madrasah/factors/second_step.html", {"form": form})


@require_safe
def factor(request: HttpRequest) -> HttpResponse:
    """Whether it is on, what it is for, and what can be done with it."""
    user = actor(request)
    context: dict[str, Any] = {"is_needed": must_have_factor(user), "since": user.factor_since}
    if user.factor_since:
        context |= {"left": factors.codes_left(user), "few": FEW}
    return render(request, "madrasah/factors/factor.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A key for the app."""
    factors.begin_factor(by=actor(request))
    return redirect("madrasah:factor-set-up")


@get_or_post
def set_up(request: HttpRequest) -> HttpResponse:
    """The key as QR, link and text; on with the first right code."""
    user = actor(request)
    refuse_if(why_not_set_up(user))
    app = factors.waiting_app(user)
    if app is None:
        return redirect("madrasah:factor")
    form = ProofForm(request, request.POST or None)
    if form.is_valid():
        key = request.session.session_key
        tried, codes = factors.confirm_factor(code=form.cleaned_data["pin"], by=user, session_key=key)
        if tried.fits:
            return _show(request, codes, is_new=True)
        form.refuse(tried)
    secret = base64.b32encode(app.bin_key).decode()
    context = {
        "form": form,
        "address": app.config_url,
        "qr": qr_inline(app.config_url),
        "key": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, "madrasah/factors/set_up.html", context)


@get_or_post
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes for the password and a code."""
    user = actor(request)
    refuse_if(why_not_change_factor(user))
    form = _proof(request)
    if _is_proved(request, form):
        return _show(request, factors.renew_codes(by=user), is_new=False)
    return render(request, "madrasah/factors/new_codes.html", {"form": form})


@get_or_post
def turn_off(request: HttpRequest) -> HttpResponse:
    """Off, for the password and a code."""
    user = actor(request)
    refuse_if(why_not_change_factor(user))
    form = _proof(request)
    if _is_proved(request, form):
        factors.switch_off(by=user)
        messages.success(request, "Pengaman kedua sudah mati. Masuk cukup dengan kata sandi.")
        return redirect("madrasah:factor")
    return render(request, "madrasah/factors/turn_off.html", {"form": form, "is_needed": must_have_factor(user)})


@get_or_post
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take off the second factor of who lost the phone and the recovery codes."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_reset_factor(actor(request), person))
    form = ResetFactorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        factors.reset_factor(person=person, by=actor(request), reason=form.cleaned_data["reason"])
        messages.success(request, f"Pengaman kedua {person} sudah dilepas. Ia masuk lagi dengan kata sandinya.")
        return redirect("madrasah:account-detail", pk)
    return render(request, "madrasah/factors/reset.html", {"form": form, "person": person})


def _proof(request: HttpRequest) -> ProofForm:
    return ProofForm(request, request.POST or None, is_backup="cadangan" in request.GET)


def _is_proved(request: HttpRequest, form: ProofForm) -> bool:
    """Whether password and code are right; the code is used up then."""
    if request.method != "POST" or not form.is_valid():
        return False
    tried = factors.try_code(user=actor(request), code=form.cleaned_data["pin"])
    if not tried.fits:
        form.refuse(tried)
    return tried.fits


def _show(request: HttpRequest, codes: list[str], *, is_new: bool) -> HttpResponse:
    """The codes, once; and the way on to where they were going."""
    half = BACKUP_LETTERS // 2
    context = {
        "codes": [f"{code[:half]}-{code[half:]}" for code in codes],
        "is_new": is_new,
        "next_url": request.session.pop(AFTERWARDS, None) or reverse("madrasah:factor"),
    }
    return render(request, "madrasah/factors/codes.html", context)


def _tell_left(request: HttpRequest, tried: Tried) -> None:
    if tried.left is not None:
        again = " Buat kode cadangan baru lewat Akun." if tried.left <= FEW else ""
        messages.warning(request, f"Anda masuk dengan kode cadangan. Sisa {tried.left} kode.{again}")
