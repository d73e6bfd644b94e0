"""Planning, changing, closing, reopening and removing a session. Agenda and roll call stand beside it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.formats import joined
from core.refusals import refuse_if
from core.removal import put_back, take_out
from core.revisions import bump, locked, refuse_stale
from kkg.actions.agenda import carry_over, clear_settlement
from kkg.models import MOST_JP, Problem, Session, Topic, WorkingGroup, hosts_of, roster_of
from kkg.permissions import (
    why_not_plan_on,
    why_not_remove_session,
    why_not_reopen_session,
    why_not_restore_session,
    why_not_run_group,
    why_not_run_session,
    why_not_take_roll,
    why_not_tend_session,
)
from madrasah.models import Madrasah, User
from madrasah.periods import school_year_of
from madrasah.scope import fresh

SESSION_FIELDS = (
    "kind", "title", "date", "starts_at", "ends_at", "madrasah", "place", "jp", "minutes_text",
)  # fmt: skip


@transaction.atomic
def open_session(*, group: WorkingGroup, client_token: UUID, values: Mapping[str, Any], by: User) -> Session:
    """Plans a session once per token; unfinished topics of earlier ones stand first on its agenda (S4).

    Refused after the last day of a group that has ended, and for a host that is none of one's places.
    """
    group, asker = lock_group(group), fresh(by)
    refuse_if(why_not_run_group(asker, group) or why_not_plan_on(group, values["date"]))
    _refuse_host(asker, values.get("madrasah"), values["date"])
    session, is_new = Session.objects.get_or_create(
        client_token=client_token,
        defaults={**_known(values), "group": group, "school_year": school_year_of(values["date"])},
    )
    if is_new:
        carry_over(session=session)
    return session


def lock_group(group: WorkingGroup) -> WorkingGroup:
    """Held before any session of it, so that the group doesn't end while a day is chosen."""
    return WorkingGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def _refuse_host(by: User, host: Madrasah | None, day: date) -> None:
    if host is None:
        return
    is_offered = hosts_of(WorkingGroup.objects.run_by(by)).filter(pk=host.pk).exists()
    refuse_if(None if is_offered else f"{host} bukan madrasah KKG ini. Pilih tuan rumah dari daftar.")
    host.refuse_after_closing(day, day)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in SESSION_FIELDS if name in values}


@transaction.atomic
def edit_session(*, session: Session, values: Mapping[str, Any], revision: int, by: User) -> Session:
    """Changes date, place and the like; ValidationError if another person changed the session meanwhile."""
    lock_group(session.group)
    stored, asker, known = locked(session, "group"), fresh(by), _known(values)
    refuse_if(why_not_run_session(asker, stored))
    if all(getattr(stored, name) == value for name, value in known.items()):
        return stored
    refuse_stale(stored, revision)
    for name, value in known.items():
        setattr(stored, name, value)
    refuse_if(why_not_plan_on(stored.group, stored.date))
    if known.keys() & {"madrasah", "date"}:
        _refuse_host(asker, stored.madrasah, stored.date)
    stored.school_year = school_year_of(stored.date)
    bump(stored)
    stored.save()
    carry_over(session=stored)
    return stored


@transaction.atomic
def close_session(
    *,
    session: Session,
    results: Mapping[int, Mapping[str, Any]],
    jp: int,
    revision: int,
    by: User,
    minutes_text: str = "",
    at: datetime | None = None,
) -> Session:
    """Shuts the record. `results`: topic pk -> {"status", "minutes_used"}; `jp`: lesson hours, at least 1.

    ValidationError names everything that is missing. Unfinished topics go to the group's next open session.
    Who has closed it presses again in vain.
    """
    session = locked(session, "group")
    if session.is_closed and session.closed_by_id == by.pk:
        return session
    refuse_if(why_not_take_roll(fresh(by), session, on=timezone.localdate(at)))
    refuse_stale(session, revision)
    topics = list(session.topics.all())
    missing = _missing(session, topics, results, jp)
    if missing:
        raise ValidationError(f"Belum bisa ditutup: {joined(missing)}.", code="missing")
    _write_results(topics, results)
    session.jp, session.minutes_text = jp, minutes_text
    session.closed_at, session.closed_by = at or timezone.now(), by
    bump(session)
    session.save()
    _hand_on(session, topics)
    return session


