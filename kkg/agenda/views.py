"""The agenda of a session, and the topics of a KKG that wait."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.forms import succeeds
from core.http import get_or_post, seen_revision
from core.paging import page_of
from core.refusals import Refused, refuse_if
from kkg.agenda.actions import save_agenda, settle_topic, take_back_topic
from kkg.agenda.forms import AgendaRows, CloseTopicForm, HandOnForm, TopicFilter, agenda_rows
from kkg.agenda.history import history, past_words, rearranged
from kkg.agenda.permissions import why_not_settle_topic, why_not_take_back_topic
from kkg.agenda.presenters import because, continued_from, pending_line, settled_words, topic_facts, topic_state
from kkg.agenda.reports import past_of, past_topics, whys_of
from kkg.agenda.row_forms import pressed
from kkg.attendance.rosters import called_people
from kkg.groups.models import WorkingGroup
from kkg.sessions.carrying import TOPIC_FIELDS
from kkg.sessions.forms import ReasonForm
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import why_not_plan_agenda
from kkg.sessions.presenters import minutes_sum
from kkg.sessions.reports import waiting_words
from kkg.speakers.choices import choice_of
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Person


@get_or_post
def session_topics(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the list; "tambah", "naik", "turun" and "hapus" show it again changed; "simpan" saves it."""
    session = get_visible_or_404(Session, request, pk=pk)
    refuse_if(why_not_plan_agenda(actor(request), session))
    if request.method != "POST":
        return _page(request, session, agenda_rows(session, rows=_stored_rows(session)))
    move, at = pressed(request.POST)
    if move != "simpan":
        rows = rearranged(_known_rows(request, session), move, at)
        return _page(request, session, agenda_rows(session, rows=rows), is_unsaved=True)
    formset = agenda_rows(session, data=request.POST)
    faults = formset.faults if not formset.is_valid() else _refusal(request, session, formset)
    if faults:
        return _page(request, session, formset, faults=faults, is_unsaved=True)
    messages.success(request, "Agenda disimpan.")
    return redirect("kkg:session-detail", pk)


def _refusal(request: HttpRequest, session: Session, formset: AgendaRows) -> list[str]:
    """Saves; what the action refuses, in words."""
    try:
        save_agenda(session=session, rows=formset.rows, revision=seen_revision(request), by=actor(request))
    except ValidationError as error:
        return list(error.messages)
    except Refused as refusal:
        return [str(refusal)]
    return []


def _stored_rows(session: Session) -> list[dict[str, Any]]:
    return [
        {"pk": topic.pk, "carried": bool(topic.continues_id)}
        | {name: getattr(topic, name) or "" for name in TOPIC_FIELDS}
        | {"speaker": choice_of(topic.speaker)}
        for topic in session.topics.select_related("speaker")
    ]


def _carried(session: Session) -> dict[str, Any]:
    """Topics that were carried over, by their key as text."""
    return {str(topic.pk): topic for topic in session.topics.all() if topic.continues_id}


def _known_rows(request: HttpRequest, session: Session) -> list[dict[str, Any]]:
    carried = _carried(session)
    return [row | {"carried": row["pk"] in carried} for row in AgendaRows.typed(request.POST)]


