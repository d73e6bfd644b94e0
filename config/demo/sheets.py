"""Writes the demo's sheets: every step by its action, on its own day. Which there are: plans.py."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import cycle
from random import Random
from uuid import UUID

from competency.followups.actions import close_followup
from competency.instruments.actions import retire_instrument
from competency.models import Assessment, Instrument, SharedVersion
from competency.reflections.actions import send_reflection, skip_reflection
from competency.scoring.definition import NotObserved
from competency.sharing.actions import close_assessment, close_unanswered, share_assessment, start_correction
from competency.sharing.reply_actions import mark_read, reply_to_assessment
from competency.sheets.actions import Review, save_stage
from competency.sheets.noted import Fact
from competency.sheets.permissions import gaps_of
from competency.sheets.start_actions import start_assessment
from config.demo import sheet_words
from config.demo.days import Days, moment
from config.demo.people import Village, account_of
from config.demo.plans import RECENT, Ending, Plan, earlier, first_looks, plans, ratings
from madrasah.models import User

UNSEEN = {"kepribadian": 0.5, "sosial": 0.1, "pedagogik": 0.05, "profesional": 0.05}
OF_BEFORE = "observasi-k13-yatidak"  # nobody begins a sheet with it any more
EXTRA_NOTE, SHORT_SCALE = 0.15, 2
AFTER = {"share": 1, "reply": 3, "close": 5, "proof": 12}


def fill_sheets(village: Village, days: Days, luck: Random) -> None:
    """All of them, each as far as its plan says."""
    instruments = {row.code: row for row in Instrument.objects.filter(is_offered=True)}
    found = plans(village, days, luck)
    for plan in [*found, *ratings(village, days), *earlier(village, days), *first_looks(found, village, days)]:
        sheet = _fill(plan, instruments[plan.instrument], luck)
        if plan.ending not in (Ending.DRAFT, Ending.READY):
            _share(plan, sheet, days, luck)
        if plan.ending not in RECENT:
            _carry_on(plan, sheet, village, days, luck)
    close_unanswered(at=moment(days.semesters[0].ends_on, 20))
    retire_instrument(instrument=instruments[OF_BEFORE], by=village.users["jafar"])


def _fill(plan: Plan, instrument: Instrument, luck: Random) -> Assessment:
    """What was seen that morning; a draft stops half way."""
    seen_at = moment(plan.day, 8, luck.randint(5, 55))
    sheet = start_assessment(
        teacher=plan.teacher,
        instrument=instrument,
        observed_on=plan.day,
        by=plan.assessor,
        client_token=UUID(int=luck.getrandbits(128)),
        starts_at=time(7, 30),
        ends_at=time(8, 40),
        class_name=luck.choice(("III", "IV", "V", "VI")),
        lesson_topic=luck.choice(sheet_words.LESSONS),
        purpose=plan.purpose,
    )
    answers = _answers(plan, instrument, luck)
    notes = _notes(instrument, answers, luck)
    return save_stage(
        assessment=sheet, answers=answers, notes=notes, seen=sheet.mark_of([]), by=plan.assessor, at=seen_at
    )


def _answers(plan: Plan, instrument: Instrument, luck: Random) -> Mapping[str, int | NotObserved]:
    """Steps of the scale around the teacher's skill; None in a stored version is "tidak teramati"."""
    scale = instrument.definition.scale
    indicators = instrument.definition.indicators
    if plan.ending is Ending.DRAFT:
        indicators = indicators[: len(indicators) // 2]
    values: dict[str, int | None] = {}
    for indicator in indicators:
        unseen = 1.0 if plan.is_aminah and indicator.competency == "kepribadian" else UNSEEN[indicator.competency]
        is_unseen = scale.allow_not_observed and luck.random() < unseen
        values[indicator.code] = None if is_unseen else _step(scale.minimum, scale.maximum, plan.skill, luck)
    if plan.weak_in:
        values[plan.weak_in] = luck.choice((scale.minimum, scale.minimum, scale.minimum + 1))
    return SharedVersion(answers=values).given_answers()


def _step(lowest: int, highest: int, skill: float, luck: Random) -> int:
    """Long scales keep to the middle: their ends are rare, and need a fact each."""
    edge = 0.5 if highest - lowest > SHORT_SCALE else 0
    centre = lowest + edge + skill * (highest - lowest - 2 * edge)
    return min(highest, max(lowest, round(luck.gauss(centre, 0.5))))


def _notes(instrument: Instrument, answers: Mapping[str, int | NotObserved], luck: Random) -> dict[str, Fact]:
    """A fact wherever the scale asks for one, and here and there another."""
    definition = instrument.definition
    needed = {gap.code for gap in gaps_of(definition, answers, ()) if gap.code in answers}
    notes, facts = {}, _facts(luck)
    for indicator in definition.indicators:
        value = answers.get(indicator.code)
        if isinstance(value, int) and (indicator.code in needed or luck.random() < EXTRA_NOTE):
            is_low = value < definition.scale.maximum / 2
            notes[indicator.code] = Fact(next(facts[indicator.competency, "low" if is_low else "high"]))
    return notes


def _facts(luck: Random) -> dict[tuple[str, str], Iterator[str]]:
    """Facts by competency and side, in an order of this sheet's own; none twice before all were told."""
    return {
        (competency, side): cycle(luck.sample(texts, len(texts)))
        for competency, sides in sheet_words.FACTS.items()
        for side, texts in sides.items()
    }


def _share(plan: Plan, sheet: Assessment, days: Days, luck: Random) -> None:
    at = _after(plan, "share", days)
    review = Review(
        strengths=luck.choice(sheet_words.STRENGTHS),
        suggestions=luck.choice(sheet_words.SUGGESTIONS),
        revision=sheet.revision,
        needs_followup=plan.ending is not Ending.QUIET,
        waived_because=sheet_words.WAIVED if plan.ending is Ending.QUIET else "",
        text=luck.choice(sheet_words.FOLLOWUPS),
        due_on=at.date() + timedelta(weeks=luck.randint(3, 7)),
    )
    share_assessment(assessment=sheet, by=plan.assessor, review=review, at=at)


def _carry_on(plan: Plan, sheet: Assessment, village: Village, days: Days, luck: Random) -> None:
    """The teacher reads and replies; then what the plan's ending says."""
    _reply(plan, sheet, village, luck, _after(plan, "reply", days))
    if plan.ending in (Ending.CLOSED, Ending.DONE):
        close_assessment(assessment=sheet, by=plan.assessor, at=_after(plan, "close", days))
    if plan.ending is Ending.DONE:
        proven_at = _after(plan, "proof", days)
        close_followup(followup=sheet.followups.get(), by=plan.assessor, proof=sheet_words.PROOF, at=proven_at)
    if plan.ending is Ending.CORRECTING:
        start_correction(assessment=sheet, by=plan.assessor, reason=sheet_words.CORRECTION)


def _reply(plan: Plan, sheet: Assessment, village: Village, luck: Random, at: datetime) -> None:
    """Who has replied has been here: the account comes with it."""
    by = User.objects.select_related("person").filter(person=plan.teacher).first()
    by = by or account_of(plan.teacher, village.users["jafar"])
    sheet.refresh_from_db()
    _reflect(sheet, by, at)
    mark_read(assessment=sheet, reader=by, at=at)
    reply_to_assessment(assessment=sheet, text=luck.choice(sheet_words.REPLIES), by=by, agrees=True, at=at)


def _reflect(sheet: Assessment, by: User, at: datetime) -> None:
    """Every second teacher, a little kinder or stricter than who looked; the others skip."""
    if not sheet.instrument.is_of_lessons:
        return
    if sheet.pk % 2:
        skip_reflection(assessment=sheet, by=by, at=at)
        return
    seen, scale = sheet.draft_answers(), sheet.instrument.definition.scale
    own = {
        code: min(scale.maximum, max(scale.minimum, value + (number % 5 == 0) - (number % 7 == 0)))
        for number, (code, value) in enumerate(seen.items(), start=1)
        if isinstance(value, int)
    }
    send_reflection(assessment=sheet, answers=own, text=sheet_words.REFLECTION, by=by, at=at)


def _after(plan: Plan, step: str, days: Days) -> datetime:
    """The moment of a step; those that have not come yet fall on one morning, in their order."""
    return days.until_eve(plan.day + timedelta(days=AFTER[step]), 9, AFTER[step])
