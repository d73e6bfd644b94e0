"""Who reads a KKG's needs each day, and knows who was looked at and the own value, learns nobody else's."""

import re
from datetime import datetime, time, timedelta
from fractions import Fraction
from random import Random
from typing import NamedTuple

import pytest
from django.utils import timezone

from competency.models import Rpp
from competency.needs import reports
from competency.needs.presenters import topic_of
from competency.scoring import hiding, staircase, weakest
from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT, Stair
from kkg.models import GroupPlace
from madrasah.models import Placement
from madrasah.periods import week_start
from tests.cast import client_of
from tests.clock import days_from_now, today
from tests.competency.attack import Puzzle
from tests.competency.needs.makers import page, seen, teachers, version
from tests.competency.sheet_makers import publish

CODE, MINIMUM = "GT-PED.2", 5
HALF = Fraction(1, 20)  # what a mean to one decimal may be off by


def reader_of(cast):
    """Gives the page as the ketua sees it, in words."""
    client = client_of(cast.gita)

    def read():
        answer = client.get(page(cast.group))
        assert answer.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    return read


@pytest.fixture
def village(cast):
    """A KKG entered long ago: eleven more teachers at Satu, four at Dua."""
    GroupPlace.objects.update(created_at=timezone.now() - timedelta(days=400))
    return teachers(cast, 11) + teachers(cast, 4, at=cast.dua)


class Said(NamedTuple):
    """One value of one teacher as it was shared; `first`: not a correction."""

    who: int
    sheet: int
    number: int
    at: int
    value: int

    @property
    def key(self):
        return self.sheet, self.number


class Figure(NamedTuple):
    """What the page told of the indicator, and how much had happened by then."""

    mean: Fraction
    people: int
    sheets: int
    now: int


class Story:
    """Sheets shared and corrected, teachers who leave, and what the page says after each of these."""

    def __init__(self, cast, people, seed):
        self.cast, self.people, self.luck = cast, people, Random(seed)
        self.values = self.luck.choice(((0, 0, 0, 0, 0, 1), (0, 1, 2), (2, 2, 2, 2, 1), (1, 1, 1, 0)))
        self.said, self.figures, self.sheets, self.gone = [], [], {}, set()
        self.read = reader_of(cast)
        self.title = topic_of(publish().definition.indicator(CODE).text)

    def goes_on(self, events):
        for self.now in range(events):
            luck = self.luck.random()
            if luck < 0.12 and self.sheets:
                self.correct()
            elif luck < 0.2 and self.sheets:
                self.leave()
            else:
                for _ in range(3 if luck > 0.9 else 1):
                    self.share(self.luck.choice(self.people))
            self.look()
        return self

    def moment(self):
        return timezone.make_aware(datetime.combine(today(), time(1))) + timedelta(minutes=self.now)

    def share(self, person):
        value = self.luck.choice((*self.values, None))
        place = self.cast.satu if person in self.people[:11] else self.cast.dua
        row = seen(self.cast, person, {CODE: value}, madrasah=place, shared_at=self.moment())
        if value is not None:
            self.sheets[row] = 1
            self.said.append(Said(person.pk, row.pk, 1, self.now, value))

    def correct(self):
        row = self.luck.choice(list(self.sheets))
        self.sheets[row] += 1
        value = self.luck.choice(self.values)
        version(row, {CODE: value}, self.sheets[row], at=self.moment())
        self.said.append(Said(row.teacher_id, row.pk, self.sheets[row], self.now, value))

    def leave(self):
        who = self.luck.choice(list(self.sheets)).teacher_id
        self.gone.add(who)
        Placement.objects.filter(person=who).update(until=days_from_now(-1))

    def look(self):
        told = re.search(rf"{self.title} Rata-rata (\d),(\d) dari 2 pada (\d+) guru \((\d+) lembar\)", self.read())
        if told:
            whole, part, people, sheets = map(int, told.groups())
            self.figures.append(Figure(Fraction(10 * whole + part, 10), people, sheets, self.now))


def guesses(story, figure):
    """What the figure may rest on, the likeliest first: all up to some moment, of all or of those still there."""
    for gone in (set(), story.gone):
        for until in range(figure.now + 1):
            for standing in (until, figure.now):
                kept = [one for one in story.said if one.who not in gone]
                began = {one.sheet for one in kept if one.number == 1 and one.at <= until}
                last = {one.sheet: one for one in kept if one.sheet in began and one.at <= standing}
                if (len({one.who for one in last.values()}), len(last)) == (figure.people, figure.sheets):
                    yield list(last.values())


