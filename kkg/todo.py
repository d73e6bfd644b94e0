"""Cards of "giliran Anda" that sessions bring: what to close, what to prepare, where to be next."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from core.formats import clock, date_long, dotted, due_tone, relative_due
from core.todo import Task
from kkg.attendance.models import Attendance
from kkg.checkin.models import CheckInWindow
from kkg.decisions.models import Decision
from kkg.groups.scope import groups_run_by
from kkg.sessions.models import Postponement, Session
from kkg.sessions.presenters import put_off, when_held
from madrasah.models import User

MOST = 5  # of the overdue of others, which are one card
DAYS_TO_PREPARE = 14
OF_ANY_DAY = ("session", "session__day_of")  # each by its index: joined by OR, all windows of the country are read


def tasks(user: User, today: date) -> list[Task]:
    """Sessions to close and empty agendas for those who run them; the next session for every member. Two
    queries.
    """
    run, sessions = groups_run_by(user), _sessions(user, today)
    live = [session for session in sessions if session.cancelled_at is None]
    late = [session for session in live if session.last_day < today and session.group_id in run]
    coming = [session for session in live if session.last_day >= today]
    bare = [
        session
        for session in coming
        if session.group_id in run
        and not (session.topic_count or session.is_committee)
        and (session.date - today).days <= DAYS_TO_PREPARE
    ]
    off = [session for session in sessions if session.cancelled_at is not None]
    moved = [s for s in live if any(day >= today for day in _former(s)) and s not in coming[:1]]
    return [
        *(_to_close(session, today) for session in late),
        *(_to_prepare(session, today) for session in bare),
        *(_to_attend(session, today) for session in coming[:1]),
        *_decisions(user, today),
        *(_called_off(session) for session in off),
        *(_put_off(session) for session in moved),
    ]


def _sessions(user: User, today: date) -> list[Any]:
    """By date those that one of the cards may be about, in one query.

    Sessions called off or put off are told until the day they were meant for has passed.
    """
    seen = Session.objects.visible_to(user).called_for(user)
    kinds = [
        seen.cancelled().upcoming(today),
        seen.open().filter(postponements__from_date__gte=today).order_by("date", "pk"),
    ]
    if groups_run_by(user):
        run = Session.objects.run_by(user).open()
        soon = run.upcoming(today).filter(date__lte=today + timedelta(days=DAYS_TO_PREPARE))
        kinds += [run.filter(date__lt=today), soon]
    first = seen.open().upcoming(today).values("pk")[:1]
    chosen = first.union(*(kind.order_by().values("pk") for kind in kinds))
    came = Attendance.objects.own(user).filter(session=OuterRef("session"), checked_at__isnull=False)
    windows = CheckInWindow.objects.open_at(timezone.now()).filter(~Exists(came))
    checks_in = Q(*(Exists(windows.filter(**{day: OuterRef("pk")})) for day in OF_ANY_DAY), _connector=Q.OR)
    rows = Session.objects.filter(pk__in=chosen).for_list().order_by("date", "starts_at", "pk")
    moved = Postponement.objects.filter(session=OuterRef("pk")).order_by("-pk").values("reason")
    return list(rows.annotate(checks_in=checks_in, put_off_why=Subquery(moved[:1])))


def _called_off(session: Session) -> Task:
    return Task(
        title=f"Dibatalkan: {session.title}",
        detail=f"{when_held(session)} · {session.group} · {session.cancelled_reason}",
        url=reverse("kkg:session-detail", args=[session.pk]),
        action="Lihat",
        state="Dibatalkan",
        tone="red",
        due=session.date,
        weight=9,
    )


def _put_off(session: Any) -> Task:
    former = put_off(_former(session)).removeprefix("ditunda, ")
    return Task(
        title=f"Ditunda: {session.title}",
        detail=f"Menjadi {when_held(session)}, {former} · {session.group} · {session.put_off_why}",
        url=reverse("kkg:session-detail", args=[session.pk]),
        action="Lihat",
        state="Ditunda",
        tone="amber",
        due=session.date,
        weight=9,
    )


def _former(session: Any) -> list[date]:
    """Days it was put off from, read along by `SessionQuerySet.for_list`."""
    days: list[date] = session.first_dates
    return days


def _put_off_words(session: Any) -> str:
    """ "ditunda, semula 12 Nov 2026: jalan putus", or nothing."""
    former = put_off(_former(session))
    return f"{former}: {session.put_off_why}" if former else ""


def _to_close(session: Session, today: date) -> Task:
    return Task(
        title=f"Tutup pertemuan “{session.title}”",
        detail=f"{when_held(session)} · {session.group}. Isi kehadiran dan hasil tiap topik.",
        url=reverse("kkg:session-detail", args=[session.pk]),
        action="Lengkapi sekarang",
        state=relative_due(session.last_day, today),
        tone="red",
        due=session.last_day,
        weight=30,
    )


def _to_prepare(session: Session, today: date) -> Task:
    return Task(
        title=f"Susun agenda “{session.title}”",
        detail=f"{when_held(session)} · agenda masih kosong.",
        url=reverse("kkg:session-topics", args=[session.pk]),
        action="Susun agenda",
        state=relative_due(session.date, today),
        tone="amber",
        due=session.date,
        weight=20,
    )


def _to_attend(session: Any, today: date) -> Task:
    """Where to be next; while the session takes check-ins, the way to say that one is there."""
    at = f" pukul {clock(session.starts_at)}" if session.starts_at else ""
    place, detail_page = session.host or session.place, reverse("kkg:session-detail", args=[session.pk])
    former, day = _put_off_words(session), max(session.date, today) if session.until else session.date
    return Task(
        title=f"Pertemuan KKG: {session.title}",
        detail=dotted(f"{when_held(session)}{at}", former, place),
        url=reverse("kkg:checkin-pin") if session.checks_in else detail_page,
        action="Saya hadir" if session.checks_in else "Lihat agenda",
        state=relative_due(day, today),
        tone=due_tone(day, today),
        due=day,
        weight=10,
    )


def _decisions(user: User, today: date) -> list[Task]:
    """One's own until they are closed; those of others in groups one runs once they are overdue."""
    found = Decision.objects.kept().open().owned_by(user).for_list()
    if groups_run_by(user):
        late = Decision.objects.run_by(user).overdue(today).exclude(owner=user.person_id).for_list()
        chosen = found.order_by().values("pk").union(late.values("pk")[: MOST + 1])
        found = Decision.objects.filter(pk__in=chosen).for_list()
    mine = [decision for decision in found if decision.owner_id == user.person_id]
    left = [decision for decision in found if decision.owner_id != user.person_id]
    others = [] if not left else [_overdue(left[0], today) if len(left) == 1 else _all_overdue(left, today)]
    return [*(_to_do(decision, today) for decision in mine), *others]


