"""What followed a topic: who attended beside who did not, for a pengawas with figures, for officers as counts."""

import re

from competency.effect.reports import effects_of
from competency.models import TopicIndicator
from competency.scoring.effect import Verdict
from kkg.models import Attendance
from tests.cast import client_of
from tests.clock import days_from_now
from tests.competency.needs.makers import next_version, seen, teachers
from tests.competency.sheet_makers import publish
from tests.kkg.makers import close, make_session, make_topic
from tests.worlds import standing

WEAK = "GT-PED.2"
HELD, EARLY, LATE = -60, -80, -20


def text(user, address):
    answer = client_of(user).get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def hold(cast, absent, *, days=HELD, title="Metode bervariasi", result="tuntas"):
    """A topic about the indicator, dealt with while these stayed away."""
    session = make_session(cast, days=days)
    topic = make_topic(session, title)
    TopicIndicator.objects.create(topic=topic, instrument=publish(), indicator=WEAK)
    close(session, cast.gita, **{title: result})
    Attendance.objects.filter(session=session, person__in=absent).update(mark="alpa")
    return topic


def looked(cast, people, befores, afters, **values):
    """Each of them seen before and after."""
    for person, early, late in zip(people, befores, afters, strict=True):
        seen(cast, person, {WEAK: early}, on=days_from_now(EARLY))
        seen(cast, person, {WEAK: late}, on=days_from_now(LATE), **values)


@standing
def people(cast):
    """Sixteen; the first eight come."""
    return teachers(cast, 16)


@standing
def topic(cast, people):
    """Those who came rose, the others hardly."""
    topic = hold(cast, people[8:])
    looked(cast, people, [0, 1, 0, 1, 0, 1, 0, 1] * 2, [2, 2, 1, 2, 2, 2, 1, 2, 0, 1, 0, 1, 1, 1, 0, 1])
    return topic


def address(cast, topic):
    return f"/kkg/{cast.group.pk}/dampak/{topic.pk}/{WEAK}/"


def test_a_pengawas_reads_both_means_the_difference_and_what_it_does_not_prove(cast, topic):
    told = text(cast.daeng, address(cast, topic))
    assert "bukan bukti sebab-akibat" in told and "cenderung naik sendiri" in told
    assert "Yang hadir 8 0,5 1,8 +1,3" in told and "Yang tidak hadir 8 0,5 0,6 +0,1" in told
    assert "selang 95%" in told.lower() and "HC3" in told
    assert "Yang hadir naik lebih banyak" in told and "Guru Rahasia" not in told


def test_an_officer_reads_the_conclusion_and_no_figure(cast, topic):
    told = text(cast.gita, address(cast, topic))
    assert "sedikitnya 5 yang hadir dan 5 yang tidak" in told and "bukan bukti sebab-akibat" in told
    assert "Yang hadir naik lebih banyak" in told and "Angka dan selisihnya hanya untuk" in told
    assert "1,8" not in told and "+1,3" not in told and "Guru yang hadir" not in told and "Penilai 1" not in told


def test_the_list_and_the_paper_say_it_too(cast, topic):
    told = text(cast.daeng, f"/kkg/{cast.group.pk}/dampak/")
    assert "Yang hadir naik lebih banyak" in told and "bukan bukti sebab-akibat" in told
    for reader in (cast.daeng, cast.gita):
        paper = client_of(reader).get(f"{address(cast, topic)}dampak.pdf")
        assert paper.status_code == 200 and paper.content.startswith(b"%PDF")


def test_too_few_on_one_side_tell_nothing_not_even_how_many(cast, people):
    topic = hold(cast, people[3:])
    looked(cast, people[:12], [0] * 12, [2] * 12)
    told = text(cast.daeng, address(cast, topic))
    assert "yang hadir kurang dari 5 guru" in told and "bukan bukti sebab-akibat" in told
    assert "Sebelum dan sesudah" not in told and "Guru yang hadir" not in told


def test_what_was_not_observed_or_seen_on_one_side_only_is_left_out(cast, people, topic):
    more = teachers(cast, 2)
    seen(cast, more[0], {WEAK: 0}, on=days_from_now(EARLY))
    looked(cast, more[1:], [None], [2])
    assert effects_of(cast.group)[0].effect.counts == (8, 8)


def test_what_was_seen_on_the_day_itself_is_neither_before_nor_after(cast, people):
    hold(cast, people[8:])
    for person in people:
        seen(cast, person, {WEAK: 1}, on=days_from_now(HELD))
        seen(cast, person, {WEAK: 2}, on=days_from_now(LATE))
    assert effects_of(cast.group)[0].effect.counts == (0, 0)


def test_another_version_afterwards_is_counted_apart_and_never_mixed_in(cast, people, topic):
    more = teachers(cast, 6)
    looked(cast, more, [0] * 6, [2] * 6, instrument=next_version())
    row = effects_of(cast.group)[0]
    assert row.effect.counts == (8, 8) and row.other_version == 6
    assert "beberapa guru, tidak ikut dihitung" in text(cast.daeng, address(cast, topic))


def test_a_topic_that_returned_is_one_pair_and_who_came_once_attended(cast, people):
    hold(cast, people[4:], result="sebagian")
    following = make_session(cast, days=HELD + 14)
    close(following, cast.gita)
    Attendance.objects.filter(session=following, person__in=people[8:]).update(mark="izin")
    looked(cast, people, [0, 1] * 8, [1, 2] * 8)
    rows = effects_of(cast.group)
    assert len(rows) == 1 and rows[0].held.sessions == 2 and rows[0].effect.counts == (8, 8)


def test_a_sheet_of_another_madrasah_and_a_topic_still_to_come_count_nowhere(cast, people, topic):
    for person in teachers(cast, 3):
        seen(cast, person, {WEAK: 0}, on=days_from_now(EARLY), madrasah=cast.tiga)
        seen(cast, person, {WEAK: 2}, on=days_from_now(LATE), madrasah=cast.tiga)
    coming = make_topic(make_session(cast, days=9), "Masih akan dibahas")
    TopicIndicator.objects.create(topic=coming, instrument=publish(), indicator=WEAK)
    assert [row.effect.counts for row in effects_of(cast.group)] == [(8, 8)]


def test_more_pairs_at_once_ask_for_more(cast, people, topic):
    alone = effects_of(cast.group)[0]
    for number in range(3):
        hold(cast, people[8:], days=HELD + 1 + number, title=f"Topik lain {number}")
    among = [row for row in effects_of(cast.group) if row.held.topic.pk == topic.pk]
    assert among[0].effect == alone.effect and among[0].asked == 4
    assert among[0].p >= alone.p and alone.verdict is Verdict.MORE


def test_a_pengawas_of_some_of_its_madrasah_reads_the_conclusion_only(cast, people, topic):
    cast.daeng.person.assignments.filter(madrasah=cast.satu).update(until=days_from_now(-1))
    assert "Angka dan selisihnya hanya untuk" in text(cast.daeng, address(cast, topic))


def test_an_unknown_pair_is_not_found(cast, topic):
    assert client_of(cast.daeng).get(f"/kkg/{cast.group.pk}/dampak/{topic.pk}/GT-PED.9/").status_code == 404
