"""Where a teacher served on the day of a lesson, which instruments a person usually takes, what was promised."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_date

from competency.instruments.models import Instrument
from competency.sheets.models import Assessment, FollowUp, Revision
from competency.visits.models import Visit
from competency.visits.permissions import PREPARED_BEFORE
from competency.visits.reads import post_at
from core.refusals import Refused
from madrasah.models import Madrasah, Person, Placement, User
from madrasah.scope import scope_of

LATELY, MOST_TAKEN = timedelta(days=90), 3
FIRST_OF = {Visit.Kind.LESSON: settings.SUMMARY_INSTRUMENT, Visit.Kind.REVIEW: "telaah-rpp"}


def placement_on(
    teacher: Person, day: date, by: User, *, at: Collection[int] | None, place: Madrasah | None = None, on: date | None
) -> Placement:
    """Where the teacher served that day: `at` those madrasah, else at the observer's, there at `place`; or Refused."""
    if day > (on or timezone.localdate()) + PREPARED_BEFORE:
        raise Refused("Tanggal itu masih jauh. Lembar dapat disiapkan paling awal sehari sebelumnya.")
    if teacher.pk == by.person_id:
        raise Refused("Anda tidak dapat menilai diri sendiri. Pilih guru lain.")
    return post_at(teacher, day, scope_of(by).opens if at is None else at, place)


def usual_of(kind: str, user: User) -> Instrument:
    """As `usual_for`, of who is logged in."""
    return usual_for(kind, scope_of(user).person_id)


def usual_for(kind: str, person: int | None) -> Instrument:
    """What this person (a key) took last for visits of that kind, else what everybody takes. Raises Refused."""
    mine = Assessment.objects.kept().filter(observer=person, instrument__kind=kind, purpose="")
    last = Subquery(mine.order_by("-created_at").values("instrument__code")[:1])
    first = Coalesce(last, Value(FIRST_OF[Visit.Kind(kind)]))
    found = Instrument.objects.offered().of_visits(kind).defer("document").in_order(first).first()
    if found is None:
        raise Refused("Belum ada instrumen untuk kunjungan ini. Hubungi operator.")
    return found


def usual_instruments(user: User, today: date) -> list[Instrument]:
    """Those a phone takes along (decisions.md 25): the summary's, and what this person used lately; three at most."""
    mine = Assessment.objects.kept().filter(observer=scope_of(user).person_id, observed_on__gte=today - LATELY)
    offered = Instrument.objects.offered().defer("document").in_order(settings.SUMMARY_INSTRUMENT)
    used = set(mine.values_list("instrument", flat=True))
    return [one for place, one in enumerate(offered) if place == 0 or one.pk in used][:MOST_TAKEN]


def instruments_for(user: User) -> list[Instrument]:
    """Those a new sheet may use: what this person used last on top, then the summary's. One query each.

    So the first of each task is the usual one. A new version stands where the one before it stood.
    """
    mine = Assessment.objects.kept().filter(observer=scope_of(user).person_id).order_by()
    last = dict(mine.values_list("instrument__code").annotate(Max("created_at")))
    offered = list(Instrument.objects.offered().in_order(settings.SUMMARY_INSTRUMENT))
    used = [one for one in offered if one.code in last]
    return sorted(used, key=lambda one: last[one.code], reverse=True) + [one for one in offered if one not in used]


def promised_by(teacher: int, user: User) -> list[FollowUp]:
    """What the teacher (a key) was asked to do or agreed on and has not closed, as far as the user may see it."""
    return list(FollowUp.objects.visible_to(user).awaited().filter(owner=teacher)) if teacher else []


def asked_on(followup: FollowUp, rounds: Sequence[Revision]) -> date:
    """When the round that waits for the teacher was asked for: with the result, at the last look, or by reopening."""
    looked_at = [one.looked_at for one in rounds]
    moments = [followup.assessment.shared_at, *looked_at, followup.reopened_at if looked_at else None]
    return timezone.localtime(max((moment for moment in moments if moment), default=followup.created_at)).date()


def proposed(assessment: Assessment) -> dict[str, Any] | None:
    """The tindak lanjut in the words of `Review.followup`: the row that is not done, or under correction
    what the next *Bagikan* makes of it (`Assessment.next_followup`; None leaves it).
    """
    if waiting := assessment.next_followup:
        return {**waiting, "due_on": parse_date(waiting["due_on"])}
    row = open_followup(assessment)
    if row is None:
        return None
    return {"text": row.text, "due_on": row.due_on, "indicator": row.indicator, "waived_because": row.reason}


def open_followup(assessment: Assessment) -> FollowUp | None:
    """The one that is not done, if any."""
    return assessment.followups.exclude(status=FollowUp.Status.DONE).first()
