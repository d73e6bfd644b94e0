"""Supervision of the supervision: which weeks were left unchecked, a reminder without names, what was agreed."""

import re
from datetime import date
from uuid import uuid4

import pytest

from competency.guidance.actions import mend_guidance, note_guidance
from competency.guidance.reports import oversight_of
from competency.models import Guidance, Rpp
from core.revisions import Overtaken
from madrasah.roles import Role
from tests.cast import client_of
from tests.clock import on_day, wita
from tests.factories import make_assignment, make_teacher, make_user
from tests.worlds import standing

pytestmark = on_day(2026, 11, 29)

TODAY = date(2026, 11, 29)
LIST = "/supervisi/rpp/pembinaan/"


def text(user, address):
    return client_of(user).get(address).content.decode()


def check(cast, week, *teachers, status="ada"):
    for teacher in teachers:
        Rpp.objects.create(
            teacher=teacher,
            madrasah=cast.satu,
            school_year=2026,
            week=week,
            status=status,
            checked_by=cast.baso.person,
            checked_at=wita(2026, 11, 25),
        )


def note(cast, **fields):
    told = {"madrasah": cast.satu, "head": cast.baso.person, "agreed_on": TODAY, "text": "Diperiksa setiap Senin."}
    return note_guidance(**told | {"client_token": uuid4(), "by": cast.daeng} | fields)


@standing
def short(cast):
    """A semester that began three weeks ago; the first of them was a holiday."""
    cast.semester.starts_on = date(2026, 11, 9)
    cast.semester.save()
    cast.semester.holidays.create(name="Libur Contoh", starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 14))
    return cast


def weeks_of(cast, day=TODAY):
    found = oversight_of([cast.satu.pk], day).weeks.get(cast.satu.pk, [])
    return [(week.week.day, week.unchecked, week.teachers) for week in found]


def test_the_running_week_is_not_left_unchecked_before_its_end(short):
    assert [weeks_of(short, date(2026, 11, day)) for day in (23, 28)] == [[(16, 1, 1)]] * 2
    assert weeks_of(short, date(2026, 11, 29)) == [(16, 1, 1), (23, 1, 1)]


def test_weeks_that_are_over_are_counted_and_holidays_are_not(short):
    assert weeks_of(short) == [(16, 1, 1), (23, 1, 1)]
    check(short, date(2026, 11, 16), short.aminah.person, status="belum_ada")
    assert weeks_of(short) == [(16, 0, 1), (23, 1, 1)]


def test_each_week_counts_who_taught_there_then(short):
    make_teacher(short.satu, since=date(2026, 11, 23))
    make_teacher(short.satu, until=date(2026, 11, 21))
    make_teacher(short.satu).placements.update(post="lain")
    assert weeks_of(short) == [(16, 2, 2), (23, 2, 2)]


def test_the_kepala_who_teaches_is_not_the_kepalas_to_check(short):
    head = make_teacher(short.satu)
    make_assignment(head, Role.KEPALA, short.satu)
    assert weeks_of(short) == [(16, 1, 1), (23, 1, 1)]


def test_a_mark_left_behind_by_another_madrasah_checks_nothing_here(short):
    moved = make_teacher(short.dua, until=date(2026, 11, 21))
    moved.placements.create(madrasah=short.satu, since=date(2026, 11, 22))
    check(short, date(2026, 11, 23), moved)
    assert weeks_of(short) == [(16, 1, 1), (23, 1, 2)]
    Rpp.objects.update(madrasah=short.dua)
    assert weeks_of(short) == [(16, 1, 1), (23, 2, 2)]


def test_the_pengawas_sees_counts_first_and_opens_the_weeks(short):
    page = text(short.daeng, LIST)
    assert "2 dari 2 minggu belum lengkap diperiksa" in page
    assert "Aminah" not in page
    [address] = set(re.findall(rf'href="({LIST}{short.satu.pk}/)"', page))
    assert f"/supervisi/rpp/?minggu=2026-11-16&amp;madrasah={short.satu.pk}" in text(short.daeng, address)


