"""The doors for people: log-in, own account, personal link with PIN, first account, privacy notice."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.formats import date_plain
from core.http import get_or_post
from core.refusals import refuse_if
from core.whatsapp import message_link
from madrasah.actions import accounts
from madrasah.actions.devices import change_key, end_devices, forget_device
from madrasah.forms.accounts import (
    FirstAccountForm,
    LoginForm,
    NewPasswordForm,
    OwnPasswordForm,
    PinForm,
    ResetForm,
)
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Person, Region, User
from madrasah.permissions import why_not_activate

BACKEND = "madrasah.backends.PersonBackend"
OPENED = "opened_link"  # session key: digest of the link whose PIN was right
RESET_NOTICE = "Akun Anda disetel ulang oleh {by}. Bila bukan Anda yang meminta, beri tahu pengawas."
INVITATION = (
    "Assalamu'alaikum {person}, ini tautan pribadi Anda untuk {site}: {address}\n"
    "Buka, lalu ketik PIN yang saya sampaikan terpisah. Berlaku sampai {until}. Jangan teruskan pesan ini."
)


class Login(LoginView):
    """Django's page in our words; the first log-in after a reset says so, once."""

    form_class = LoginForm
    template_name = "madrasah/login.html"
    extra_context = {"site_name": settings.SITE_NAME}  # Django would put the host name there
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _tell_reset(self.request, form.get_user())
        return response


class Logout(LogoutView):
    """Django's, and the device leaves the list with its session."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forget_device(session_key=request.session.session_key)
        return super().post(request, *args, **kwargs)


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who am I here, and what do I hold."""
    person = cast(User, request.user).person
    context: dict[str, Any] = {"person": person}
    if person is not None:
        context["offices"] = person.assignments.not_over().select_related("madrasah", "region")
        context["posts"] = person.placements.not_over().select_related("madrasah")
    return render(request, "madrasah/account.html", context)


@get_or_post
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; other sessions end, this one goes on."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        before = request.session.session_key
        update_session_auth_hash(request, form.save())
        change_key(old=before, new=request.session.session_key)
        end_devices(user=cast(User, request.user), keep=request.session.session_key)
        messages.success(request, "Kata sandi sudah diganti. Perangkat lain diminta masuk lagi.")
        return redirect("madrasah:account")
    return render(request, "madrasah/password_form.html", {"form": form})


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
        return render(request, "madrasah/link_pin.html", {"form": form, "link": found})
    opened = accounts.try_pin(token=token, pin=form.cleaned_data["pin"])
    if opened is accounts.Opened.YES:
        request.session.cycle_key()
        request.session[OPENED] = found.token_digest
        return redirect("madrasah:link-password", token)
    if opened is accounts.Opened.DEAD:
        return _dead_link(request, accounts.find_link(token))
    form.add_error("pin", "PIN tidak cocok. Periksa lagi angkanya.")
    return render(request, "madrasah/link_pin.html", {"form": form, "link": found})


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
        return render(request, "madrasah/link_password.html", {"form": form, "owner": owner})
    user = accounts.use_link(token=token, password=form.cleaned_data["new_password1"])
    if user is None:
        return _dead_link(request, accounts.find_link(token))
    login(request, user, backend=BACKEND)
    messages.success(request, f"Akun siap. Nama masuk Anda: {user.username}. Catat, ya.")
    _tell_reset(request, user)
    return redirect("home")


@never_cache
@require_POST
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """A first link for a person, shown once, the PIN apart from it."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_activate(request.user, person))
    if _has_password(person):
        return redirect("madrasah:account-reset", pk)
    issued = accounts.activate_account(person=person, by=actor(request))
    return render(request, "madrasah/account_issued.html", slip_of(request, person, issued))


@never_cache
@get_or_post
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Name what a reset does, then do it and show the new link once."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_activate(request.user, person))
    if not hasattr(person, "user"):
        raise Http404
    form = ResetForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "madrasah/account_reset.html", {"form": form, "person": person})
    reason = form.cleaned_data["reason"]
    issued = accounts.reset_account(person=person, by=actor(request), reason=reason)
    return render(request, "madrasah/account_issued.html", slip_of(request, person, issued))


@never_cache
@login_not_required
@get_or_post
def start(request: HttpRequest) -> HttpResponse:
    """The first account of an empty system; gone for good once there is one."""
    if accounts.has_started():
        raise Http404
    form = FirstAccountForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or not _code_fits(form):
        return render(request, "madrasah/start.html", {"form": form})
    data = form.cleaned_data
    region = get_object_or_404(Region, code=data["region"])
    try:
        user = accounts.start_system(
            code=data["code"], person=form.person(), region=region, password=data["password1"]
        )
    except accounts.AlreadyStartedError as error:
        raise Http404 from error
    login(request, user, backend=BACKEND)
    messages.success(request, f"Akun pertama siap. Nama masuk Anda: {user.username}. Catat, ya.")
    return redirect("home")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, who sees it, and what one may ask for."""
    return render(request, "madrasah/privacy.html")


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


def _dead_link(request: HttpRequest, found: Any) -> HttpResponse:
    unknown = "Alamat tautan ini tidak dikenal. Salin lagi seluruh tautannya dari pesan yang Anda terima."
    reason = accounts.why_not_open(found) if found else unknown
    return render(request, "madrasah/link_dead.html", {"reason": reason}, status=410 if found else 404)


def _tell_reset(request: HttpRequest, user: User) -> None:
    if accounts.note_reset_seen(user=user):
        messages.warning(request, RESET_NOTICE.format(by=user.reset_by or "petugas"))
