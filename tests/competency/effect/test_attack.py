"""What an officer reads of a topic's effect, on page and paper, tells nobody's score, whoever is known to have come.

An officer keeps the roll, and may know who was rated before and after. So the attack takes all of that as known, and
asks of each other teacher's value whether another would have read the same.
"""

import re
from random import Random

import pytest

from competency.effect import views
from competency.effect.presenters import SAID
from competency.scoring.effect import Pair, Verdict, effect_of
from tests.cast import client_of
from tests.competency.attack import Puzzle
from tests.competency.effect.test_effects import address, hold, looked, text
from tests.competency.needs.makers import teachers
from tests.kkg.paper_makers import text_of

MINIMUM, HIGHEST, TRIES = 5, 2, 400
FIGURES = r"Yang (hadir|tidak hadir) (\d+) (\d),(\d) (\d),(\d)"


def read(cast, topic):
    """The pair as the ketua sees it: its page, its row of the list, its paper."""
    paper = text_of(client_of(cast.gita).get(f"{address(cast, topic)}dampak.pdf"))
    listed = text(cast.gita, f"/kkg/{cast.group.pk}/dampak/")
    return " ".join((text(cast.gita, address(cast, topic)), listed, " ".join(paper.split())))


def said(pairs):
    """The conclusion in the words that an officer reads, one pair asked for."""
    effect = effect_of(pairs, MINIMUM)
    verdict = effect.verdict(effect.difference.p if effect.difference else None)
    return SAID[Verdict.UNSEEN if verdict is Verdict.NOT_COMPUTABLE else verdict]


def settled(pairs, own, luck):
    """Others' values, (teacher, which), for which no world was found that reads the same and has another there."""
    known, found = said(pairs), set()
    for who in range(len(pairs)):
        for which in ("before", "after") if who != own else ():
            if not any(said(_other(pairs, own, who, which, luck)) == known for _ in range(TRIES)):
                found.add((who, which))
    return found


def _other(pairs, own, who, which, luck):
    """Another value there, and perhaps a few elsewhere."""
    values = [[pair.before, pair.after] for pair in pairs]
    side = ("before", "after").index(which)
    values[who][side] = luck.choice([value for value in range(HIGHEST + 1) if value != values[who][side]])
    for _ in range(luck.randint(0, 3)):
        other, at = luck.randrange(len(pairs)), luck.randint(0, 1)
        if other != own and (other, at) != (who, side):
            values[other][at] = luck.randint(0, HIGHEST)
    return [Pair(pair.attended, *two) for pair, two in zip(pairs, values, strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_an_officer_reads_no_figure_and_the_conclusion_leaves_every_value_open(cast, seed):
    luck, people = Random(seed), teachers(cast, 12)
    rise = luck.choice((0, 1, 2))
    befores = [luck.randint(0, 1) for _ in people]
    afters = [min(HIGHEST, luck.randint(0, 1) + (rise if at < 6 else 0)) for at in range(12)]
    topic = hold(cast, people[6:])
    looked(cast, people, befores, afters)
    told = read(cast, topic)
    pairs = [Pair(at < 6, *two) for at, two in enumerate(zip(befores, afters, strict=True))]
    assert told.count(said(pairs)) >= 2
    assert not re.search(FIGURES, told) and not re.search(r"\b(6|12)\b (guru|hadir|tidak)", told)
    assert settled(pairs, luck.randrange(12), luck) == set()


@pytest.mark.parametrize("after", [1, 2])
def test_values_all_alike_read_like_any_others(cast, after):
    """From "nothing varies" and the own value an officer would know everybody's."""
    people = teachers(cast, 12)
    topic = hold(cast, people[6:])
    looked(cast, people, [1] * 12, [after] * 12)
    told = read(cast, topic)
    assert SAID[Verdict.UNSEEN] in told and "tidak bervariasi" not in told and SAID[Verdict.NOT_COMPUTABLE] not in told
    assert SAID[Verdict.NOT_COMPUTABLE] in text(cast.daeng, address(cast, topic))


def two_topics(cast):
    """Attended alike but by one, and read as an officer: what the figures add up to."""
    people = teachers(cast, 13)
    topics = [hold(cast, people[5:6] + people[7:], days=-60), hold(cast, people[7:], days=-55, title="Lagi")]
    looked(cast, people, [0, 1, 0, 1, 0, 2, 1] + [1] * 6, [1, 1, 2, 2, 1, 0, 2] + [1, 2] * 3)
    puzzle = Puzzle()
    for topic, absent in zip(topics, ({5, *range(7, 13)}, set(range(7, 13))), strict=True):
        for side, count, *digits in re.findall(FIGURES, text(cast.gita, address(cast, topic))):
            there = [who for who in range(13) if (who in absent) == (side != "hadir")]
            assert len(there) == int(count)
            for when, mean in ((0, digits[:2]), (1, digits[2:])):
                off, total = 0.05 * len(there), float(".".join(mean)) * len(there)
                puzzle.says([puzzle.unknown((who, when), 0, HIGHEST) for who in there], total - off, total + off)
    return {who for who, _ in puzzle.determined((5, when) for when in (0, 1) if puzzle.is_about((5, when)))}


def test_two_topics_attended_alike_but_by_one_tell_nothing_of_that_one(cast):
    assert two_topics(cast) == set()


def test_with_means_for_officers_the_attack_finds_that_one(cast, monkeypatch):
    monkeypatch.setattr(views, "why_not_see_means", lambda user, madrasahs: None)
    assert two_topics(cast) == {5}
