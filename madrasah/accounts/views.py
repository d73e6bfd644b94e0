"""Logging in and out, one's own account, password and devices."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.brakes import Brake, visitor
from core.http import get_or_post
from madrasah.accounts.actions import end_device, end_devices, forget_device, key_digest, note_device
from madrasah.accounts.entry_views import enter
from madrasah.accounts.forms import LoginForm, OwnPasswordForm
from madrasah.accounts.models import Device
from madrasah.guards import actor, get_visible_or_404

# One password tried on many names: the lock of a name never sees it. A whole office mistypes less than that.
GUESSES = Brake("masuk", most=300)


class Login(LoginView):
    """Django's page in our words; who has a second factor is asked for it on the next one."""

    http_method_names = ["get", "head", "post"]  # else OPTIONS has a blank page
    form_class = LoginForm
    template_name = "madrasah/accounts/login.html"
    extra_context = {"site_name": settings.SITE_NAME}  # Django would put the host name there
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if GUESSES.holds(visitor(request)):
            return render(request, "madrasah/accounts/login_locked.html", {"is_address": True}, status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        GUESSES.note(visitor(self.request))
        return super().form_invalid(form)

    def get_success_url(self) -> str:
        """Who is logged in already does not come back to this page for ever."""
        where = super().get_success_url()
        return self.get_default_redirect_url() if where.partition("?")[0] == self.request.path else where

    def form_valid(self, form: Any) -> HttpResponse:
        return enter(self.request, form.get_user(), where=self.get_success_url())


class Logout(LogoutView):
    """Django's, and the device leaves the list with its session."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forget_device(session_key=request.session.session_key)
        return leave_nothing(super().post(request, *args, **kwargs))


def leave_nothing(response: HttpResponse) -> HttpResponse:
    """The phone is handed on: nothing behind Back. Not "storage": drafts lie there that their owner still wants, locked
    for every other account (core/drafts.py); nor "cookies", by which what waits on the server is found again.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who am I here, and what do I hold."""
    person = actor(request).person
    context: dict[str, Any] = {"person": person}
    if person is not None:
        context["offices"] = person.assignments.not_over().select_related("madrasah", "region")
        context["posts"] = person.placements.not_over().select_related("madrasah")
    return render(request, "madrasah/accounts/account.html", context)


@get_or_post
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; other sessions end, this one goes on."""
    form = OwnPasswordForm(request, request.POST or None)
    if form.is_valid():
        before = request.session.session_key
        update_session_auth_hash(request, form.save())
        end_devices(user=actor(request), keep=before)  # whose row follows to the new key (notes_devices)
        messages.success(request, "Kata sandi sudah diganti. Perangkat lain diminta masuk lagi.")
        return redirect("madrasah:account")
    return render(request, "madrasah/accounts/password_form.html", {"form": form})


@require_safe
def device_list(request: HttpRequest) -> HttpResponse:
    """Devices on which the own account is open, this one first."""
    user, key = actor(request), request.session.session_key or ""
    here = note_device(user=user, session_key=key, agent=request.headers.get("User-Agent", ""))
    devices = sorted(Device.objects.visible_to(user), key=lambda device: device != here)
    return render(request, "madrasah/accounts/device_list.html", {"devices": devices, "here": here})


@require_POST
def device_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Log out on one device; on this one it is an ordinary log-out."""
    device = get_visible_or_404(Device, request, pk=pk)
    end_device(device=device, by=actor(request))
    if device.session_digest == key_digest(request.session.session_key or ""):
        logout(request)
        return leave_nothing(redirect("madrasah:login"))
    messages.success(request, f"{device} sudah keluar.")
    return redirect("madrasah:device-list")


@require_POST
def device_end_all(request: HttpRequest) -> HttpResponse:
    """Log out everywhere, here too."""
    end_devices(user=actor(request))
    logout(request)
    messages.success(request, "Semua perangkat sudah keluar. Masuk lagi di sini bila perlu.")
    return leave_nothing(redirect("madrasah:login"))
