"""Indicators of a topic: what it is about, chosen by those who run the group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from competency.actions.materials import tie_topic
from competency.forms.materials import IndicatorTiesForm
from competency.reports.materials import indicators_of_topic, topic_codes, tying_instrument
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.models import Topic
from kkg.permissions import why_not_tie_topic
from madrasah.guards import get_visible_or_404


@get_or_post
def topic_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators one topic is tied to; they stay with it on every agenda it returns to."""
    topic = get_visible_or_404(Topic, request, pk=pk)
    why_not, instrument = why_not_tie_topic(request.user, topic), tying_instrument()
    sent = request.POST if request.method == "POST" else None  # no box ticked is an answer too
    form = instrument and IndicatorTiesForm(sent, instrument=instrument, tied=topic_codes(topic, instrument))
    if request.method == "POST":
        refuse_if(why_not)
        if form and form.is_valid():
            tie_topic(topic=topic, instrument=form.instrument, codes=form.codes, by=request.user)
            messages.success(request, "Kaitan dengan indikator disimpan.")
            return redirect("kkg:topic-settle", pk)
    back = reverse("kkg:topic-settle", args=[pk])
    context = {
        "topic": topic, "rows": indicators_of_topic(topic), "why_not": why_not, "form": form, "back": back,
    }  # fmt: skip
    return render(request, "competency/topic_indicators.html", context)