def rests_on(story, figure):
    """The attacker is lucky and guesses right whenever one can."""
    for guess in guesses(story, figure):
        if abs(Fraction(sum(one.value for one in guess), len(guess)) - figure.mean) <= HALF:
            return guess
    return []


def learned(story):
    """What somebody who was looked at can tell of another; and figures that moved by fewer than may be told."""
    told = [(figure, rests_on(story, figure)) for figure in story.figures]
    told = [(figure, guess) for figure, guess in told if guess]
    everything = {one.key: one for _, guess in told for one in guess}.values()
    found = {("moved", len(few)) for few in moves([guess for _, guess in told]) if 0 < len(few) < MINIMUM}
    for reader in {None} | {pick(everything, key=lambda one: one.value).who for pick in (min, max) if everything}:
        puzzle = Puzzle()
        for one in everything:
            puzzle.unknown(one.key, 0, 2)
        for figure, guess in told:
            low, high = (len(guess) * (figure.mean + off) for off in (-HALF, HALF))
            puzzle.says([one.key for one in guess], float(low) - 1e-6, float(high) + 1e-6)
        puzzle.knows({one.key: one.value for one in everything if one.who == reader})
        others = {one.key for one in everything if one.who != reader}
        found |= set(puzzle.determined(others).items())
    return found


def moves(told):
    """Whose values are new in each figure, against each told before."""
    sets = [{one.key: one.who for one in guess} for guess in told]
    for at, now in enumerate(sets):
        for before in sets[:at]:
            yield {who for key, who in now.items() if key not in before}


@pytest.mark.parametrize("seed", [0, 3])
def test_day_by_day_no_value_of_an_indicator_follows(cast, village, seed):
    story = Story(cast, village, seed).goes_on(18)
    assert story.figures and learned(story) == set()


def told_at_once(heard, minimum, is_open, **options):
    """As one would first think: all that stands now, of five people at least."""
    last = {each.thing: each for each in sorted(heard, key=lambda each: each.at) if each.value is not None}
    return list(last.values()) if len({each.who for each in last.values()}) >= MINIMUM else []


def test_told_at_once_the_attack_finds_them(cast, village, monkeypatch):
    monkeypatch.setattr(weakest, "told_in_steps", told_at_once)
    assert learned(Story(cast, village, 3).goes_on(14))


def test_a_sum_near_its_end_would_give_everybody_away(cast, village, monkeypatch):
    monkeypatch.setattr(hiding, "leaves_open", lambda heard, lowest, highest: True)
    story = Story(cast, village, 0)
    story.values = (0,)
    assert learned(story.goes_on(12))


ANSWERS = {Stair.NONE: (0, 0), Stair.NOTES: (1, 0), Stair.PART: (1, 1), Stair.FORMAT: (2, 2)}


def climb(cast, people, seed, weights):
    """Each seen once, the page read after each: (how many were seen, the counts by group of steps)."""
    luck, seen_so_far, told, read = Random(seed), [], [], reader_of(cast)
    for number, person in enumerate(luck.sample(people, len(people))):
        stair = luck.choices(list(Stair), weights)[0]
        at = timezone.make_aware(datetime.combine(today(), time(1))) + timedelta(minutes=number)
        place = person.placements.get().madrasah
        seen(
            cast,
            person,
            dict(zip((HAS_RECORDS, USES_FORMAT), ANSWERS[stair], strict=True)),
            madrasah=place,
            shared_at=at,
        )
        seen_so_far.append((person.pk, stair))
        if number % 2 and (counts := stairs_told(read())):
            told.append((sum(counts.values()), counts))
    return seen_so_far, told


def stairs_told(text):
    """Counts by group of steps; what is no other's is the set format's."""
    if not (
        line := re.search(r"Memakai format penilaian yang ditentukan ((?:\d+ guru .*?, )+)dari (\d+) guru yang", text)
    ):
        return {}
    parts = re.findall(r"(\d+) guru (.*?), (?=\d+ guru|$)", line.group(1))
    counts = {frozenset(step for step in Stair if step.lower() in words.lower()): int(count) for count, words in parts}
    rest = int(line.group(2)) - sum(counts.values())
    return counts | ({frozenset({Stair.FORMAT}): rest} if rest else {})


def steps_learned(seen_so_far, told):
    """Whose step follows, for who knows the own; and counts that moved by fewer than may be told."""
    found = {
        ("moved", now[group] - before[group])
        for at, (_, now) in enumerate(told)
        for _, before in told[:at]
        for group in now.keys() & before.keys()
        if 0 < now[group] - before[group] < MINIMUM
    }
    for reader in [None, *dict((stair, who) for who, stair in seen_so_far).values()]:
        puzzle = Puzzle()
        for who, stair in seen_so_far:
            puzzle.says([puzzle.unknown((who, step)) for step in Stair], 1)
            puzzle.knows({(who, stair): 1} if who == reader else {})
        for people, counts in told:
            for group, count in counts.items():
                puzzle.says([(who, step) for who, _ in seen_so_far[:people] for step in group], count)
        others = [(who, step) for who, _ in seen_so_far if who != reader for step in Stair]
        found |= puzzle.certain(others)
    return found