def test_the_reminder_names_no_teacher_and_goes_to_the_kepala(short):
    short.baso.person.phone, short.baso.person.nip = "0812-0000-0000", "198501012010011001"
    short.baso.person.save()
    page = text(short.daeng, f"{LIST}{short.satu.pk}/")
    [words] = re.findall(r'class="copybox"[^>]*>(.*?)</div>', page, re.S)
    assert words.startswith("Yth. Bapak Drs. Baso Contoh")
    assert "minggu 16–21 November 2026: 1 dari 1 guru" in words
    assert "Aminah" not in words and "198501012010011001" not in page
    assert "https://wa.me/6281200000000?text=" in page


def test_nothing_is_reminded_of_where_nothing_was_left(short):
    for week in (date(2026, 11, 16), date(2026, 11, 23)):
        check(short, week, short.aminah.person)
    assert "copybox" not in text(short.daeng, f"{LIST}{short.satu.pk}/")


def test_what_was_agreed_is_read_by_that_kepala_and_the_pengawas_only(cast):
    note(cast)
    successor = make_user(make_teacher(cast.satu))
    make_assignment(successor.person, Role.KEPALA, cast.satu)
    readers = {name for name, user in cast.everyone.items() if Guidance.objects.visible_to(user).exists()}
    assert readers == {"baso", "daeng"}
    assert "Diperiksa setiap Senin." in text(cast.baso, f"{LIST}{cast.satu.pk}/")
    assert "Diperiksa setiap Senin." not in text(successor, f"{LIST}{cast.satu.pk}/")


def test_it_is_noted_by_the_form_and_once(cast):
    post = {"agreed_on": "2026-11-25", "text": "Setiap Senin.", "due_on": "2026-12-07", "client_token": uuid4()}
    post["head"] = cast.baso.person_id
    answers = [client_of(cast.daeng).post(f"{LIST}{cast.satu.pk}/", post).status_code for _ in range(2)]
    row = Guidance.objects.get()
    assert answers == [302, 302]
    assert (row.head, row.noted_by, row.due_on) == (cast.baso.person, cast.daeng.person, date(2026, 12, 7))


def test_a_day_to_come_comes_back_with_the_reason(cast):
    post = {"agreed_on": "2026-11-30", "text": "Setiap Senin.", "client_token": uuid4(), "head": cast.baso.person_id}
    answer = client_of(cast.daeng).post(f"{LIST}{cast.satu.pk}/", post)
    assert answer.status_code == 400
    assert "Tanggal kesepakatan belum tiba." in answer.content.decode()


def test_mending_keeps_what_stood_before_and_never_overwrites_unseen(cast):
    row = note(cast)
    changed = {"agreed_on": TODAY, "text": "Setiap Sabtu.", "by": cast.daeng}
    mend_guidance(guidance=row, revision=1, **changed)
    assert [event.text for event in row.events.order_by("pgh_id")] == ["Diperiksa setiap Senin.", "Setiap Sabtu."]
    with pytest.raises(Overtaken):
        mend_guidance(guidance=row, revision=1, **changed | {"text": "Setiap hari."})
    answer = client_of(cast.daeng).post(
        f"{LIST}kesepakatan/{row.pk}/", {"agreed_on": "2026-11-25", "text": "Setiap hari.", "revision": 1}
    )
    assert "Setiap Sabtu." in answer.content.decode()


def test_questions_do_not_grow_with_madrasah(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(11) as first:
        client_of(cast.daeng).get(LIST)
    for _ in range(6):
        make_teacher(cast.satu)
        make_teacher(cast.dua)
        note(cast)
    with django_assert_max_num_queries(len(first)):
        client_of(cast.daeng).get(LIST)


def test_an_agreement_that_was_wrong_goes_and_comes_back(short):
    row, client = note(short, text="Salah madrasah."), client_of(short.daeng)
    page = f"{LIST}{short.satu.pk}/"
    for _ in range(2):
        client.post(f"{LIST}kesepakatan/{row.pk}/hapus/")
    assert "Salah madrasah." not in text(short.baso, page)
    assert "Baru dihapus" in text(short.daeng, page) and "Baru dihapus" not in text(short.baso, page)
    assert client_of(short.baso).post(f"{LIST}kesepakatan/{row.pk}/kembalikan/").status_code == 404
    client.post(f"{LIST}kesepakatan/{row.pk}/kembalikan/")
    assert "Salah madrasah." in text(short.baso, page)
