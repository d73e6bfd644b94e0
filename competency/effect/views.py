"""What was seen after the topics of a KKG: all pairs, and one with its figures, limits and paper."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.effect.papers import effect_paper
from competency.effect.permissions import why_not_read_effect, why_not_see_means
from competency.effect.presenters import (
    NO_PROOF,
    SAID,
    TONES,
    charts_of,
    conclusion,
    effect_facts,
    effect_line,
    limits,
    method,
)
from competency.effect.reports import EffectRow, effects_of
from competency.needs.presenters import topic_of
from core.papers import paper_response
from core.refusals import refuse_if
from kkg.models import WorkingGroup
from madrasah.guards import actor, get_visible_or_404


@require_safe
def effects(request: HttpRequest, pk: int) -> HttpResponse:
    """Each topic and indicator with its conclusion, all corrected for at once."""
    group = _group(request, pk)
    rows = _rows(request, group)
    context = {"group": group, "lines": [effect_line(row, group.pk) for row in rows], "no_proof": NO_PROOF}
    return render(request, "competency/effect/effects.html", context | {"method": method(rows[0]) if rows else ""})


@require_safe
def effect(request: HttpRequest, pk: int, topic: int, indicator: str) -> HttpResponse:
    """One of them: what it rests on, both halves, how far apart, and what that does not prove."""
    group = _group(request, pk)
    row = _row(request, group, topic, indicator)
    context: dict[str, Any] = {
        "group": group,
        "row": row,
        "title": topic_of(row.text),
        "state": SAID[row.verdict],
        "tone": TONES.get(row.verdict, "grey"),
        "conclusion": conclusion(row),
        "facts": effect_facts(row),
        "limits": limits(row),
        "method": method(row),
        "charts": charts_of(row),
        "why_not_means": why_not_see_means(actor(request), row.madrasahs) if row.effect.present else None,
    }
    return render(request, "competency/effect/effect.html", context)


@require_safe
def effect_pdf(request: HttpRequest, pk: int, topic: int, indicator: str) -> HttpResponse:
    """The same on paper."""
    group = _group(request, pk)
    row = _row(request, group, topic, indicator)
    paper = effect_paper(row, group, actor(request), timezone.localdate())
    return paper_response("tables.typ", paper, name=f"dampak-{topic_of(row.text)}")


def _group(request: HttpRequest, pk: int) -> WorkingGroup:
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_read_effect(actor(request), group))
    return group


def _rows(request: HttpRequest, group: WorkingGroup) -> list[EffectRow]:
    """All of the KKG, each as whole as this reader may see it."""
    user = actor(request)
    return [replace(row, is_whole=why_not_see_means(user, row.madrasahs) is None) for row in effects_of(group)]


def _row(request: HttpRequest, group: WorkingGroup, topic: int, indicator: str) -> EffectRow:
    """Among all of the KKG, since its conclusion is corrected for all."""
    for row in _rows(request, group):
        if (row.held.topic.pk, row.code) == (topic, indicator):
            return row
    raise Http404
