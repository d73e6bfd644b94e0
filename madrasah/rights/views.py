"""One's own data on one page, what one may ask about it, and the operator's list of what was asked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.presenters import identity_facts
from madrasah.rights.actions import answer, ask, withdraw
from madrasah.rights.forms import AnswerForm, RequestForm
from madrasah.rights.models import DataRequest
from madrasah.rights.permissions import why_not_answer, why_not_keep_requests, why_not_request, why_not_withdraw
from madrasah.rights.presenters import facts_of, line_of, state_of

A_PAGE = 30


@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """What is kept about who is logged in, and what became of the own requests."""
    user = actor(request)
    refuse_if(why_not_request(user))
    person: Any = user.person
    facts, missing = identity_facts(person)
    asked = person.data_requests.select_related("answered_by__person")
    context = {
        "facts": facts,
        "missing": missing,
        "posts": person.placements.select_related("madrasah"),
        "offices": person.assignments.select_related("madrasah", "region"),
        "degrees": person.degrees.all(),
        "certificates": person.teaching_certificates.all(),
        "asked": [(row, state_of(row, timezone.now()), why_not_withdraw(user, row) is None) for row in asked],
    }
    return render(request, "madrasah/rights/own_data.html", context)


@get_or_post
def request_new(request: HttpRequest) -> HttpResponse:
    """Ask for a correction, a copy, an end, or to be erased."""
    refuse_if(why_not_request(actor(request)))
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        ask(**form.cleaned_data, by=actor(request))
        messages.success(request, "Permintaan terkirim ke operator wilayah. Jawabannya tampil di halaman ini.")
        return redirect("madrasah:own-data")
    return render(request, "madrasah/rights/request.html", {"form": form})


@require_POST
def request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own one back."""
    withdraw(request=get_visible_or_404(DataRequest, request, pk=pk), by=actor(request))
    messages.success(request, "Permintaan ditarik.")
    return redirect("madrasah:own-data")


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """What people of the region asked: what waits first, then what was answered."""
    refuse_if(why_not_keep_requests(actor(request)))
    rows = DataRequest.objects.visible_to(request.user).of_others(request.user).select_related("person")
    page = page_of(rows.over(), request.GET.get("halaman"), A_PAGE)
    context = {
        "waiting": [line_of(row) for row in rows.waiting()],
        "page": page,
        "lines": [line_of(row) for row in page.rows],
    }
    return render(request, "madrasah/rights/list.html", context)


@get_or_post
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, with the way to what it asks for, and the answer."""
    refuse_if(why_not_keep_requests(actor(request)))
    rows = DataRequest.objects.select_related("person", "answered_by__person")
    row = get_visible_or_404(rows, request, pk=pk)
    reason = why_not_answer(actor(request), row)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer(request=row, words=form.cleaned_data["words"], by=actor(request))
        messages.success(request, "Jawaban terkirim.")
        return redirect("madrasah:data-request-list")
    context = {"row": row, "facts": facts_of(row), "form": form, "why_not": reason}
    context["is_erasure"] = row.kind == DataRequest.Kind.ERASURE
    return render(request, "madrasah/rights/detail.html", context)
