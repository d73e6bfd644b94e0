"""Pairing a mentor with a teacher, confirming and ending it, and noting their meetings."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from competency.mentoring.models import Meeting, MentorPair
from competency.mentoring.permissions import (
    why_not_change_meeting,
    why_not_confirm,
    why_not_end,
    why_not_log,
    why_not_met,
    why_not_pair,
    why_not_pair_them,
)
from competency.mentoring.reads import mentor_places, mentors_for, place_of
from competency.sheets.actions import person_of
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_not_gone
from core.revisions import locked, once, rewrite
from madrasah.models import Person, User
from madrasah.scope import fresh, scope_of

NOT_HERE = "Guru itu tidak lagi mengajar di madrasah Anda."
ENDS_BEFORE = "Tanggal selesai harus pada atau sesudah tanggal mulai."


@transaction.atomic
def propose_pair(
    *,
    teacher: Person,
    mentor: Person,
    aim: str,
    since: date,
    until: date,
    client_token: UUID,
    by: User,
    reason: str = "",
    at: datetime | None = None,
) -> MentorPair:
    """Once per token; of who supervises both madrasah it is confirmed at once. Raises Refused."""
    asker = fresh(by)
    refuse_if(why_not_pair(asker))
    place = place_of(locked(teacher), scope_of(asker).opens)
    refuse_if(None if place else NOT_HERE)
    mentors = set(mentors_for(asker).values_list("pk", flat=True))
    refuse_if(why_not_pair_them(asker, teacher, mentor, mentors))
    refuse_if(ENDS_BEFORE if until < since else None)
    told = {"teacher": teacher, "mentor": mentor, "aim": aim, "reason": reason, "since": since, "until": until}
    told |= {"madrasah": place, "mentor_madrasah": place_of(mentor, mentor_places(asker))}
    told |= {"proposed_by": person_of(asker)}
    pair, is_new = once(MentorPair, client_token, told)
    if is_new and why_not_confirm(asker, pair) is None:
        return confirm_pair(pair=pair, by=asker, at=at)
    return pair


@transaction.atomic
def confirm_pair(*, pair: MentorPair, by: User, at: datetime | None = None) -> MentorPair:
    """The two see it from now on; a second press changes nothing. Raises Refused."""
    stored, asker = locked(pair), fresh(by)
    refuse_if(why_not_confirm(asker, stored))
    if stored.confirmed_at is None:
        stored.confirmed_at, stored.confirmed_by = at or timezone.now(), person_of(asker)
        stored.save(update_fields=["confirmed_at", "confirmed_by", "updated_at"])
    return stored


@transaction.atomic
def end_pair(*, pair: MentorPair, closing: str, by: User, on: date | None = None) -> MentorPair:
    """With a word, for good; the meetings stay readable. Raises Refused."""
    stored, asker = locked(pair), fresh(by)
    if stored.ended_on and stored.closing == closing and stored.ended_by_id == scope_of(asker).person_id:
        return stored
    refuse_if(why_not_end(asker, stored))
    stored.ended_on, stored.closing, stored.ended_by = on or timezone.localdate(), closing, person_of(asker)
    stored.save(update_fields=["ended_on", "closing", "ended_by", "updated_at"])
    return stored


@transaction.atomic
def log_meeting(
    *, pair: MentorPair, met_on: date, done: str, next_step: str, client_token: UUID, by: User, on: date | None = None
) -> Meeting:
    """Once per token. Raises Refused."""
    stored, asker = locked(pair), fresh(by)
    refuse_if(why_not_log(asker, stored) or why_not_met(met_on, stored, on or timezone.localdate()))
    told = {"pair": stored, "met_on": met_on, "done": done, "next_step": next_step, "logged_by": person_of(asker)}
    return once(Meeting, client_token, told)[0]


@transaction.atomic
def mend_meeting(
    *, meeting: Meeting, met_on: date, done: str, next_step: str, revision: int, by: User, on: date | None = None
) -> Meeting:
    """Its words; the same again changes nothing. Raises Refused, Overtaken."""
    locked(meeting.pair)
    stored = locked(meeting, "pair")
    refuse_if(why_not_change_meeting(fresh(by), stored) or why_not_gone(stored))
    refuse_if(why_not_met(met_on, stored.pair, on or timezone.localdate()))
    rewrite(stored, {"met_on": met_on, "done": done, "next_step": next_step}, revision)
    return stored


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: User, at: datetime | None = None) -> None:
    """Out of sight, for 30 days; a second press changes nothing."""
    locked(meeting.pair)
    stored = locked(meeting, "pair")
    refuse_if(why_not_change_meeting(fresh(by), stored))
    take_out(stored, at)


@transaction.atomic
def restore_meeting(*, meeting: Meeting, by: User, at: datetime | None = None) -> None:
    """As it was; within 30 days."""
    locked(meeting.pair)
    stored = locked(meeting, "pair")
    refuse_if(why_not_change_meeting(fresh(by), stored))
    put_back(stored, at)
