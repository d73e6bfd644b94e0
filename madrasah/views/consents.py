"""One's own yes or no to photos on papers of the KKG."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.http import get_or_post
from core.refusals import refuse_if
from madrasah.actions.consents import give_photo_consent, photo_consent_of, withdraw_photo_consent
from madrasah.models import User
from madrasah.permissions import why_not_consent


@get_or_post
def photo_consent(request: HttpRequest) -> HttpResponse:
    """Say yes or take it back; both hold at once."""
    user = cast(User, request.user)
    refuse_if(why_not_consent(user))
    person = user.person
    if request.method == "POST" and person is not None:
        if request.POST.get("go") == "izinkan":
            give_photo_consent(person=person, by=user)
            messages.success(request, "Izin dicatat. Anda bisa mencabutnya kapan saja di halaman ini.")
        else:
            withdraw_photo_consent(person=person, by=user)
            messages.success(request, "Izin dicabut dan langsung berlaku.")
        return redirect("madrasah:photo-consent")
    consent = photo_consent_of(person) if person else None
    return render(request, "madrasah/photo_consent.html", {"consent": consent})
