"""KKG meets before each semester: 2 January, between two of them, belongs to the one that follows (decisions.md 30)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kkg.attendance.reports import AttendanceEvidence, attendance_evidence
from kkg.models import Session
from kkg.programme.reports import planned_doubts, year_meetings
from kkg.sessions.reports import session_numbers
from madrasah.models import Semester
from madrasah.semesters.actions import edit_semester
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day
from tests.kkg.certificate_makers import held
from tests.kkg.paper_makers import filled, text_of
from tests.kkg.programme_makers import make_plan, make_programme

pytestmark = on_day(2027, 1, 2)

DAYS = "20 Desember 2026 sampai 19 Juni 2027"


@pytest.fixture
def session(cast: Cast) -> Session:
    """Held and closed today, after gasal (to 19 December) and before genap (from 4 January)."""
    assert cast.semester.ends_on < days_from_now(0) < cast.next_semester.starts_on
    return held(cast, days=0)


def test_the_recap_of_the_coming_semester_counts_it_today_already(cast, session) -> None:
    client = client_of(cast.gita)
    assert client.get("/kkg/rekap/").context["recap"].sessions == [session]
    named = {"semester": cast.next_semester.pk}
    assert session in client.get("/kkg/rekap/", named).context["recap"].sessions
    past = client.get("/kkg/rekap/", {"semester": cast.semester.pk}).context["recap"]
    assert past.sessions == []


def test_the_lpj_of_the_coming_semester_counts_it_and_names_its_days(cast, session) -> None:
    client, path = client_of(cast.gita), f"/kkg/{cast.group.pk}/lpj/"
    assert client.get(path).context["sessions"] == [session]
    assert client.get(path, {"semester": cast.semester.pk}).context["sessions"] == []
    assert DAYS in client.get(path).content.decode()
    assert DAYS in text_of(client.post(path, filled(client, path, lihat="1")))


def test_the_teachers_evidence_and_home_count_it_in_the_coming_semester(cast, session) -> None:
    aminah = cast.aminah.person_id
    assert attendance_evidence([aminah], cast.next_semester) == {aminah: AttendanceEvidence(1, 1)}
    assert attendance_evidence([aminah], cast.semester) == {}
    assert "dari 1 hari pertemuan" in client_of(cast.aminah).get("/").content.decode()


def test_a_programme_plans_the_days_before_its_semester_and_doubts_those_of_the_next(cast) -> None:
    def doubts(semester: Semester) -> list[str]:
        programme = make_programme(cast, semester)
        make_plan(programme, date=date(2027, 1, 2))
        return planned_doubts(programme)

    assert doubts(cast.next_semester) == []
    assert "2 Januari 2027 di luar semester ini" in doubts(cast.semester)[0]


@on_day(2026, 6, 25)
def test_before_a_school_year_a_session_counts_in_the_new_one(cast) -> None:
    """Genap ended on 20 June; KKG of 25 June is the first of the coming year."""
    Semester.objects.exclude(pk=cast.next_semester.pk).update(ends_on=date(2026, 6, 20))
    old, new = held(cast, days=-30), held(cast, days=0)
    assert session_numbers(cast.group) == {old.pk: 1, new.pk: 1}
    assert len(year_meetings(cast.group, 2026)) == 1
    tied = Session.objects.in_school_year(cast.next_semester)
    assert list(tied) == [new]


def test_every_day_of_three_years_belongs_to_one_semester(cast) -> None:
    spans = [row.kkg_days for row in Semester.objects.with_kkg_days().order_by("starts_on")]
    first, last = spans[0].starts_on, spans[-1].ends_on
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        owner = Semester.objects.of_kkg_day(day).get() if day.day == 2 else None
        holding = [span for span in spans if span.starts_on <= day <= span.ends_on]
        assert len(holding) == 1
        assert owner is None or owner.kkg_days == holding[0]


def test_semesters_do_not_overlap(cast) -> None:
    first, later = cast.semester, cast.next_semester
    with pytest.raises(ValidationError, match=f"Bertumpuk dengan {later}"):
        edit_semester(semester=first, starts_on=first.starts_on, ends_on=later.starts_on, by=cast.jafar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Semester.objects.filter(pk=first.pk).update(ends_on=later.starts_on)
    page = client_of(cast.jafar).post(
        f"/semester/{first.pk}/", {"starts_on": first.starts_on.isoformat(), "ends_on": later.ends_on.isoformat()}
    )
    assert "Satu hari milik satu semester saja." in page.content.decode()


def test_a_session_moved_over_the_edge_changes_its_semester(cast, session) -> None:
    Session.objects.filter(pk=session.pk).update(date=cast.semester.ends_on)
    recap = client_of(cast.gita).get("/kkg/rekap/", {"semester": cast.semester.pk}).context["recap"]
    assert [row.pk for row in recap.sessions] == [session.pk]
