"""From what is planned to a session: scheduling one, or tying one that is there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.formats import date_long
from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.groups.permissions import why_not_plan_programme
from kkg.programme.actions import schedule_planned, tie_session
from kkg.programme.forms import TieForm
from kkg.programme.models import PlannedSession
from kkg.programme.reports import likely_session
from kkg.sessions.models import Session
from kkg.sessions.reports import moved_words, waiting_agendas
from madrasah.guards import actor, get_visible_or_404


@require_POST
def planned_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """One press makes the session; its details come next."""
    planned = get_visible_or_404(PlannedSession, request, pk=pk)
    refuse_if(why_not_plan_programme(actor(request), planned.programme))
    stood = waiting_agendas(planned.programme.group)
    try:
        session = schedule_planned(planned=planned, by=actor(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("kkg:programme-detail", planned.programme_id)
    done = f"Pertemuan dibuat, {date_long(session.date)}. Lengkapi jam dan tempatnya."
    messages.success(request, f"{done} {moved_words(session.group, stood)}".strip())
    return redirect("kkg:session-edit", session.pk)


@get_or_post
def planned_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which session is what was planned."""
    planned = get_visible_or_404(PlannedSession, request, pk=pk)
    programme = planned.programme
    refuse_if(why_not_plan_programme(actor(request), programme))
    found = Session.objects.run_by(request.user).of_group(programme.group).of_members()
    sessions = found.free_for(planned).in_school_year(programme.semester)
    tied = sessions.filter(planned=planned).first()
    offered = None if tied else likely_session(planned, sessions)
    form = TieForm(request.POST or None, sessions=sessions, initial={"session": tied or offered})
    if form.is_valid() and succeeds(
        form, tie_session, planned=planned, session=form.cleaned_data["session"], by=actor(request)
    ):
        messages.success(request, "Kaitan disimpan.")
        return redirect("kkg:programme-detail", programme.pk)
    return render(request, "kkg/programme/planned_tie.html", {"planned": planned, "form": form, "offered": offered})