@pytest.mark.parametrize(("seed", "weights"), [(0, (1, 1, 1, 1)), (1, (0, 3, 1, 3))])
def test_day_by_day_nobodys_step_of_the_staircase_follows(cast, village, seed, weights):
    more = teachers(cast, 12)
    seen_so_far, told = climb(cast, village + more, seed, weights)
    assert told and steps_learned(seen_so_far, told) == set()


def test_counts_that_are_only_not_small_give_steps_away(cast, village, monkeypatch):
    def clear(self, counted, grouping):
        return not any(0 < count < MINIMUM for _, count in staircase._grouped(counted, grouping))

    monkeypatch.setattr(staircase._Steps, "_is_clear", clear)
    assert steps_learned(*climb(cast, village[:9], 4, (0, 1, 0, 0)))


def weeks(cast, people, seed, often):
    """Rows of the RPP ledger as they are checked, the page read after each few: (rows, figures)."""
    luck, rows, figures, read = Random(seed), [], [], reader_of(cast)
    first = week_start(cast.semester.starts_on) + timedelta(weeks=2)
    for number in range(4):
        for person in luck.sample(people, len(people)):
            is_late = luck.random() < often
            Rpp.objects.create(
                teacher=person,
                madrasah=person.placements.get().madrasah,
                school_year=cast.semester.school_year,
                week=first + timedelta(weeks=number),
                status=Rpp.Status.TERLAMBAT if is_late else Rpp.Status.ADA,
                cause=Rpp.Cause.COMPUTER if is_late else "",
                checked_by=cast.baso.person,
                checked_at=timezone.make_aware(datetime.combine(today(), time(1))) + timedelta(minutes=len(rows)),
            )
            rows.append((person.pk, number, is_late))
            if luck.random() < 0.25 and (told := re.search(RPP, read())):
                figures.append(tuple(map(int, told.groups())))
    return rows, figures


RPP = r"laptop menjadi kendala (\d+) dari (\d+) RPP yang diperiksa terlambat karena itu, pada (\d+) guru"


def lateness_learned(rows, figures):
    """Who was late for that cause, for who knows which rows were checked and the own."""
    found = {("moved", n - m) for at, (*_, n) in enumerate(figures) for *_, m in figures[:at] if 0 < n - m < MINIMUM}
    late = {who for who, _, is_late in rows if is_late}
    on_time = {who for who, *_ in rows} - late
    for reader in [None, *sorted(late)[:1], *sorted(on_time)[:1]]:
        puzzle = Puzzle()
        for who, week, is_late in rows:
            puzzle.unknown((who, week))
            puzzle.knows({(who, week): int(is_late)} if who == reader else {})
        for times, checked, people in set(figures):
            by_teacher = {}
            for who, week, _ in rows[:checked]:
                by_teacher.setdefault(who, []).append((who, week))
            puzzle.says([row for own in by_teacher.values() for row in own], times)
            struck = {who: puzzle.unknown(("ever", who, checked)) for who in by_teacher}
            puzzle.says(struck.values(), people)
            for who, own in by_teacher.items():
                puzzle.says(dict.fromkeys(own, 1) | {struck[who]: -1}, 0, len(own))
                puzzle.says(dict.fromkeys(own, 1) | {struck[who]: -len(own)}, -len(own), 0)
        others = [
            ("ever", who, checked) for _, checked, _ in set(figures) for who in {who for who, *_ in rows[:checked]}
        ]
        found |= puzzle.certain(name for name in others if name[1] != reader)
    return found


@pytest.mark.parametrize(("seed", "often"), [(0, 0.3), (1, 0.9)])
def test_day_by_day_it_does_not_follow_whose_rpp_was_late(cast, village, seed, often):
    rows, figures = weeks(cast, village[:12], seed, often)
    assert lateness_learned(rows, figures) == set()
    assert figures or often > 0.5


def test_rows_counted_as_they_come_give_away_who_was_late(cast, village, monkeypatch):
    def live(heard, minimum, is_open, **options):
        return heard if len({each.who for each in heard if each.value}) >= MINIMUM else []

    monkeypatch.setattr(reports, "told_in_steps", live)
    assert lateness_learned(*weeks(cast, village[:8], 1, 0.9))
