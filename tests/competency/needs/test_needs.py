"""What a KKG needs: counted without names, pressed into a topic once, and the topic says why for good."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from competency.models import Rpp, TopicIndicator, TopicOrigin
from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT
from kkg.models import GroupPlace, Problem, Topic
from kkg.record.papers import minutes
from madrasah.models import Placement
from madrasah.periods import week_start
from tests.cast import client_of
from tests.clock import days_from_now
from tests.competency.needs.makers import before, next_version, observed, page, seen, teachers, version
from tests.kkg.makers import close, make_session
from tests.kkg.work_makers import make_problem, make_unfinished
from tests.worlds import standing

WEAK, OTHER = "GT-PED.2", "GT-PED.5"
WEAK_TOPIC = "Menggunakan metode pembelajaran yang bervariasi"


def text(user, address):
    answer = client_of(user).get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def press(cast, session, key, user=None):
    client = client_of(user or cast.gita)
    return client.post(page(cast.group), {"session": session.pk, "butuh": key})


@standing
def weak(cast):
    """Seven teachers, weak in one indicator: six of them half, one not at all."""
    people = teachers(cast, 7)
    observed(cast, people[:6], {WEAK: 1})
    seen(cast, people[6], {WEAK: 0})
    return people


def test_the_weakest_indicator_says_its_mean_its_n_and_its_semester(cast, weak):
    told = text(cast.gita, page(cast.group))
    assert "Rata-rata 0,9 dari 2 pada 7 guru (7 lembar)" in told and f"dari {cast.semester}," in told
    assert "Guru Rahasia" not in told
    assert told == text(cast.gita, page(cast.group))


def test_few_teachers_give_no_figure(cast):
    observed(cast, teachers(cast, 4), {WEAK: 0})
    told = text(cast.gita, page(cast.group))
    assert "rata-rata" not in told and "belum ada indikator" in told.lower()


def test_who_is_not_of_the_group_and_what_was_observed_elsewhere_counts_nowhere(cast):
    observed(cast, teachers(cast, 9, at=cast.tiga), {WEAK: 0}, madrasah=cast.tiga)
    observed(cast, teachers(cast, 9), {WEAK: 0}, madrasah=cast.tiga)
    assert "rata-rata" not in text(cast.gita, page(cast.group))


def test_only_what_the_teacher_sees_now_counts(cast, weak):
    for person in weak:
        version(person.assessments.get(), {WEAK: 2}, number=2)
    assert WEAK_TOPIC not in text(cast.gita, page(cast.group))


def test_what_was_told_stands_still_but_for_five_more(cast):
    """Whoever leaves, is mended or comes in between would else be what a figure moved by."""
    earliest, early, late = (timezone.now() - timedelta(hours=hours) for hours in (3, 2, 1))
    GroupPlace.objects.update(created_at=earliest)
    people = teachers(cast, 7)
    observed(cast, people[:6], {WEAK: 1}, shared_at=early)
    seen(cast, people[6], {WEAK: 0}, shared_at=early)
    told = text(cast.gita, page(cast.group))
    version(people[1].assessments.get(), {WEAK: 0}, number=2, at=late)
    Placement.objects.filter(person=people[2]).update(until=days_from_now(-1))
    seen(cast, people[3], {WEAK: 0}, shared_at=late)
    observed(cast, teachers(cast, 4, at=cast.empat), {WEAK: 1}, madrasah=cast.empat, shared_at=earliest)
    GroupPlace.objects.create(group=cast.group, madrasah=cast.empat, since=cast.semester.starts_on)
    assert told == text(cast.gita, page(cast.group))
    seen(cast, teachers(cast, 1)[0], {WEAK: 1}, shared_at=late)
    assert "Rata-rata 0,8 dari 2 pada 12 guru (13 lembar)" in text(cast.gita, page(cast.group))


def test_the_trend_compares_one_version_only(cast, weak):
    observed(cast, weak[:2], {WEAK: 1}, semester=before(cast.semester))
    observed(cast, weak[2:], {WEAK: 0}, semester=before(cast.semester))
    assert "Naik dari 0,3 pada semester sebelumnya" in text(cast.gita, page(cast.group))


def test_another_version_before_is_said_and_not_compared(cast, weak):
    observed(cast, weak, {WEAK: 0}, semester=before(cast.semester), instrument=next_version())
    told = text(cast.gita, page(cast.group))
    assert "versi lain" in told and "Naik dari" not in told


def test_before_enough_were_seen_the_semester_before_is_told_by_its_name(cast):
    earlier = before(cast.semester)
    people = teachers(cast, 6)
    observed(cast, people[:3], {WEAK: 0}, semester=earlier)
    observed(cast, people[3:], {WEAK: 1}, semester=earlier)
    told = text(cast.gita, page(cast.group))
    assert "pada 6 guru (6 lembar)" in told and f"dari {earlier}," in told


def late(cast, people, cause, week):
    for person in people:
        Rpp.objects.create(
            teacher=person,
            madrasah=cast.satu,
            school_year=cast.semester.school_year,
            week=week,
            status=Rpp.Status.TERLAMBAT if cause else Rpp.Status.ADA,
            cause=cause,
            checked_by=cast.baso.person,
            checked_at=timezone.now(),
        )


def test_the_commonest_cause_of_late_rpp_is_told_and_one_of_few_is_not(cast):
    people, week = teachers(cast, 8), week_start(cast.semester.starts_on + timedelta(days=14))
    late(cast, people[:6], Rpp.Cause.COMPUTER, week)
    late(cast, people[6:], "", week)
    late(cast, people[:4], Rpp.Cause.DISCIPLINE, week + timedelta(weeks=1))
    told = text(cast.gita, page(cast.group))
    assert "6 dari 12 RPP yang diperiksa terlambat karena itu, pada 6 guru" in told
    assert "Menyiapkan RPP" not in told


def test_the_staircase_is_counted_and_tied_to_its_indicator(cast):
    session = make_session(cast, days=7)
    people = teachers(cast, 13)
    observed(cast, people[:8], {HAS_RECORDS: 1, USES_FORMAT: 1})
    observed(cast, people[8:], {HAS_RECORDS: 2, USES_FORMAT: 2})
    assert "8 guru sebagian format, dari 13 guru yang dinilai" in text(cast.gita, page(cast.group))
    press(cast, session, f"tangga:{USES_FORMAT}")
    assert TopicIndicator.objects.get(topic__session=session).indicator == USES_FORMAT


def test_one_press_puts_it_on_the_agenda_with_its_why_once(cast, weak):
    session, later = make_session(cast, days=7), make_session(cast, days=21)
    for onto in (session, session, later):
        assert press(cast, onto, f"indikator:{WEAK}").status_code == 302
    topic = Topic.objects.get(title=WEAK_TOPIC)
    origin = TopicOrigin.objects.get()
    assert (topic.session, origin.topic) == (session, topic)
    assert (origin.teachers, origin.sheets, origin.numerator, origin.denominator) == (7, 7, 6, 14)
    assert TopicIndicator.objects.get().indicator == WEAK
    for address in (f"/kkg/pertemuan/{session.pk}/agenda/", f"/kkg/pertemuan/{session.pk}/"):
        assert f"Karena: {origin.words}" in text(
            cast.aminah if address.endswith(f"{session.pk}/") else cast.gita, address
        )


def test_a_meeting_that_is_written_down_later_takes_one_too(cast, weak):
    session = make_session(cast, days=-3)
    assert press(cast, session, f"indikator:{WEAK}").status_code == 302
    assert session.topics.filter(title=WEAK_TOPIC).exists()


def test_the_why_stays_as_it_was_when_the_figures_move_on(cast, weak):
    press(cast, make_session(cast, days=7), f"indikator:{WEAK}")
    words = TopicOrigin.objects.get().words
    observed(cast, weak, {WEAK: 2})
    assert TopicOrigin.objects.get().words == words
    assert words in text(cast.gita, page(cast.group))


def test_a_topic_that_returns_still_says_why_and_what_became_of_it_is_told(cast, weak):
    session = make_session(cast, days=0)
    press(cast, session, f"indikator:{WEAK}")
    session.refresh_from_db()
    close(session, cast.gita, **{WEAK_TOPIC: "sebagian"})
    told = text(cast.gita, page(cast.group))
    came = session.attendances.filter(mark="hadir").count()
    assert "Sebagian" in told and f"{came} hadir" in told
    following = make_session(cast, days=14)
    assert "Karena: menggunakan metode" in text(cast.aminah, f"/kkg/pertemuan/{following.pk}/")
    press(cast, following, f"indikator:{WEAK}")
    assert Topic.objects.filter(title=WEAK_TOPIC, continues=None).count() == 1


def test_what_was_finished_may_become_a_topic_again(cast, weak):
    session = make_session(cast, days=0)
    press(cast, session, f"indikator:{WEAK}")
    session.refresh_from_db()
    close(session, cast.gita)
    press(cast, make_session(cast, days=14), f"indikator:{WEAK}")
    assert TopicOrigin.objects.filter(reference=WEAK).count() == 2


def test_a_problem_becomes_a_topic_and_leaves_the_list(cast):
    problem, session = make_problem(cast, cast.aminah), make_session(cast, days=7)
    assert problem.text in text(cast.gita, page(cast.group))
    press(cast, session, f"masalah:{problem.pk}")
    assert Problem.objects.get().topic.session == session
    origin = TopicOrigin.objects.get()
    assert "Aminah" not in origin.words and origin.teachers == 0


def test_unfinished_topics_come_first_and_say_on_which_agenda_they_wait(cast):
    make_unfinished(cast, "Mengetik RPP")
    session = make_session(cast, days=7)
    told = text(cast.gita, page(cast.group))
    assert told.index("Mengetik RPP") < told.index("Indikator yang paling lemah")
    assert "di agenda" in told and session.title


def test_a_member_neither_reads_needs_nor_makes_topics_of_them(cast, weak):
    session = make_session(cast, days=7)
    assert client_of(cast.aminah).get(page(cast.group)).status_code == 403
    assert press(cast, session, f"indikator:{WEAK}", cast.aminah).status_code == 403
    assert not Topic.objects.exists()


@pytest.mark.parametrize("key", ["", "indikator:TIDAK.ADA", "masalah:x", "\x00"])
def test_a_need_that_is_gone_is_named_and_nothing_is_written(cast, weak, key):
    answer = press(cast, make_session(cast, days=7), key)
    assert answer.status_code == 200 and not Topic.objects.exists()


def test_the_agenda_itself_shows_needs_until_they_are_topics(cast, weak):
    session = make_session(cast, days=7)
    address = f"/kkg/pertemuan/{session.pk}/agenda/"
    assert f"indikator:{WEAK}" in client_of(cast.gita).get(address).content.decode()
    press(cast, session, f"indikator:{WEAK}")
    assert f"indikator:{WEAK}" not in client_of(cast.gita).get(address).content.decode()


def test_an_agenda_that_was_open_meanwhile_does_not_drop_the_new_topic(cast, weak):
    session = make_session(cast, days=7)
    form = {"t-TOTAL_FORMS": "1", "t-INITIAL_FORMS": "0", "t-0-title": "Lain", "aksi": "simpan"}
    revision = session.revision
    press(cast, session, f"indikator:{WEAK}")
    client_of(cast.gita).post(f"/kkg/pertemuan/{session.pk}/agenda/", form | {"revision": revision})
    assert session.topics.filter(title=WEAK_TOPIC).exists()


def test_the_minutes_say_why_a_topic_was_discussed(cast, weak):
    session = make_session(cast, days=0)
    press(cast, session, f"indikator:{WEAK}")
    session.refresh_from_db()
    close(session, cast.gita)
    assert minutes(session, with_numbers=False)["topics"][0]["why"] == TopicOrigin.objects.get().words
