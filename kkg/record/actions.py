"""Shutting the record of a session and opening it again; its minutes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.formats import date_plain, joined, some_of
from core.refusals import refuse_if
from core.revisions import bump, locked, refuse_stale
from kkg.attendance.rosters import unmarked_at, why_not_name
from kkg.problems.models import Problem
from kkg.sessions.carrying import arrange_agendas, clear_settlement, lock_group
from kkg.sessions.days import follow
from kkg.sessions.models import MOST_JP, Session, Topic
from kkg.sessions.permissions import (
    why_not_close_session,
    why_not_record_minutes,
    why_not_reopen_session,
    why_not_tend_session,
)
from madrasah.models import User
from madrasah.scope import fresh
from madrasah.work.namesakes import told_apart

MINUTES_FIELDS = ("leader", "notetaker", "method", "result_text")
TOPIC_WORDS = ("achieved", "obstacles", "advice")


@transaction.atomic
def record_minutes(
    *, session: Session, values: Mapping[str, Any], words: Mapping[int, Mapping[str, str]], revision: int, by: User
) -> Session:
    """`values`: MINUTES_FIELDS; `words`: topic pk -> TOPIC_WORDS. The same again writes nothing.

    ValidationError if another person changed the session meanwhile. Topics of other sessions are ignored.
    """
    session = locked(session, "group")
    refuse_if(why_not_record_minutes(fresh(by), session))
    topics = [
        topic
        for topic in session.topics.filter(pk__in=words)
        if any(getattr(topic, name) != words[topic.pk][name] for name in TOPIC_WORDS)
    ]
    if not topics and all(getattr(session, name) == values[name] for name in MINUTES_FIELDS):
        return session
    refuse_stale(session, revision)
    present = (session.leader, session.notetaker)
    named = [values[name] for name in ("leader", "notetaker") if values[name] not in present]
    refuse_if(why_not_name(session, *named))
    for topic in topics:
        for name in TOPIC_WORDS:
            setattr(topic, name, words[topic.pk][name])
        topic.save()
    for name in MINUTES_FIELDS:
        setattr(session, name, values[name])
    bump(session)
    session.save()
    return session


@transaction.atomic
def close_session(
    *,
    session: Session,
    results: Mapping[int, Mapping[str, Any]],
    jp: int,
    revision: int,
    by: User,
    at: datetime | None = None,
) -> Session:
    """Shuts the record. `results`: topic pk -> {"status", "minutes_used"}; `jp`: lesson hours, at least 1,
    none of a meeting of the officers.

    ValidationError names everything that is missing. Unfinished topics go to the group's next open session.
    Who has closed it presses again in vain.
    """
    lock_group(session.group)
    session = locked(session, "group")
    if session.is_closed and session.closed_by_id == by.pk:
        return session
    refuse_if(why_not_close_session(fresh(by), session, on=timezone.localdate(at)))
    refuse_stale(session, revision)
    topics = list(session.topics.all())
    missing = _missing(session, topics, results, jp)
    if missing:
        raise ValidationError(f"Belum bisa ditutup: {joined(missing)}.", code="missing")
    _write_results(topics, results)
    session.jp = 0 if session.is_committee else jp
    session.closed_at, session.closed_by = at or timezone.now(), by
    bump(session)
    session.save()
    follow(session)
    arrange_agendas(session.group)
    return session


def _missing(session: Session, topics: list[Topic], results: Mapping[int, Any], jp: int) -> list[str]:
    """What still lacks, in words that say where: agenda, roll call, results, JP."""
    unjudged = [t.title for t in topics if results.get(t.pk, {}).get("status") not in Topic.Status.values]
    is_taught = not session.is_committee
    checks = {
        "agenda masih kosong (isi di Agenda)": is_taught and not topics,
        f"hasil belum dipilih untuk {joined([f'“{title}”' for title in unjudged])}": bool(unjudged),
        "JP belum diisi (paling sedikit 1)": is_taught and jp < 1,
        f"JP paling banyak {MOST_JP}": jp > MOST_JP,
    }
    lacking = [sentence for sentence, is_missing in checks.items() if is_missing]
    days = list(Session.days.of_whole(session))
    return [*lacking, *(sentence for day in days for sentence in _missing_of_day(day, len(days) > 1))]


def _missing_of_day(day: Session, is_one_of_many: bool) -> list[str]:
    """What one day still lacks: the roll call, and JP where it is a later one."""
    of_day = f" {date_plain(day.date)}" if is_one_of_many else ""
    unsaved, is_called = unmarked_at(day), day.attendances.exclude(person=None).exists()
    names = some_of(list(told_apart(unsaved).values()))
    checks = {
        f"{len(unsaved)} nama belum tercatat kehadirannya{of_day}: {names} (isi di Kehadiran)": is_called and unsaved,
        f"kehadiran{of_day} belum disimpan (isi di Kehadiran)": not is_called,
        f"JP{of_day} belum diisi (isi di Hari pertemuan)": day.day_of_id and not (day.jp or day.is_committee),
    }
    return [sentence for sentence, is_missing in checks.items() if is_missing]


def _write_results(topics: list[Topic], results: Mapping[int, Mapping[str, Any]]) -> None:
    """What came of each topic; an open problem that became one of them counts as discussed."""
    for topic in topics:
        topic.status, topic.minutes_used = results[topic.pk]["status"], results[topic.pk]["minutes_used"]
        if topic.status == Topic.Status.TUNTAS:
            clear_settlement(topic)
        topic.save()
    Problem.objects.filter(topic__in=topics, status=Problem.Status.OPEN).update(status=Problem.Status.DISCUSSED)


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
        follow(session)
    return session
