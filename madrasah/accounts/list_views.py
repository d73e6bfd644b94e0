"""Accounts for those who may grant: the list, many links at once, and one person's account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.accounts.actions import close_account, reopen_account, revoke_links
from madrasah.accounts.forms import AccountFilter, ChosenForm, ReasonForm
from madrasah.accounts.link_actions import activate_account
from madrasah.accounts.link_views import slip_of
from madrasah.accounts.permissions import why_not_activate, why_not_close_account, why_not_invite, why_not_keep_accounts
from madrasah.accounts.presenters import account_row, account_words
from madrasah.accounts.reports import accounts_of, with_state
from madrasah.accounts.states import AccountState
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.scope import scope_of

PER_PAGE = 30


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Everybody in sight with the state of the account; those without a password may be ticked."""
    refuse_if(why_not_keep_accounts(actor(request)))
    form = AccountFilter(request.GET, user=actor(request))
    asked = form.cleaned_data if form.is_valid() else {}
    found = accounts_of(
        actor(request),
        text=asked.get("q", ""),
        madrasah=asked.get("madrasah"),
        state=asked.get("keadaan", ""),
        office=asked.get("tugas", ""),
    )
    user = actor(request)
    page = page_of(found, request.GET.get("halaman"), PER_PAGE, is_counted=not scope_of(user).registers_regions)
    rows = [account_row(person, may=why_not_invite(user, person) is None) for person in page]
    context = {"filter_form": form, "page": page, "people": rows, "any": sum(row["may"] for row in rows)}
    context["is_all"] = request.GET.get("pilih") == "semua"
    return render(request, "madrasah/accounts/list.html", context)


@require_POST
def account_links(request: HttpRequest) -> HttpResponse:
    """Links and PINs for those ticked, shown once; who can't get one is named with the reason."""
    refuse_if(why_not_keep_accounts(actor(request)))
    form = ChosenForm(request.POST, persons=accounts_of(actor(request)).defer(None))
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("orang", []))))
        return redirect("madrasah:account-list")
    slips, refused = [], []
    for person in form.cleaned_data["orang"]:
        reason = why_not_invite(actor(request), person)
        if reason:
            refused.append((person, reason))
        else:
            issued = activate_account(person=person, by=actor(request))
            slips.append(slip_of(request, person, issued))
    return render(request, "madrasah/accounts/slips.html", {"slips": slips, "refused": refused})


@require_safe
def account_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's account, and what may be done with it."""
    person = _person(request, pk)
    state, reason = person.account_state, why_not_close_account(actor(request), person)
    context = {
        "person": person,
        "words": account_words(person),
        "why_not": reason,
        "why_no_link": why_not_activate(actor(request), person),
        "is_closed": state == AccountState.CLOSED,
        "has_password": state in (AccountState.ACTIVE, AccountState.LOCKED),
        "has_account": state != AccountState.NONE,
        "has_link": person.link_until is not None,
    }
    return render(request, "madrasah/accounts/detail.html", context)


@require_POST
def account_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Open links of the person die; sent to the wrong number, for example."""
    person = _person(request, pk)
    refuse_if(why_not_close_account(actor(request), person))
    if revoke_links(person=person, by=actor(request)):
        messages.success(request, f"Tautan untuk {person} sudah dibatalkan.")
    else:
        messages.info(request, "Tidak ada tautan yang masih berlaku.")
    return redirect("madrasah:account-detail", pk)


@get_or_post
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what closing does, ask why, then do it."""
    person = _person(request, pk)
    refuse_if(why_not_close_account(actor(request), person))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    account = getattr(person, "user", None)
    if account is None or not account.is_active:
        return redirect("madrasah:account-detail", pk)
    if request.method != "POST" or not form.is_valid():
        return render(request, "madrasah/accounts/close.html", {"form": form, "person": person})
    close_account(user=account, reason=form.cleaned_data["reason"], by=actor(request))
    messages.success(request, f"Akun {person} sudah dinonaktifkan. Semua perangkatnya keluar.")
    return redirect("madrasah:account-detail", pk)


@require_POST
def account_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """The account works again with the password it had."""
    person = _person(request, pk)
    refuse_if(why_not_close_account(actor(request), person))
    account = getattr(person, "user", None)
    if account is not None and not account.is_active:
        reopen_account(user=account, by=actor(request))
        messages.success(request, f"Akun {person} aktif kembali.")
    return redirect("madrasah:account-detail", pk)


def _person(request: HttpRequest, pk: int) -> Any:
    """The person with the state of the account, for those who keep accounts."""
    get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_keep_accounts(actor(request)))
    return with_state(Person.objects.visible_to(request.user)).with_standing().get(pk=pk)
