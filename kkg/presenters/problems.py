"""Difficulties brought to a KKG, and what was decided, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.formats import date_long, date_short, due_tone, moment_short, relative_due
from kkg.agenda import headline
from kkg.models import Decision, Problem
from kkg.presenters.common import Line
from kkg.presenters.topics import settled_words, topic_state

PROBLEM_TONES = {"terbuka": "amber", "dibahas": "blue", "selesai": "green"}


def brought_by(problem: Problem) -> str:
    """Who brought it, as far as anybody knows."""
    return str(problem.brought_by) if problem.brought_by else "Tanpa nama"


def problem_line(problem: Problem, *, with_group: bool) -> Line:
    """A problem in a list; needs `ProblemQuerySet.for_list`."""
    level = f"kelas {problem.class_level}" if problem.class_level else ""
    parts = [
        date_short(problem.brought_on), brought_by(problem), problem.group.name if with_group else "",
        problem.get_competency_display(), level, str(problem.subject or ""),
        f"topik pertemuan {date_short(problem.topic.session.date)}" if problem.topic else "",
    ]  # fmt: skip
    detail = " · ".join(part for part in parts if part)
    state, tone = problem.get_status_display(), PROBLEM_TONES[problem.status]
    url = reverse("kkg:problem-detail", args=[problem.key])
    return Line(headline(problem.text, 120), detail, state, tone, url)


def problem_facts(problem: Problem) -> list[tuple[str, str]]:
    """What stands beside a problem: words and values for components/facts.html."""
    facts = [
        ("Dari", brought_by(problem)),
        ("Tanggal", date_long(problem.brought_on)),
        ("KKG", problem.group.name),
        ("Kompetensi", problem.get_competency_display()),
        ("Kelas", str(problem.class_level or "")),
        ("Mata pelajaran", str(problem.subject or "")),
    ]
    return [(word, value) for word, value in facts if value]


def outcome_lines(steps: Iterable[Any]) -> list[Line]:
    """What came of the topic that a problem became, session by session; of `kkg.reports.outcomes_of`."""
    lines = []
    for step in steps:
        told_of = {"Capaian": step.achieved, "Kendala": step.obstacles, "Masukan": step.advice}
        words = [f"{label}: {said}" for label, said in told_of.items() if said] + [settled_words(step)]
        detail = " · ".join(part for part in [step.title, *words] if part)
        state, tone = topic_state(step) if step.is_held else ("Menunggu", "blue")
        url = reverse("kkg:session-detail", args=[step.session_id])
        lines.append(Line(date_long(step.met_on), detail, state, tone, url))
    return lines


DECISION_TONES = {"selesai": "green", "gugur": "grey"}


def decision_state(decision: Decision, today: date) -> tuple[str, str]:
    """How near its day is, or how it ended."""
    if decision.status != Decision.Status.OPEN:
        return decision.get_status_display(), DECISION_TONES[decision.status]
    if decision.due is None:
        return "Belum selesai", "amber"
    return relative_due(decision.due, today), due_tone(decision.due, today)


def decision_line(decision: Decision, today: date, *, with_group: bool = False) -> Line:
    """A decision in a list; needs `DecisionQuerySet.for_list`."""
    parts = [
        str(decision.owner or ""), f"sampai {date_short(decision.due)}" if decision.due else "",
        decision.session.group.name if with_group else "",
        f"dari pertemuan {date_short(decision.session.date)}",
    ]  # fmt: skip
    detail = " · ".join(part for part in parts if part)
    url = reverse("kkg:decision-close", args=[decision.pk])
    return Line(decision.text, detail, *decision_state(decision, today), url)


def decision_facts(decision: Decision) -> list[tuple[str, str]]:
    """What stands beside a decision: words and values for components/facts.html."""
    facts = [
        ("Penanggung jawab", str(decision.owner or "")),
        ("Batas waktu", date_long(decision.due) if decision.due else ""),
        ("Pertemuan", f"{decision.session.title}, {date_long(decision.session.date)}"),
        ("Topik", str(decision.topic or "")),
    ]
    if decision.closed_at:
        shut = moment_short(timezone.localtime(decision.closed_at))
        facts.append(("Ditutup", f"{shut} oleh {decision.closed_by}"))
    facts.append(("Alasan dibuka kembali", decision.reopened_reason))
    return [(word, value) for word, value in facts if value]
