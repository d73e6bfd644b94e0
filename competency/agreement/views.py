"""Latihan menilai: two people and one lesson, or one person and a made-up lesson. Private to them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competency.agreement.actions import begin_pairing, begin_practice, call_off_pairing, save_rating, show_to_pengawas
from competency.agreement.forms import PairingForm, RatingForm
from competency.agreement.masters import vignettes
from competency.agreement.models import Pairing, Rating
from competency.agreement.permissions import (
    why_not_call_off,
    why_not_compare,
    why_not_pair,
    why_not_practise,
    why_not_rate,
    why_not_show,
)
from competency.agreement.presenters import agreement_shown, item_rows, items_of, pairing_row
from competency.agreement.reads import codes_of, colleagues_of, instruments_to_compare, offered_vignettes
from competency.scoring.agreement import agreement_of
from core.forms import succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404
from madrasah.scope import scope_of


@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    """What one scored together or practised, and what can be practised on."""
    me = scope_of(request.user).person_id
    if me is None:
        raise Http404
    rows = Pairing.objects.visible_to(request.user).prefetch_related("ratings__rater")
    page = page_of(rows, request.GET.get("halaman"))
    context = {
        "page": page,
        "lines": [pairing_row(pairing, me) for pairing in page],
        "vignettes": [vignette for vignette, _ in offered_vignettes()],
        "why_not": why_not_pair(actor(request)),
    }
    return render(request, "competency/agreement/list.html", context)


@get_or_post
def agreement_new(request: HttpRequest) -> HttpResponse:
    """With whom, and which lesson."""
    user = actor(request)
    refuse_if(why_not_pair(user))
    data = request.POST if request.method == "POST" else None
    form = PairingForm(data, colleagues=colleagues_of(user), instruments=instruments_to_compare())
    if form.is_valid() and succeeds(form, begin_pairing, by=user, **form.cleaned_data):
        messages.success(request, "Dimulai. Masing-masing menilai sendiri; hasilnya terbuka sesudah keduanya selesai.")
        return redirect("competency:agreement-list")
    return render(request, "competency/agreement/new.html", {"form": form})


@require_POST
def agreement_practise(request: HttpRequest, slug: str) -> HttpResponse:
    """Begins a made-up lesson, or goes on with it."""
    found = {vignette.slug: (vignette, instrument) for vignette, instrument in offered_vignettes()}
    if slug not in found:
        raise Http404
    refuse_if(why_not_practise(actor(request)))
    vignette, instrument = found[slug]
    pairing = begin_practice(vignette=vignette, instrument=instrument, by=actor(request))
    return redirect("competency:agreement-fill", pairing.pk)


@get_or_post
def agreement_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own values, and nobody else's."""
    pairing, mine, _ = _read(request, pk)
    refuse_if(why_not_rate(mine, pairing))
    codes, stored = codes_of(pairing), mine.given_answers() if mine else {}
    data = request.POST if request.method == "POST" else None
    form = RatingForm(
        data, definition=pairing.instrument.definition, codes=codes, initial=RatingForm.typed(codes, stored)
    )
    if form.is_valid():
        is_done = "selesai" in request.POST
        told = {"answers": form.answers(), "is_done": is_done}
        if succeeds(form, save_rating, pairing=pairing, by=actor(request), **told):
            messages.success(request, "Penilaian Anda selesai." if is_done else "Tersimpan.")
            return redirect("competency:agreement-detail", pk)
    context = {"pairing": pairing, "form": form, "items": items_of(form), "vignette": vignettes().get(pairing.vignette)}
    return render(request, "competency/agreement/fill.html", context)


@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose turn it is; once all are done, both side by side."""
    pairing, mine, ratings = _read(request, pk)
    closed = why_not_compare(ratings)
    context: dict[str, Any] = {
        "pairing": pairing,
        "mine": mine,
        "ratings": ratings,
        "closed": closed,
        "vignette": vignettes().get(pairing.vignette),
        "why_not_rate": why_not_rate(mine, pairing),
        "can_call_off": not pairing.called_off_at and why_not_call_off(mine, ratings) is None,
        "can_show": why_not_show(mine, pairing, ratings) is None,
        "are_shown": all(rating.shown_at for rating in ratings),
    }
    if closed is None:
        context |= _compared(pairing, ratings, mine)
    return render(request, "competency/agreement/detail.html", context)


def _compared(pairing: Pairing, ratings: list[Rating], mine: Rating | None) -> dict[str, Any]:
    """One's own values first; beside them the partner's, or the master's."""
    definition, codes = pairing.instrument.definition, codes_of(pairing)
    vignette = vignettes().get(pairing.vignette)
    first, *others = sorted(ratings, key=lambda rating: rating != mine)
    second = dict(vignette.answers) if vignette else others[0].given_answers()
    names = ["Anda" if first == mine else str(first.rater), "Nilai acuan" if vignette else str(others[0].rater)]
    mine_given = first.given_answers()
    found = agreement_of(mine_given, second, codes, definition.scale.values)
    rows = item_rows(definition, mine_given, second, vignette)
    alike = [code for code in codes if mine_given.get(code) == second.get(code)]
    return {
        "agreement": agreement_shown(found),
        "head": ["Butir", *names, "Beda", *(["Alasan nilai acuan"] if vignette else [])],
        "apart": rows([code for code in codes if code not in alike]),
        "alike": rows(alike),
    }


@require_POST
def agreement_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own yes to the pengawas, or back."""
    pairing, _, _ = _read(request, pk)
    is_shown = request.POST.get("tunjukkan") == "ya"
    show_to_pengawas(pairing=pairing, is_shown=is_shown, by=actor(request))
    messages.success(request, "Anda setuju hasil ini dilihat." if is_shown else "Hasil ini hanya untuk kalian berdua.")
    return redirect("competency:agreement-detail", pk)


@require_POST
def agreement_call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not finished any more."""
    pairing, _, _ = _read(request, pk)
    call_off_pairing(pairing=pairing, by=actor(request))
    messages.success(request, "Penilaian berdua dibatalkan.")
    return redirect("competency:agreement-list")


def _read(request: HttpRequest, pk: int) -> tuple[Pairing, Rating | None, list[Rating]]:
    """The lesson, one's own rating, and all."""
    pairing = get_visible_or_404(Pairing.objects.select_related("instrument"), request, pk=pk)
    ratings = list(pairing.ratings.select_related("rater"))
    me = scope_of(request.user).person_id
    return pairing, next((rating for rating in ratings if rating.rater_id == me), None), ratings
