"""Scoring one lesson by two, blind; practising on a made-up one; showing what came of it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from competency.agreement.masters import Vignette
from competency.agreement.models import Pairing, Rating
from competency.agreement.permissions import (
    why_not_call_off,
    why_not_pair,
    why_not_pair_with,
    why_not_practise,
    why_not_rate,
    why_not_seen_on,
    why_not_show,
)
from competency.agreement.reads import codes_of, colleagues_of
from competency.instruments.models import Instrument
from competency.scoring.definition import Answer, NotObserved
from competency.sheets.actions import person_of
from core.refusals import refuse_if
from core.revisions import SENT_BEFORE, SentBefore, locked, once
from madrasah.models import Person, User
from madrasah.scope import fresh, scope_of


@transaction.atomic
def begin_pairing(
    *,
    instrument: Instrument,
    partner: Person,
    lesson: str,
    seen_on: date,
    client_token: UUID,
    by: User,
    on: date | None = None,
) -> Pairing:
    """Both can score it from now on; once per token. It names no teacher. Raises Refused."""
    asker = fresh(by)
    refuse_if(why_not_pair(asker))
    refuse_if(why_not_pair_with(asker, partner, set(colleagues_of(asker).values_list("pk", flat=True))))
    refuse_if(why_not_seen_on(seen_on, on or timezone.localdate()))
    told = {"instrument": instrument, "lesson": lesson, "seen_on": seen_on}
    pairing, is_new = once(Pairing, client_token, told)
    if not is_new and not pairing.ratings.filter(rater=partner).exists():
        raise SentBefore(SENT_BEFORE)
    if is_new:
        Rating.objects.bulk_create(Rating(pairing=pairing, rater=who) for who in (person_of(asker), partner))
    return pairing


@transaction.atomic
def begin_practice(*, vignette: Vignette, instrument: Instrument, by: User, on: date | None = None) -> Pairing:
    """The one that is not finished, else a new one; only its person ever reads it. Raises Refused."""
    asker = fresh(by)
    refuse_if(why_not_practise(asker))
    me = locked(person_of(asker))
    open_one = Pairing.objects.filter(vignette=vignette.slug, ratings__rater=me, ratings__done_at=None).first()
    if open_one is not None:
        return open_one
    told = {"lesson": vignette.title, "seen_on": on or timezone.localdate(), "vignette": vignette.slug}
    pairing = Pairing.objects.create(instrument=instrument, **told)
    Rating.objects.create(pairing=pairing, rater=me)
    return pairing


@transaction.atomic
def save_rating(
    *, pairing: Pairing, answers: Mapping[str, Answer], is_done: bool, by: User, at: datetime | None = None
) -> Rating:
    """One's own values; done once every item has one, and then for good. Raises Refused."""
    stored, rating, _ = _locked(pairing, by)
    given = {code: None if isinstance(value, NotObserved) else value for code, value in answers.items()}
    if rating is not None and rating.done_at and rating.answers == given:
        return rating
    refuse_if(why_not_rate(rating, stored))
    assert rating is not None  # noqa: S101 - asked before
    codes = codes_of(stored)
    left = [code for code in codes if code not in given]
    refuse_if(f"{len(left)} butir belum dinilai. Pilih nilainya atau “Tidak teramati”." if is_done and left else None)
    rating.answers = {code: given[code] for code in codes if code in given}
    rating.done_at = (at or timezone.now()) if is_done else None
    rating.save(update_fields=["answers", "done_at"])
    return rating


@transaction.atomic
def show_to_pengawas(*, pairing: Pairing, is_shown: bool, by: User, at: datetime | None = None) -> Rating:
    """One's own yes, which is taken back the same way; the pengawas reads it while both say yes. Raises Refused."""
    stored, rating, ratings = _locked(pairing, by)
    refuse_if(why_not_show(rating, stored, ratings))
    assert rating is not None  # noqa: S101 - asked before
    if (rating.shown_at is not None) != is_shown:
        rating.shown_at = (at or timezone.now()) if is_shown else None
        rating.save(update_fields=["shown_at"])
    return rating


@transaction.atomic
def call_off_pairing(*, pairing: Pairing, by: User, at: datetime | None = None) -> Pairing:
    """It is not finished any more; what was typed stays with who typed it. Raises Refused."""
    stored, rating, ratings = _locked(pairing, by)
    refuse_if(why_not_call_off(rating, ratings))
    if stored.called_off_at is None:
        stored.called_off_at = at or timezone.now()
        stored.save(update_fields=["called_off_at"])
    return stored


def _locked(pairing: Pairing, by: User) -> tuple[Pairing, Rating | None, list[Rating]]:
    """The row that all ratings hang on, one's own rating, and all of them."""
    stored = locked(pairing, "instrument")
    ratings = list(stored.ratings.select_related("rater"))
    me = scope_of(fresh(by)).person_id
    return stored, next((rating for rating in ratings if rating.rater_id == me), None), ratings
