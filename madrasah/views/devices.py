"""Where one's own account is open: look, log out there, log out everywhere."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from madrasah.actions.devices import end_device, end_devices, key_digest, note_device
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Device, User


@require_safe
def device_list(request: HttpRequest) -> HttpResponse:
    """Devices on which the own account is open, this one first."""
    user, key = cast(User, request.user), request.session.session_key or ""
    here = note_device(user=user, session_key=key, agent=request.headers.get("User-Agent", ""))
    devices = sorted(Device.objects.visible_to(user), key=lambda device: device != here)
    return render(request, "madrasah/device_list.html", {"devices": devices, "here": here})


@require_POST
def device_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Log out on one device; on this one it is an ordinary log-out."""
    device = get_visible_or_404(Device, request, pk=pk)
    end_device(device=device, by=actor(request))
    if device.session_digest == key_digest(request.session.session_key or ""):
        logout(request)
        return redirect("madrasah:login")
    messages.success(request, f"{device} sudah keluar.")
    return redirect("madrasah:device-list")


@require_POST
def device_end_all(request: HttpRequest) -> HttpResponse:
    """Log out everywhere, here too."""
    end_devices(user=cast(User, request.user))
    logout(request)
    messages.success(request, "Semua perangkat sudah keluar. Masuk lagi di sini bila perlu.")
    return redirect("madrasah:login")