def _missing(session: Session, topics: list[Topic], results: Mapping[int, Any], jp: int) -> list[str]:
    """What still lacks, in words that say where: agenda, roll call, results, JP."""
    unsaved = sum(not entry.mark for entry in roster_of(session))
    is_called = session.attendances.exclude(person=None).exists()
    unjudged = [t.title for t in topics if results.get(t.pk, {}).get("status") not in Topic.Status.values]
    checks = {
        "agenda masih kosong (isi di Agenda)": not topics,
        f"{unsaved} nama belum tercatat kehadirannya (isi di Kehadiran)": is_called and unsaved > 0,
        "kehadiran belum disimpan (isi di Kehadiran)": not is_called,
        f"hasil belum dipilih untuk {joined([f'“{title}”' for title in unjudged])}": bool(unjudged),
        "JP belum diisi (paling sedikit 1)": jp < 1,
        f"JP paling banyak {MOST_JP}": jp > MOST_JP,
    }
    return [sentence for sentence, is_missing in checks.items() if is_missing]


def _write_results(topics: list[Topic], results: Mapping[int, Mapping[str, Any]]) -> None:
    """What came of each topic; an open problem that became one of them counts as discussed."""
    for topic in topics:
        topic.status, topic.minutes_used = results[topic.pk]["status"], results[topic.pk]["minutes_used"]
        if topic.status == Topic.Status.TUNTAS:
            clear_settlement(topic)
        topic.save()
    Problem.objects.filter(topic__in=topics, status=Problem.Status.OPEN).update(
        status=Problem.Status.DISCUSSED
    )


def _hand_on(session: Session, topics: list[Topic]) -> None:
    """Later agendas follow the result: what is finished now leaves them, what is not enters the next one."""
    done = [topic.pk for topic in topics if topic.status == Topic.Status.TUNTAS]
    Topic.objects.filter(continues__in=done, session__closed_at=None, session__removed_at=None).delete()
    lead_next_agenda(session.group, session.date, but=session)


def lead_next_agenda(group: WorkingGroup, day: date, *, but: Session | None = None) -> None:
    """Unfinished topics go to the next open session from `day` on, in the group that went on if it ended."""
    coming = next_open(group, day).exclude(pk=but and but.pk).select_for_update(of=("self",)).first()
    if coming is not None:
        carry_over(session=coming)


def next_open(group: WorkingGroup, day: date) -> Any:
    """Open sessions from `day` on whose agendas this group's topics may enter, the next one first."""
    heirs = [group.pk, group.continues_as_id] if group.ended_on else [group.pk]
    return Session.objects.kept().open().filter(group__in=heirs).upcoming(day)


@transaction.atomic
def reopen_session(*, session: Session, reason: str, by: User) -> Session:
    """Opens a closed record again; the reason stands in the history. An open one stays as it is."""
    session, asker = locked(session, "group"), fresh(by)
    if not session.is_closed and not why_not_tend_session(asker, session):
        return session
    refuse_if(why_not_reopen_session(asker, session))
    with pghistory.context(reason=reason):
        session.closed_at, session.closed_by, session.reopened_reason = None, None, reason
        bump(session)
        session.save()
    return session


@transaction.atomic
def remove_session(*, session: Session, by: User, at: datetime | None = None) -> Session:
    """Deletes for 30 days' grace; topics it had taken up wait for the next agenda again."""
    session, asker = locked(session, "group"), fresh(by)
    if session.removed_at and not why_not_run_group(asker, session.group):
        return session
    refuse_if(why_not_remove_session(asker, session))
    session.topics.filter(continues__isnull=False).update(continues=None)
    take_out(session, at)
    return session


@transaction.atomic
def restore_session(*, session: Session, by: User, at: datetime | None = None) -> Session:
    """Brings a deleted session back within 30 days; its topics tie up again with those still unfinished."""
    lock_group(session.group)
    session = locked(session, "group")
    refuse_if(why_not_restore_session(fresh(by), session))
    if session.removed_at is not None:
        put_back(session, at)
        carry_over(session=session)
    return session
