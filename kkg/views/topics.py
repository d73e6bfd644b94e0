"""Topics that were not finished: the list with their history, and the page that closes or hands on one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.forms import succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from kkg.actions.topics import settle_topic, take_back_topic
from kkg.agenda import history, told
from kkg.forms.sessions import ReasonForm
from kkg.forms.topics import CloseTopicForm, HandOnForm, TopicFilter
from kkg.models import Topic, WorkingGroup, called_at
from kkg.permissions import why_not_settle_topic, why_not_take_back_topic
from kkg.presenters import pending_line, settled_words, topic_facts, topic_state
from kkg.reports import past_of
from madrasah.guards import actor, get_visible_or_404

PER_PAGE = 20


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """What waits for a next agenda, oldest first; under the other tabs what was settled."""
    form = TopicFilter(request.GET, groups=WorkingGroup.objects.visible_to(request.user))
    found = form.narrow(Topic.objects.visible_to(request.user).for_list())
    page = page_of(found, request.GET.get("halaman"), PER_PAGE)
    past, today = past_of([topic.pk for topic in page]), timezone.localdate()
    context = {
        "form": form,
        "tabs": tabs_of(request, TopicFilter.STATES, form.chosen),
        "page": page,
        "lines": [pending_line(topic, past, today, with_group=form.has_many) for topic in page],
    }
    return render(request, "kkg/topic_list.html", context)


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
    why_not = why_not_settle_topic(request.user, topic)
    sent = request.POST if request.method == "POST" else None
    is_handing = bool(sent and sent.get("aksi") == "serahkan")
    shut = CloseTopicForm(None if is_handing else sent)
    people = set() if why_not else called_at(topic.session)
    hand = HandOnForm(sent if is_handing else None, topic=topic, people=people)
    if request.method == "POST":
        refuse_if(why_not)
        chosen: Any = hand if is_handing else shut
        if chosen.is_valid() and succeeds(
            chosen, settle_topic, topic=topic, by=actor(request), **chosen.values
        ):
            done = "diserahkan" if is_handing else "ditutup"
            messages.success(request, f"Topik {done}. Topik ini tidak kembali lagi ke agenda.")
            return redirect("kkg:topic-settle", topic.last_held.pk)
    context = {"why_not": why_not, "shut": shut, "hand": hand, **_shown(request, topic)}
    return render(request, "kkg/topic_settle.html", context)


def _shown(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    chain = history(topic.pk, past_of([topic.pk], topic.session.group_id))
    held = chain if topic.status else chain[:-1]
    state, tone = topic_state(topic)
    return {
        "topic": topic,
        "state": state,
        "tone": tone,
        "history": told(held),
        "facts": topic_facts(topic),
        "settled": settled_words(topic),
        "why_not_take_back": why_not_take_back_topic(request.user, topic),
    }


@get_or_post
def topic_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a settled topic on the agenda again, with a reason."""
    topic = get_visible_or_404(Topic, request, pk=pk)
    refuse_if(why_not_take_back_topic(request.user, topic))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and succeeds(
        form, take_back_topic, topic=topic, reason=form.cleaned_data["reason"], by=actor(request)
    ):  # fmt: skip
        messages.success(request, "Topik kembali ke agenda berikutnya.")
        return redirect("kkg:topic-settle", pk)
    context = {"topic": topic, "form": form, "back": reverse("kkg:topic-settle", args=[pk])}
    return render(request, "kkg/topic_take_back.html", context)
