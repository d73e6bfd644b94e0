"""Cards of "giliran Anda" that planned visits bring: to who looks, and to who is looked at."""

from datetime import date, timedelta

from django.urls import reverse

from competency.visits.models import Visit
from competency.visits.presenters import what, when
from core.fields import keys_of_any
from core.formats import due_tone, relative_due
from core.todo import Task
from madrasah.models import User
from madrasah.scope import scope_of

DAYS_AHEAD = 7


def visit_tasks(user: User, today: date) -> list[Task]:
    """Visits of the next days that were not begun, and those overdue for who should have come; one query."""
    scope = scope_of(user)
    mine = Visit.objects.to_observe(user)
    comes = Visit.objects.filter(teacher=scope.person_id, day__gte=today, withdrawn_at=None)
    left = Visit.objects.lacking_observer().filter(madrasah__in=scope.heads)
    near = Visit.objects.ahead().filter(day__lte=today + timedelta(days=DAYS_AHEAD))
    near = near.filter(pk__in=keys_of_any(mine, comes, left))
    return [_task(row, user, today) for row in near.select_related("teacher", "observer", "subject")]


def _task(visit: Visit, user: User, today: date) -> Task:
    person = scope_of(user).person_id
    if visit.teacher_id == person:
        return _of_teacher(visit, today)
    return _of_observer(visit, today) if visit.observer_id == person else _of_head(visit, today)


def _of_head(visit: Visit, today: date) -> Task:
    """An appointment taken back leaves a visit that nobody makes."""
    return Task(
        title=f"Kunjungan kepada {visit.teacher} belum ada pengamatnya",
        detail=f"{what(visit)} · {when(visit)}.",
        action="Pilih pengamat",
        state=relative_due(visit.day, today),
        tone="amber",
        due=visit.day,
        url=reverse("competency:visit-detail", args=[visit.pk]),
        weight=29,
    )


def _of_observer(visit: Visit, today: date) -> Task:
    is_due = visit.day <= today
    return Task(
        title=f"Anda ditunjuk mengamati {visit.teacher}" if visit.is_peer else f"Kunjungi {visit.teacher}",
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
    asks = "" if visit.wanted else " Apa yang ingin Anda minta diamati?"
    return Task(
        title=f"{visit.observer}{', guru sejawat,' if visit.is_peer else ''} {does}",
        detail=f"{when(visit)}.{asks}",
        action="Lihat rencana" if visit.wanted else "Tulis yang ingin diamati",
        state=relative_due(visit.day, today),
        tone="blue",
        due=visit.day,
        url=reverse("competency:visit-detail", args=[visit.pk]),
        weight=31 if visit.day == today else 19,
    )