def _page(
    request: HttpRequest,
    session: Session,
    formset: AgendaRows,
    *,
    faults: list[str] | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    """The form, each carried row with its history."""
    past = past_topics(session, topics := list(session.topics.all()))
    before = {str(topic.pk): continued_from(topic, past) for topic in topics}
    whys = {str(key): because(words) for key, words in whys_of(topics, past).items()}
    keyed = [(form, str(form["pk"].value() or "")) for form in formset.forms]
    rows: Any = [{"form": form, "history": before.get(key, ""), "why": whys.get(key, "")} for form, key in keyed]
    for row, above, below in zip(rows, [None, *rows], [*rows[1:], None], strict=False):
        row["may_rise"] = above is not None and bool(above["history"]) == bool(row["history"])
        row["may_fall"] = below is not None and bool(below["history"]) == bool(row["history"])
    context = {
        "session": session,
        "formset": formset,
        "rows": rows,
        "faults": faults or [],
        "is_unsaved": is_unsaved,
        "minutes": minutes_sum(session, topics),
    }
    return render(request, "kkg/agenda/topic_form.html", context)


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """What waits for a next agenda, oldest first; under the other tabs what was settled."""
    form = TopicFilter(request.GET, groups=WorkingGroup.objects.visible_to(request.user))
    found = form.narrow(Topic.objects.visible_to(request.user).for_list())
    page = page_of(found, request.GET.get("halaman"))
    past, today = past_of([topic.pk for topic in page]), timezone.localdate()
    context = {
        "form": form,
        "tabs": tabs_of(request, TopicFilter.STATES, form.chosen),
        "page": page,
        "lines": [pending_line(topic, past, today, with_group=form.has_many) for topic in page],
    }
    return render(request, "kkg/agenda/topic_list.html", context)


def tabs_of(request: HttpRequest, states: Any, chosen: str) -> list[dict[str, Any]]:
    """For components/tabs.html: the same address with another `tampil`, from its first page."""
    kept = {name: value for name, value in request.GET.items() if name not in ("tampil", "halaman")}
    return [
        {
            "label": label,
            "url": f"{request.path}?{urlencode(kept | ({'tampil': state} if state else {}))}",
            "current": state == chosen,
        }
        for state, label in states
    ]


@get_or_post
def topic_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of one topic; for those who run the group, closing it unfinished or handing it on."""
    topic = get_visible_or_404(Topic, request, pk=pk)
    why_not = why_not_settle_topic(actor(request), topic)
    sent = request.POST if request.method == "POST" else None
    is_handing = bool(sent and sent.get("aksi") == "serahkan")
    shut = CloseTopicForm(None if is_handing else sent)
    people = Person.objects.none() if why_not else called_people(topic.session)
    hand = HandOnForm(sent if is_handing else None, topic=topic, people=people)
    if request.method == "POST":
        refuse_if(why_not)
        chosen: Any = hand if is_handing else shut
        if chosen.is_valid() and succeeds(chosen, settle_topic, topic=topic, by=actor(request), **chosen.values):
            done = "diserahkan" if is_handing else "ditutup"
            messages.success(request, f"Topik {done}. Topik ini tidak kembali lagi ke agenda.")
            return redirect("kkg:topic-settle", topic.last_held.pk)
    context = {"why_not": why_not, "shut": shut, "hand": hand, **_shown(request, topic)}
    return render(request, "kkg/agenda/topic_settle.html", context)


def _shown(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    past = past_of([topic.pk], topic.session.group_id)
    chain = history(topic.pk, past)
    held = chain if topic.status else chain[:-1]
    state, tone = topic_state(topic)
    return {
        "topic": topic,
        "state": state,
        "tone": tone,
        "history": past_words(held),
        "why": because(whys_of([topic], past).get(topic.pk, [])),
        "facts": topic_facts(topic),
        "settled": settled_words(topic),
        "why_not_take_back": why_not_take_back_topic(actor(request), topic),
    }


@get_or_post
def topic_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a settled topic on the agenda again, with a reason."""
    topic = get_visible_or_404(Topic, request, pk=pk)
    refuse_if(why_not_take_back_topic(actor(request), topic))
    form = ReasonForm(request.POST or None)
    if form.is_valid() and succeeds(
        form, take_back_topic, topic=topic, reason=form.cleaned_data["reason"], by=actor(request)
    ):
        messages.success(
            request, f"Topik dikembalikan. {waiting_words(Topic.objects.visible_to(request.user).filter(pk=pk))}"
        )
        return redirect("kkg:topic-settle", pk)
    context = {"topic": topic, "form": form, "back": reverse("kkg:topic-settle", args=[pk])}
    return render(request, "kkg/agenda/topic_take_back.html", context)
