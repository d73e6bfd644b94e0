"""Cards of "giliran Anda" that planned visits bring: to who looks, and to who is looked at."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from competency.visits.models import Visit
from competency.visits.presenters import what, when
from core.formats import due_tone, relative_due
from core.todo import Task
from madrasah.models import User
from madrasah.scope import scope_of

DAYS_AHEAD = 7


def visit_tasks(user: User, today: date) -> list[Task]:
    """Visits of the next days that were not begun, and those overdue for who should have come; one query."""
    person, opened = scope_of(user).person_id, scope_of(user).opens
    mine = Q(observer=person, madrasah__in=opened) | Q(teacher=person, day__gte=today)
    near = Visit.objects.ahead().filter(mine, day__lte=today + timedelta(days=DAYS_AHEAD))
    rows = near.select_related("teacher", "observer", "subject")
    return [_of_teacher(row, today) if row.teacher_id == person else _of_observer(row, today) for row in rows]


def _of_observer(visit: Visit, today: date) -> Task:
    is_due = visit.day <= today
    return Task(
        title=f"Kunjungi {visit.teacher}",
        detail=f"{what(visit)} · {when(visit)}.",
        action="Buka dan mulai" if is_due else "Buka rencana",
        state=relative_due(visit.day, today),
        tone=due_tone(visit.day, today),
        due=visit.day,
        url=reverse("competency:visit-detail", args=[visit.pk]),
        weight=38 if visit.day == today else 33 if is_due else 20,
    )


def _of_teacher(visit: Visit, today: date) -> Task:
    does = "mengamati pelajaran Anda" if visit.kind == Visit.Kind.LESSON else "menelaah RPP Anda"
    return Task(
        title=f"{visit.observer} {does}",
        detail=f"{when(visit)}.",
        action="Lihat rencana",
        state=relative_due(visit.day, today),
        tone="blue",
        due=visit.day,
        url=reverse("competency:visit-detail", args=[visit.pk]),
        weight=31 if visit.day == today else 19,
    )
