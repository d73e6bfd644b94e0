"""The page of a KKG and the page of a session: everything leads on from here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kkg.agenda.presenters import topic_line
from kkg.agenda.reports import past_topics, whys_of
from kkg.attendance.presenters import attendance_line, attendance_totals
from kkg.desk.evening import Known, day_rolls, evening_steps
from kkg.desk.menus import group_menu, later_items, next_step, session_changes, session_menu
from kkg.desk.reports import sessions_in_full
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_edit_group, why_not_run_group
from kkg.groups.scope import groups_seen_by, hub_of
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_see_reasons, write_up_ends
from kkg.sessions.presenters import session_facts, session_line, session_state, session_when
from kkg.sessions.reports import session_doubts
from madrasah.guards import actor, get_visible_or_404

MOST_COMING = 5


@require_safe
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one KKG: what is coming or still open, its work, its madrasah and its officers."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    today = timezone.localdate()
    sessions = Session.objects.visible_to(request.user).for_list().of_group(group)
    coming = sessions.to_come_or_close(today)
    context = {
        "group": group,
        "has_list": groups_seen_by(request.user) != {hub_of(request.user)},
        "places": group.group_places.open(today).select_related("madrasah").order_by("madrasah__name"),
        "officers": group.officers.open(today).select_related("person").order_by("since", "pk"),
        "coming": [session_line(s, today, reverse("kkg:session-detail", args=[s.pk])) for s in coming[:MOST_COMING]],
        "menu": group_menu(actor(request), group),
        "why_not_edit": why_not_edit_group(actor(request), group),
        "why_not_run": why_not_run_group(actor(request), group),
    }
    return render(request, "kkg/desk/group_detail.html", context)


CHANGED = ("Ditunda", "Dibatalkan")  # facts that stand at the top of the page


@require_safe
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What to do next, the agenda with states, who came, and the way to every other page of the session."""
    session = get_visible_or_404(sessions_in_full(actor(request)), request, pk=pk)
    user, known = actor(request), _known(session)
    past, state = past_topics(session, known.topics), session_state(session, timezone.localdate())
    facts, whys = session_facts(session, known.topics), whys_of(known.topics, past)
    with_reasons = why_not_see_reasons(user, session.group) is None
    why_not_run = why_not_run_group(user, session.group)
    context = {
        "session": session,
        "when": session_when(session),
        "state": state[0],
        "tone": state[1],
        "changed": [fact for fact in facts if fact[0] in CHANGED],
        "facts": [fact for fact in facts if fact[0] not in CHANGED],
        "topics": [topic_line(topic, past, whys.get(topic.pk, [])) for topic in known.topics],
        "totals": attendance_totals(known.attendances, with_reasons=with_reasons),
        "days": [
            (one, [attendance_line(row, user, session.group) for row in one.known.attendances]) for one in known.days
        ],
        "people": [attendance_line(row, user, session.group) for row in known.attendances],
        "why_not_run": why_not_run,
        "doubts": [] if why_not_run else session_doubts(session),
        "steps": evening_steps(user, session, known),
        "written_up_until": write_up_ends(session),
        "next_step": next_step(user, session, known),
        "menu": session_menu(user, session, known),
        "later": later_items(user, session, known),
        "changes": session_changes(user, session),
    }
    return render(request, "kkg/desk/session_detail.html", context)


def _known(session: Any) -> Known:
    """Rows and counts that page and menu share, of a session read in full."""
    topics, rows = list(session.topics.all()), list(session.attendances.all())
    days = day_rolls(session) if session.until else []
    return Known(topics, rows, session.decision_count, session.material_count, session.photo_count, days)
