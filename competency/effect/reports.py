"""What was seen after a topic, of those who attended it and those who did not (S18). Read from standing sheets.

A pair is a topic, from the first agenda it stood on, and an indicator it is tied to. Who attended: hadir on a day of
a closed session it was held on. Before and after: the last sheet within a year before the first of these sessions,
and the last within a year after the last, by the same version of the instrument, at a madrasah of the KKG.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce

from competency.instruments.models import Instrument
from competency.scoring.effect import Effect, Pair, Verdict, effect_of, holm
from competency.sharing.models import SharedVersion
from competency.sheets.models import Assessment
from competency.ties.models import TopicIndicator
from kkg.agenda.reports import outcomes_of
from kkg.models import Attendance, Session, Topic, WorkingGroup
from madrasah.models import Placement

YEAR = timedelta(days=366)
MOST_PAIRS = 40


@dataclass(frozen=True)
class Seen:
    """One shared sheet: of whom, when, by whom, with which version, and its values."""

    teacher: int
    madrasah: int
    day: date
    observer: int
    instrument: int
    answers: Mapping[str, int | None]

    def value(self, code: str) -> int:
        """Of an indicator that was observed; KeyError for another."""
        if (value := self.answers[code]) is None:
            raise KeyError(code)
        return value


@dataclass(frozen=True)
class Held:
    """A topic as it was held: first and last day, and who came."""

    topic: Topic
    first: date
    last: date
    sessions: int
    present: frozenset[int]


@dataclass(frozen=True)
class EffectRow:
    """One pair, with what its figures rest on; `p` is corrected for all pairs of the KKG.

    `is_whole`: for a reader who may see each figure. Anybody else is told the conclusion alone: no count that moves by
    one teacher, and not that values are all alike, from which one's own would tell those of all.
    """

    held: Held
    code: str
    instrument: Instrument
    effect: Effect
    days: tuple[date, date] | None
    observers: int
    other_version: int
    madrasahs: frozenset[int]
    p: float | None = None
    asked: int = 1
    is_whole: bool = False

    @property
    def verdict(self) -> Verdict:
        """What may be said of it."""
        found = self.effect.verdict(self.p)
        return Verdict.UNSEEN if found is Verdict.NOT_COMPUTABLE and not self.is_whole else found

    @property
    def text(self) -> str:
        """The indicator as its version words it."""
        return self.instrument.definition.indicator(self.code).text


def effects_of(group: WorkingGroup) -> list[EffectRow]:
    """Each pair of topics that were held, the newest first. Seven queries, whatever there is."""
    ties = _ties(group)
    held = _held({topic for topic, _, _ in ties})
    ties = [tie for tie in ties if tie[0] in held]
    if not ties:
        return []
    places, posts = _places(group), _posts(group)
    seen = _seen(group, {code for _, code, _ in ties}, {pk for _, _, pk in ties}, held.values())
    versions = Instrument.objects.in_bulk({one.instrument for one in seen} | {pk for _, _, pk in ties})
    rows = []
    for first, instrument, indicator, tied in _pairs(ties, versions):
        known = [one for one in seen if versions[one.instrument].code == instrument]
        rows.append(_row(held[first], indicator, known, versions, tied, _teaching(held[first].first, places, posts)))
    rows = sorted(rows, key=lambda row: (row.held.last, row.held.topic.pk), reverse=True)[:MOST_PAIRS]
    return _corrected(rows)


def _ties(group: WorkingGroup) -> list[tuple[int, str, int]]:
    """(first topic, indicator, version) of this KKG."""
    rows = TopicIndicator.objects.filter(topic__session__group=group, topic__session__removed_at=None)
    return list(rows.order_by("pk").values_list("topic", "indicator", "instrument"))


def _pairs(ties: Any, versions: Mapping[int, Instrument]) -> Iterable[tuple[int, str, str, Instrument]]:
    """Each topic and indicator once, whichever version tied them."""
    found = {(topic, versions[pk].code, code): versions[pk] for topic, code, pk in ties}
    return [(*pair, instrument) for pair, instrument in found.items()]


def _held(topics: Collection[int]) -> dict[int, Held]:
    """Those that a closed session dealt with. Three queries."""
    steps = {first: [step for step in chain if step.is_held] for first, chain in outcomes_of(topics).items()}
    sessions = Session.objects.in_bulk({step.session_id for chain in steps.values() for step in chain})
    days = Session.days.filter(Q(pk__in=sessions) | Q(day_of__in=sessions)).order_by()
    rows = Attendance.objects.filter(session__in=days.values("pk"), mark="hadir", person__isnull=False)
    came = defaultdict(set)
    for session, person in rows.annotate(whole=Coalesce("session__day_of", "session")).values_list("whole", "person"):
        came[session].add(person)
    found = {}
    for first, chain in steps.items():
        if met := [sessions[step.session_id] for step in chain]:
            present = frozenset().union(*(came[session.pk] for session in met))
            ends = min(one.date for one in met), max(one.last_day for one in met)
            found[first] = Held(chain[0], *ends, len({one.pk for one in met}), present)
    return found


def _places(group: WorkingGroup) -> list[Any]:
    return list(group.group_places.values_list("madrasah", "since", "until"))


def _posts(group: WorkingGroup) -> list[Any]:
    posts = Placement.objects.filter(madrasah__in=group.group_places.values("madrasah"), person__removed_at=None)
    return list(posts.exclude(post=Placement.Post.OTHER).order_by().values_list("person", "madrasah", "since", "until"))


def _teaching(day: date, places: Sequence[Any], posts: Sequence[Any]) -> set[tuple[int, int]]:
    """(teacher, madrasah) of the KKG as it was that day."""
    here = {madrasah for madrasah, since, until in places if since <= day and (until is None or until >= day)}
    return {
        (person, madrasah)
        for person, madrasah, since, until in posts
        if madrasah in here and since <= day and (until is None or until >= day)
    }


def _seen(group: WorkingGroup, codes: Collection[str], versions: Collection[int], held: Iterable[Held]) -> list[Seen]:
    """Sheets that scored one of these indicators about that time, the oldest first. One query."""
    times = list(held)
    sheets = (
        Assessment.objects.kept()
        .shared()
        .filter(
            madrasah__in=group.group_places.values("madrasah"),
            observed_on__gte=min(one.first for one in times) - YEAR,
            observed_on__lte=max(one.last for one in times) + YEAR,
            instrument__code__in=Instrument.objects.filter(pk__in=versions).values("code"),
        )
    )
    rows = SharedVersion.objects.standing(sheets.order_by().values("pk")).values_list(
        "assessment__teacher",
        "assessment__madrasah",
        "assessment__observed_on",
        "assessment__observer",
        "assessment__instrument",
        "answers",
    )
    return sorted((Seen(*row) for row in rows if codes & row[-1].keys()), key=lambda one: one.day)


def _row(
    held: Held,
    code: str,
    seen: Sequence[Seen],
    versions: Mapping[int, Instrument],
    tied: Instrument,
    teaching: Collection[tuple[int, int]],
) -> EffectRow:
    """By the version with which most teachers were seen on both sides; the others are counted apart."""
    told = [one for one in seen if one.answers.get(code) is not None and (one.teacher, one.madrasah) in teaching]
    before = {(one.instrument, one.teacher): one for one in told if held.first - YEAR <= one.day < held.first}
    after = {(one.instrument, one.teacher): one for one in told if held.last < one.day <= held.last + YEAR}
    both = [key for key in before if key in after]
    used = [instrument for instrument, _ in both]
    chosen = max(sorted(set(used), reverse=True), key=used.count) if used else tied.pk
    mine = [(before[key], after[key]) for key in both if key[0] == chosen]
    pairs = [Pair(a.teacher in held.present, a.value(code), b.value(code)) for a, b in mine]
    days = [one.day for two in mine for one in two]
    mixed = {teacher for _, teacher in before} & {teacher for _, teacher in after} - {a.teacher for a, _ in mine}
    return EffectRow(
        held,
        code,
        versions[chosen],
        effect_of(pairs, settings.MIN_GROUP_SIZE),
        (min(days), max(days)) if days else None,
        len({one.observer for two in mine for one in two}),
        len(mixed),
        frozenset(one.madrasah for two in mine for one in two),
    )


def _corrected(rows: Sequence[EffectRow]) -> list[EffectRow]:
    """By Holm over all pairs of the KKG that a difference could be computed of."""
    found = holm([row.effect.difference.p if row.effect.difference else None for row in rows])
    asked = len([p for p in found if p is not None])
    return [replace(row, p=p, asked=asked) for row, p in zip(rows, found, strict=True)]
