"""How ijazah and certificate fit the posts: counts and lists for head and pengawas, and one teacher's own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.forms import succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.qualifications.forms import MapFilter, RulingForm
from madrasah.qualifications.linearity import table
from madrasah.qualifications.models import Ruling
from madrasah.qualifications.permissions import why_not_rule
from madrasah.qualifications.presenters import BY_PLACE, CROSSED, crossed_rows, place_rows, standing_row, standing_shown
from madrasah.qualifications.reports import Standing, standings_at, standings_seen
from madrasah.qualifications.ruling_actions import set_ruling, withdraw_ruling
from madrasah.roles import Role
from madrasah.scope import scope_of


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def qualification_map(request: HttpRequest) -> HttpResponse:
    """Counts first, the list of teachers behind them; by name, nobody is ranked, and no score stands beside."""
    places = Madrasah.objects.visible_to(request.user).filter(pk__in=scope_of(request.user).opens).by_name()
    form = MapFilter(request.GET, places=places)
    if not form.is_valid():
        raise Http404
    asked, place = form.cleaned_data, form.cleaned_data["madrasah"]
    found = standings_at([place.pk] if place else [each.pk for each in form.places])
    listed = [each for each in found if _fits(each, asked["ijazah"], asked["sertifikat"])]
    page = page_of(_Rows(listed), request.GET.get("halaman"))
    context = {
        "filter_form": form,
        "rules": table(),
        "count": len(found),
        "crossed_head": CROSSED,
        "crossed": crossed_rows(found, {"madrasah": place.pk} if place else {}),
        "crossed_numeric": range(1, len(CROSSED)),
        "place_head": BY_PLACE,
        "places": place_rows(found, form.places) if not place and len(form.places) > 1 else [],
        "place_numeric": range(1, len(BY_PLACE)),
        "page": page,
        "listed": len(listed),
        "lines": [standing_row(each) for each in page],
    }
    return render(request, "madrasah/qualifications/map.html", context)


class _Rows(list[Standing]):
    """Rows in memory, paged as those of a table are."""

    def count(self, _value: object = None) -> int:
        """How many."""
        return len(self)


def _fits(each: Standing, degree: str, certificate: str) -> bool:
    return degree in ("", each.degree.verdict) and certificate in ("", each.certificate.verdict)


@require_safe
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """One teacher, for oneself, the kepala and the pengawas of the madrasah where the teacher works today."""
    person = get_visible_or_404(Person, request, pk=pk)
    found, is_mine = standings_seen(actor(request), person), pk == scope_of(request.user).person_id
    if not found and not is_mine:
        raise Http404
    context = {
        "person": person,
        "is_mine": is_mine,
        "rules": table(),
        "posts": [standing_shown(each, why_not_rule(actor(request), each.placement)) for each in found],
    }
    return render(request, "madrasah/qualifications/standing.html", context)


@get_or_post
def ruling_set(request: HttpRequest, pk: int, placement_pk: int, aspect: str) -> HttpResponse:
    """Decide instead of the table, with a reason."""
    found = _post(request, pk, placement_pk)
    refuse_if(why_not_rule(actor(request), found.placement))
    judged = found.degree if aspect == Ruling.Aspect.DEGREE else found.certificate
    form = RulingForm(request.POST or None, instance=judged.ruling)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("verdict", "reason")}
        if succeeds(form, set_ruling, placement=found.placement, aspect=aspect, by=actor(request), **told):
            messages.success(request, "Ketetapan tersimpan. Yang sebelumnya tetap ada di riwayat.")
            return redirect("madrasah:qualification-standing", pk)
    label = Ruling.Aspect(aspect).label
    context = {"form": form, "person": found.placement.person, "label": label, "sentence": judged.by_table.sentence}
    return render(request, "madrasah/qualifications/rule.html", context)


@require_POST
def ruling_withdraw(request: HttpRequest, pk: int, placement_pk: int, aspect: str) -> HttpResponse:
    """Let the table speak again."""
    found = _post(request, pk, placement_pk)
    refuse_if(why_not_rule(actor(request), found.placement))
    judged = found.degree if aspect == Ruling.Aspect.DEGREE else found.certificate
    if judged.ruling:
        withdraw_ruling(ruling=judged.ruling, by=actor(request))
    messages.success(request, "Tabel aturan berlaku lagi.")
    return redirect("madrasah:qualification-standing", pk)


def _post(request: HttpRequest, pk: int, placement_pk: int | str) -> Standing:
    person = get_visible_or_404(Person, request, pk=pk)
    for each in standings_seen(actor(request), person):
        if each.placement.pk == int(placement_pk):
            return each
    raise Http404
