"""A request about the own data in words: what, until when, and what was answered."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from core.formats import moment_short
from madrasah.rights.models import DataRequest


def state_of(request: DataRequest, now: datetime) -> tuple[str, str]:
    """The word on the chip, and its colour."""
    if request.withdrawn_at:
        return "ditarik", "grey"
    if request.answered_at:
        return "dijawab", "green"
    return ("lewat waktu", "red") if request.due_at < now else ("menunggu", "amber")


def line_of(request: DataRequest) -> dict[str, str]:
    """A row of the operator's list."""
    state, tone = state_of(request, timezone.now())
    until = f"paling lambat dijawab {_moment(request.due_at)}" if request.is_open else ""
    return {
        "title": f"{request.person}: {request}",
        "detail": until or f"diajukan {_moment(request.made_at)}",
        "url": reverse("madrasah:data-request", args=[request.pk]),
        "state": state,
        "tone": tone,
    }


def facts_of(request: DataRequest) -> list[tuple[str, str]]:
    """What was asked and answered, and when."""
    facts = [("Permintaan", str(request)), ("Keterangan", request.text), ("Diajukan", _moment(request.made_at))]
    if request.answered_at:
        by = f", {request.answered_by}" if request.answered_by else ""
        return [*facts, ("Jawaban", request.answer), ("Dijawab", f"{_moment(request.answered_at)}{by}")]
    if request.withdrawn_at:
        return [*facts, ("Ditarik", _moment(request.withdrawn_at))]
    return [*facts, ("Paling lambat dijawab", _moment(request.due_at))]


def _moment(at: datetime) -> str:
    return moment_short(timezone.localtime(at))
