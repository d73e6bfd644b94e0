"""Difficulties brought to a KKG, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.formats import date_long, date_short, dotted, headline
from kkg.agenda.presenters import settled_words, topic_state
from kkg.groups.presenters import Line
from kkg.problems.models import Problem

PROBLEM_TONES = {"terbuka": "amber", "dibahas": "blue", "selesai": "green"}


def brought_by(problem: Problem) -> str:
    """Who brought it, as far as anybody knows."""
    return str(problem.brought_by) if problem.brought_by else "Tanpa nama"


def problem_line(problem: Problem, *, with_group: bool) -> Line:
    """A problem in a list; needs `ProblemQuerySet.for_list`."""
    level = f"kelas {problem.class_level}" if problem.class_level else ""
    detail = dotted(
        date_short(problem.brought_on),
        brought_by(problem),
        problem.group.name if with_group else "",
        problem.get_competency_display(),
        level,
        str(problem.subject or ""),
        f"topik pertemuan {date_short(problem.topic.session.date)}" if problem.topic else "",
    )
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
        detail = dotted(step.title, *words)
        state, tone = topic_state(step) if step.is_held else ("Menunggu", "blue")
        url = reverse("kkg:session-detail", args=[step.session_id])
        lines.append(Line(date_long(step.met_on), detail, state, tone, url))
    return lines
