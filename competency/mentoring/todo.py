"""Cards of mentor pairs: to the two who meet, and to who has to confirm."""

from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse

from competency.mentoring.models import MentorPair
from core.formats import date_short
from core.todo import Task
from madrasah.models import User
from madrasah.scope import scope_of


def pair_tasks(user: User) -> list[Task]:
    """Running pairs of one's own, and proposals that wait for one's yes. One query."""
    scope = scope_of(user)
    own = Q(mentor=scope.person_id) | Q(teacher=scope.person_id)
    mine = own & Q(confirmed_at__isnull=False)
    asked = Q(confirmed_at=None, madrasah__in=scope.supervises, mentor_madrasah__in=scope.supervises) & ~own
    last = Max("meetings__met_on", filter=Q(meetings__removed_at=None))
    found = MentorPair.objects.filter(mine | asked, ended_on=None).select_related("mentor", "teacher")
    rows: Any = found.annotate(last=last)
    return [_task(row, row.last, scope.person_id) for row in rows]


def _task(pair: MentorPair, last: date | None, person: int | None) -> Task:
    url = reverse("competency:pair-detail", args=[pair.pk])
    if pair.confirmed_at is None:
        return Task(
            title=f"Setujui pendamping untuk {pair.teacher}",
            detail=f"Diusulkan: {pair.mentor}. {pair.aim}",
            action="Baca usulannya",
            state="Menunggu Anda",
            tone="amber",
            url=url,
            weight=27,
        )
    other = f"Mendampingi {pair.teacher}" if person == pair.mentor_id else f"Didampingi {pair.mentor}"
    met = f"Bertemu terakhir {date_short(last)}." if last else "Belum ada pertemuan yang dicatat."
    return Task(
        title=other,
        detail=f"{pair.aim} · {met}",
        action="Catat pertemuan",
        state="Berjalan",
        tone="blue",
        due=pair.until,
        url=url,
        weight=12,
    )