def _to_do(decision: Decision, today: date) -> Task:
    due = decision.due
    is_late = due is not None and due < today
    return Task(
        title=f"Keputusan KKG: {decision.text}",
        detail=f"Dari pertemuan {date_long(decision.session.date)}. Tutup dengan bukti atau alasannya.",
        url=reverse("kkg:decision-close", args=[decision.pk]),
        action="Kerjakan atau tutup",
        state=relative_due(due, today) if due else "",
        tone=due_tone(due, today) if due else "grey",
        due=due,
        weight=28 if is_late else 12,
    )


def _overdue(decision: Decision, today: date) -> Task:
    due: Any = decision.due
    return Task(
        title=f"Lewat batas: {decision.text}",
        detail=f"Penanggung jawab: {decision.owner or 'belum ada'} · {decision.session.group}",
        url=reverse("kkg:decision-close", args=[decision.pk]),
        action="Lihat keputusan",
        state=relative_due(due, today),
        tone="red",
        due=due,
        weight=18,
    )


def _all_overdue(decisions: list[Decision], today: date) -> Task:
    count = f"Lebih dari {MOST}" if len(decisions) > MOST else str(len(decisions))
    first: Any = decisions[0].due
    return Task(
        title=f"{count} keputusan KKG lewat batas",
        detail="Ingatkan penanggung jawabnya, atau ubah batas waktunya.",
        url=f"{reverse('kkg:decision-list')}?tampil=lewat",
        action="Lihat keputusan",
        state=relative_due(first, today),
        tone="red",
        due=first,
        weight=18,
    )
