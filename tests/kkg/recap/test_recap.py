"""The recap: counted from closed sessions, with n, each reader's own part; the workbook has the same rows."""

import doctest
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.formats import date_short
from kkg.letters.activity_papers import Span, figures
from kkg.models import Attendance, Session
from kkg.recap import options as recap
from kkg.recap.options import Call, by_person, by_place, total
from kkg.recap.reports import Recap, recap_of
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day
from tests.kkg.makers import call_roll, close, make_session, make_topic

pytestmark = on_day(2026, 11, 23)

URL = "kkg:recap"


def page(by: User, **asked: object) -> str:
    response = client_of(by).get(reverse(URL), asked)
    assert response.status_code == 200
    return response.content.decode()


def recap_for(cast: Cast, by: User) -> Recap:
    return recap_of(by, cast.group, cast.semester.starts_on, cast.semester.ends_on)


def make_ill(session: Session, user: User) -> None:
    session.attendances.filter(person=user.person).update(mark="sakit")


@pytest.fixture
def semester(cast: Cast) -> list[Session]:
    """Two closed sessions of 3 JP: Aminah came to the first and was ill at the second."""
    first, second = make_session(cast, days=-14), make_session(cast, days=-7)
    make_topic(first, "Soal cerita")
    close(first, cast.daeng, **{"Soal cerita": "belum"})
    second.refresh_from_db()
    make_topic(second, "Alat peraga")
    close(second, cast.daeng)
    make_ill(second, cast.aminah)
    return [first, second]


def test_examples_hold() -> None:
    assert doctest.testmod(recap).failed == 0


def test_who_moved_counts_at_each_madrasah_and_stands_at_the_last() -> None:
    calls = [Call(1, "Aminah", "MI Satu", "hadir", 3), Call(1, "Aminah", "MI Dua", "alpa", 3)]
    assert [line.place for line in by_person(calls)] == ["MI Dua"]
    assert [(line.name, line.called) for line in by_place(calls)] == [("MI Dua", 1), ("MI Satu", 1)]
    assert total(by_person(calls)).cells == total(by_place(calls)).cells


def test_hours_are_those_of_sessions_attended(cast: Cast, semester) -> None:
    lines = {line.name: line for line in recap_for(cast, cast.gita).people}
    assert lines["Aminah Contoh, S.Pd.I."].words == "Hadir 1 dari 2 (50%) · 1 sakit · 3 JP"
    assert lines["Gita Contoh, S.Pd."].words == "Hadir 2 dari 2 (100%) · 6 JP"


def test_nothing_closed_is_said_and_never_zero_percent(cast: Cast) -> None:
    call_roll(make_session(cast, days=-3), cast.daeng)
    text = page(cast.gita)
    assert "Belum ada pertemuan yang ditutup" in text and "0%" not in text
    assert "1 pertemuan yang sudah lewat belum ditutup" in text


def test_a_topic_taken_up_again_counts_once(cast: Cast) -> None:
    first = make_session(cast, days=-14)
    make_topic(first, "Soal cerita")
    close(first, cast.daeng, **{"Soal cerita": "belum"})
    close(make_session(cast, days=-7), cast.daeng)  # carries it on, and finishes it
    found = recap_for(cast, cast.gita)
    assert dict(found.topics) | {"n": found.topic_count} == {
        "tuntas": 1,
        "sebagian": 0,
        "belum": 0,
        "diserahkan": 0,
        "ditutup": 0,
        "n": 1,
    }


def test_the_report_counts_topics_as_the_recap_does(cast: Cast) -> None:
    first = make_session(cast, days=-14)
    make_topic(first, "Soal cerita")
    close(first, cast.daeng, **{"Soal cerita": "belum"})
    second = close(make_session(cast, days=-7), cast.daeng)
    span = Span("", "", first.date, second.date, [first, second])
    assert dict(figures(span))["Topik tuntas"] == "1 dari 1"


def test_each_reader_sees_the_own_part(cast: Cast, semester) -> None:
    readers = ("gita", "daeng", "baso", "aminah", "faisal", "jafar")
    sizes = {name: len(recap_for(cast, getattr(cast, name)).people) for name in readers}
    assert sizes == {"gita": 2, "daeng": 2, "baso": 1, "aminah": 1, "faisal": 0, "jafar": 0}


@pytest.mark.parametrize(("who", "reads"), [("baso", True), ("citra", False), ("jafar", False)])
def test_illness_is_for_the_own_kepala(cast: Cast, semester, who: str, reads: bool) -> None:
    text = page(getattr(cast, who))
    assert ("1 sakit" in text, "Aminah" in text.partition("<main")[2]) == (reads, reads)


def test_the_workbook_sums_up_to_the_page(cast: Cast, semester) -> None:
    add_guest_to(semester[1])
    response = client_of(cast.gita).get(reverse("kkg:recap-sheet"))
    book = load_workbook(io.BytesIO(response.getvalue()))
    *lines, last = [list(row) for row in book["Guru"].iter_rows(min_row=2, values_only=True)]
    numbers = [2, 3, 4, 5, 6, 8]
    assert [sum(row[at] for row in lines) for at in numbers] == [last[at] for at in numbers] == [3, 0, 1, 0, 4, 9]
    assert [row[-1] for row in book["Madrasah"].iter_rows(min_row=2, values_only=True)][-1] == 9
    assert "3 dari 4 kali dipanggil" in page(cast.gita)


def test_the_workbook_holds_a_letter_for_each_teacher_and_session(cast: Cast, semester) -> None:
    book = load_workbook(io.BytesIO(client_of(cast.gita).get(reverse("kkg:recap-sheet")).getvalue()))
    head, *lines = [list(row) for row in book["Kehadiran"].iter_rows(values_only=True)]
    assert head == ["Nama", "Madrasah", *(date_short(days_from_now(days)) for days in (-14, -7))]
    assert [line[2:] for line in lines] == [["H", "H"], ["H", "S"]]


def test_percents_are_numbers_in_the_workbook(cast: Cast, semester) -> None:
    book = load_workbook(io.BytesIO(client_of(cast.gita).get(reverse("kkg:recap-sheet")).getvalue()))
    cells = [row[7] for row in book["Guru"].iter_rows(min_row=2)]
    assert [(cell.value, cell.number_format) for cell in cells] == [(1, "0%"), (0.5, "0%"), (0.75, "0%")]


def add_guest_to(session: Session) -> None:
    year = session.school_year
    Attendance.objects.create(session=session, school_year=year, guest_name="Tamu Contoh", way="tamu")


def test_days_of_ones_own_narrow_it(cast: Cast, semester) -> None:
    text = page(cast.gita, dari=days_from_now(-8), sampai=days_from_now(0))
    assert "1 dari 2 kali dipanggil" in text


def test_days_the_wrong_way_round_are_told(cast: Cast) -> None:
    assert "Tanggal akhir harus sesudah" in page(cast.gita, dari="2026-11-20", sampai="2026-11-01", kkg="\x00")


def test_the_kabupaten_reads_no_recap(cast: Cast, semester) -> None:
    assert "Aminah" not in page(cast.eka)
    assert client_of(cast.eka).get(reverse("kkg:recap-sheet")).status_code == 404


def test_another_group_is_not_to_be_asked_for(cast: Cast, semester) -> None:
    text = page(cast.gita, kkg=cast.other_group.pk)
    assert "KKG MI Contoh Lain" not in text
