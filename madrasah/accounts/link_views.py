"""Personal links: opening one with the PIN, choosing a password, issuing and resetting; and the first account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.formats import date_plain
from core.http import get_or_post
from core.interrupted import page_of
from core.refusals import refuse_if
from core.whatsapp import message_link
from madrasah.accounts import link_actions as accounts
from madrasah.accounts.entry_views import enter
from madrasah.accounts.forms import FirstAccountForm, NewPasswordForm, PinForm, ResetForm
from madrasah.accounts.link_guards import note_guess, refuse_guesser, refuse_link
from madrasah.accounts.models import AccessLink
from madrasah.accounts.permissions import why_not_activate
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.places.models import Region

OPENED = "opened_link"  # session key: digest of the link whose PIN was right
INVITATION = (
    "Assalamu'alaikum {person}, ini tautan pribadi Anda untuk {site}: {address}\n"
    "Buka, lalu ketik PIN yang saya sampaikan terpisah. Berlaku sampai {until}. Jangan teruskan pesan ini."
)


@never_cache
@login_not_required
@get_or_post
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the PIN. Looking never consumes a link: WhatsApp fetches a preview."""
    found = accounts.find_link(token)
    if found is None or accounts.why_not_open(found):
        return _dead_link(request, found)
    form = PinForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "madrasah/accounts/link_pin.html", {"form": form, "link": found})
    if waits := refuse_guesser(request):
        return waits
    opened = accounts.try_pin(token=token, pin=form.cleaned_data["pin"])
    if opened is accounts.Opened.YES:
        request.session.cycle_key()
        request.session[OPENED] = found.token_digest
        return redirect("madrasah:link-password", token)
    note_guess(request)
    if opened is accounts.Opened.DEAD:
        return _dead_link(request, accounts.find_link(token))
    form.add_error("pin", "PIN tidak cocok. Periksa lagi angkanya.")
    return render(request, "madrasah/accounts/link_pin.html", {"form": form, "link": found})


@never_cache
@login_not_required
@get_or_post
def link_password(request: HttpRequest, token: str) -> HttpResponse:
    """After the PIN: the own password, the log-in name to remember, and in."""
    found = accounts.find_link(token)
    if found is None or request.session.get(OPENED) != found.token_digest:
        return redirect("madrasah:link", token)
    if accounts.why_not_open(found):
        return _dead_link(request, found)
    owner = found.person.user  # type: ignore[union-attr]
    form = NewPasswordForm(owner, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "madrasah/accounts/link_password.html", {"form": form, "owner": owner})
    user = accounts.use_link(token=token, password=form.cleaned_data["new_password1"])
    if user is None:
        return _dead_link(request, accounts.find_link(token))
    messages.success(request, f"Akun siap. Nama masuk Anda: {user.username}. Catat, ya.")
    return enter(request, user, where=reverse("home"))


@require_POST
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """A first link for a person, shown once, the PIN apart from it."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_activate(actor(request), person))
    if _has_password(person):
        return redirect("madrasah:account-reset", pk)
    issued = accounts.activate_account(person=person, by=actor(request))
    context = slip_of(request, person, issued) | {"came_from": page_of(request)}
    return render(request, "madrasah/accounts/issued.html", context)


@get_or_post
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Name what a reset does, then do it and show the new link once."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_activate(actor(request), person))
    if not hasattr(person, "user"):
        raise Http404
    form = ResetForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "madrasah/accounts/reset.html", {"form": form, "person": person})
    reason = form.cleaned_data["reason"]
    issued = accounts.reset_account(person=person, by=actor(request), reason=reason)
    return render(request, "madrasah/accounts/issued.html", slip_of(request, person, issued))


@never_cache
@login_not_required
@get_or_post
def start(request: HttpRequest) -> HttpResponse:
    """The first account of an empty system; gone for good once there is one."""
    if accounts.has_started():
        raise Http404
    form = FirstAccountForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or not _code_fits(form):
        return render(request, "madrasah/accounts/start.html", {"form": form})
    data = form.cleaned_data
    region = get_object_or_404(Region, code=data["region"])
    try:
        user = accounts.start_system(code=data["code"], person=form.person(), region=region, password=data["password1"])
    except accounts.AlreadyStartedError as error:
        raise Http404 from error
    messages.success(request, f"Akun pertama siap. Nama masuk Anda: {user.username}. Catat, ya.")
    return enter(request, user, where=reverse("home"))


def _code_fits(form: FirstAccountForm) -> bool:
    reason = accounts.why_not_first_code(form.cleaned_data["code"])
    if reason:
        form.add_error("code", reason)
    return reason is None


def _has_password(person: Person) -> bool:
    return hasattr(person, "user") and person.user.has_usable_password()


def slip_of(request: HttpRequest, person: Person, issued: accounts.IssuedLink) -> dict[str, Any]:
    """What a page that shows a new link once needs: the prepared text and, apart from it, the PIN."""
    address = request.build_absolute_uri(reverse("madrasah:link", args=[issued.token]))
    text = INVITATION.format(
        person=person, site=settings.SITE_NAME, address=address, until=date_plain(issued.expires_on)
    )
    whatsapp_url = message_link(text, person.phone)
    return {"person": person, "issued": issued, "text": text, "whatsapp_url": whatsapp_url}


def _dead_link(request: HttpRequest, found: AccessLink | None) -> HttpResponse:
    return refuse_link(request, accounts.why_not_open(found) if found else None)
