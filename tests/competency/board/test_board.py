"""The board: each number is the length of the list it opens, for a kepala and a pengawas, in all and by madrasah."""

import re
from datetime import date
from html import unescape

import pytest

from competency.followups.revision_actions import hand_in
from competency.models import Assessment, Rpp
from competency.sharing.objection_actions import raise_objection
from tests.cast import client_of
from tests.clock import on_day
from tests.competency.sheet_makers import answered, shared
from tests.factories import make_teacher, make_user
from tests.worlds import standing

pytestmark = on_day(2026, 11, 25)

BOARD = "/supervisi/"


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def totals(page):
    """Label -> (number, note, address) of the figures on top."""
    figures = re.findall(
        r'<span class="big">(\d+)</span>\s*<a class="cover" href="([^"]*)">(.*?)</a>.*?soft">(.*?)<', page, re.S
    )
    return {label: (int(number), note, unescape(url)) for number, url, label, note in figures}


def cells(page, place):
    """Label -> (number, address) of one madrasah's row."""
    row = re.search(rf'<th scope="row">\s*{place}\s*</th>(.*?)</tr>', page, re.S)[1]
    found = re.findall(r'data-label="([^"]*)"[^>]*>\s*<a href="([^"]*)">(\d+)', row)
    return {label: (int(number), unescape(url)) for label, url, number in found}


def length(client, address):
    """How many rows stand in the list behind a number, on all its pages."""
    page, part = text(client, address), address.partition("#")[2]
    if part:
        page = (re.search(rf'id="{part}".*?</section>', page, re.S) or [""])[0]
    counted = re.search(r"· (\d+) baris", page)
    if counted:
        return int(counted[1])
    if "<table" in page:
        return page.count('<th scope="row">')
    return page.count('<li class="row-of-weeks">') or len(re.findall(r"<li>\s*<(?:a|div) class=\"row\"", page))


@standing
def busy(cast):
    """Something for each number, at both madrasah of the pengawas, and as much that must not count."""
    seen = make_teacher(cast.satu, name="Sudah Diamati")
    make_user(seen)
    make_teacher(cast.dua, name="Belum Diamati")
    make_teacher(cast.tiga, name="Orang Luar")
    make_teacher(cast.satu, name="Staf Contoh").placements.update(post="lain")
    late, open_one = shared(seen.user, cast.daeng), shared(cast.aminah, cast.baso, value=2, code="telaah-rpp")
    late.followups.update(due_on=date(2026, 11, 24), status="disepakati")
    open_one.followups.update(due_on=date(2026, 11, 25))
    mended = shared(cast.aminah, cast.baso, value=2, code="telaah-modul-ajar").followups.get()
    hand_in(followup=mended, note="Asesmen sudah cocok.", by=cast.aminah)
    answered(seen.user, cast.baso)
    raise_objection(assessment=late, text="Butir 3 keliru.", by=seen.user)
    answered(cast.gita, cast.citra)
    left = shared(cast.aminah, cast.baso, code="kelengkapan-rpp-13")
    Assessment.objects.filter(pk=left.pk).update(keeper=cast.hasan.person)
    return cast


@pytest.mark.parametrize("who", ["baso", "citra", "daeng"])
def test_each_number_is_the_length_of_the_list_it_opens(busy, who):
    client = client_of(busy.everyone[who])
    found = totals(text(client, BOARD))
    assert len(found) == 8
    for label, (number, _, address) in found.items():
        assert (label, length(client, address)) == (label, number)


@pytest.mark.parametrize("place", ["satu", "dua"])
def test_each_number_of_a_madrasah_is_the_length_of_its_list(busy, place):
    client = client_of(busy.daeng)
    found = cells(text(client, BOARD), getattr(busy, place).name)
    assert len(found) == 8
    for label, (number, address) in found.items():
        assert (label, length(client, address)) == (label, number)


def test_each_number_says_of_how_many(busy):
    found = {label: (number, note) for label, (number, note, _) in totals(text(client_of(busy.daeng), BOARD)).items()}
    assert found == {
        "Belum pernah diamati": (2, "dari 4 guru"),
        "Belum diamati semester ini": (2, "dari 4 guru"),
        "RPP November 2026 belum diperiksa": (4, "dari 4 guru"),
        "RTL lewat batas waktu": (1, "dari 6 yang terbuka · 1 guru"),
        "Perbaikan menunggu dilihat lagi": (1, "dari 1 guru"),
        "Tanggapan belum dibaca": (2, "dari 2 guru"),
        "Keberatan belum dijawab": (1, "dari 1 guru"),
        "Lembar menunggu diambil alih": (1, "tentang 1 guru"),
    }


def test_seen_in_an_earlier_semester_is_not_never(cast):
    sheet = shared(cast.aminah, cast.baso)
    earlier = type(cast.semester).objects.create(
        school_year=2025, term="genap", starts_on=date(2026, 1, 5), ends_on=date(2026, 6, 20)
    )
    Assessment.objects.filter(pk=sheet.pk).update(semester=earlier, observed_on=date(2026, 3, 2))
    found = totals(text(client_of(cast.baso), BOARD))
    assert found["Belum pernah diamati"][0] == 0
    assert found["Belum diamati semester ini"][0] == 1


def test_seen_at_another_madrasah_is_never_seen_here(cast):
    shared(cast.aminah, cast.baso)
    cast.aminah.person.placements.update(madrasah=cast.dua)
    found = cells(text(client_of(cast.daeng), BOARD), cast.dua.name)
    assert found["Belum pernah diamati"][0] == 2


def test_what_is_filled_at_a_desk_observes_nobody(cast):
    shared(cast.aminah, cast.baso, 2, code="telaah-rpp")
    assert totals(text(client_of(cast.baso), BOARD))["Belum pernah diamati"][0] == 1


def test_a_week_off_and_a_week_to_come_are_not_unchecked(cast):
    cast.semester.holidays.create(name="Libur Contoh", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 21))
    label = "RPP November 2026 belum diperiksa"
    assert totals(text(client_of(cast.baso), BOARD))[label][0] == 1
    fields = {"madrasah": cast.satu, "school_year": 2026, "status": "ada", "checked_by": cast.baso.person}
    Rpp.objects.create(
        teacher=cast.aminah.person, week=date(2026, 11, 23), checked_at="2026-11-23T07:00+08:00", **fields
    )
    assert totals(text(client_of(cast.baso), BOARD))[label][0] == 0


def test_who_opens_no_madrasah_has_the_list_instead(cast):
    answer = client_of(cast.aminah).get(BOARD)
    assert (answer.status_code, answer.url) == (302, "/supervisi/lembar/")


def test_without_a_semester_the_board_still_opens(cast):
    cast.semester.delete()
    cast.next_semester.delete()
    assert "Belum diamati semester ini" not in text(client_of(cast.daeng), BOARD)


def test_questions_do_not_grow(busy, django_assert_max_num_queries):
    client = client_of(busy.daeng)
    with django_assert_max_num_queries(11) as first:
        client.get(BOARD)
    for place in (busy.satu, busy.dua):
        for _ in range(12):
            shared(make_user(make_teacher(place)), busy.daeng)
    with django_assert_max_num_queries(len(first)):
        client.get(BOARD)
