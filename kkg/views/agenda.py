"""The agenda of a session: one list that grows, moves and is saved whole."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.http import get_or_post, seen_revision
from core.refusals import Refused, refuse_if
from kkg.actions.agenda import TOPIC_FIELDS, save_agenda
from kkg.agenda import rearranged
from kkg.forms.agenda import AgendaBase, agenda_formset, typed_rows
from kkg.models import Session
from kkg.permissions import why_not_run_session
from kkg.presenters import continued_from, minutes_sum
from kkg.reports import past_topics
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def session_topics(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the list; "tambah", "naik", "turun" and "hapus" show it again changed; "simpan" saves it."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_run_session(request.user, session))
    if request.method != "POST":
        return _page(request, session, agenda_formset(rows=_stored_rows(session)))
    move, _, at = request.POST.get("aksi", "simpan").partition("-")
    if move != "simpan":
        rows = rearranged(_known_rows(request, session), move, int(at) if at.isdecimal() else -1)
        return _page(request, session, agenda_formset(rows=rows), is_unsaved=True)
    formset = agenda_formset(data=request.POST)
    faults = formset.faults if not formset.is_valid() else _refusal(request, session, formset)
    if faults:
        return _page(request, session, formset, faults=faults, is_unsaved=True)
    messages.success(request, "Agenda disimpan.")
    return redirect("kkg:session-detail", pk)


def _refusal(request: HttpRequest, session: Session, formset: AgendaBase) -> list[str]:
    """Saves; what the action refuses, in words."""
    revision = seen_revision(request)
    try:
        save_agenda(session=session, rows=formset.rows, revision=revision, by=actor(request))
    except ValidationError as error:
        return list(error.messages)
    except Refused as refusal:
        return [str(refusal)]
    return []


def _stored_rows(session: Session) -> list[dict[str, Any]]:
    return [
        {"pk": topic.pk, "carried": bool(topic.continues_id)}
        | {name: getattr(topic, name) or "" for name in TOPIC_FIELDS}
        for topic in session.topics.all()
    ]


def _carried(session: Session) -> dict[str, Any]:
    """Topics that were carried over, by their key as text."""
    return {str(topic.pk): topic for topic in session.topics.all() if topic.continues_id}


def _known_rows(request: HttpRequest, session: Session) -> list[dict[str, Any]]:
    carried = _carried(session)
    return [row | {"carried": row["pk"] in carried} for row in typed_rows(request.POST)]


def _page(
    request: HttpRequest, session: Session, formset: AgendaBase, *,
    faults: list[str] | None = None, is_unsaved: bool = False,
) -> HttpResponse:  # fmt: skip
    """The form, each carried row with its history."""
    topics = list(session.topics.all())
    carried = {str(topic.pk): topic for topic in topics if topic.continues_id}
    past = past_topics(session, topics)
    rows = []
    for form in formset.forms:
        topic = carried.get(str(form["pk"].value() or ""))
        rows.append({"form": form, "history": continued_from(topic, past) if topic else ""})
    context = {
        "session": session, "formset": formset, "rows": rows, "faults": faults or [],
        "is_unsaved": is_unsaved, "minutes": minutes_sum(session, topics),
    }  # fmt: skip
    return render(request, "kkg/topic_form.html", context)
