"""The pengawas' report of a semester says what the pages say."""

from django.utils import timezone

from competency.models import FollowUp, Rpp
from competency.packs.guide_reports import guide_report
from kkg.recap.reports import recap_of as kkg_recap_of
from madrasah.models import Semester
from madrasah.periods import week_start
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day
from tests.competency.sheet_makers import shared
from tests.factories import make_teacher, make_user
from tests.kkg.makers import close, make_session, make_topic
from tests.kkg.paper_makers import text_of
from tests.worlds import standing

pytestmark = on_day(2026, 11, 23)


@standing
def busy(cast: Cast) -> Semester:
    for days in (-40, -20):
        session = make_session(cast, days=days)
        make_topic(session, obstacles="Laptop kurang")
        close(session, cast.gita)
    make_session(cast, days=-2)
    budi = make_user(make_teacher(cast.satu, name="Budi Contoh"))
    for teacher in (cast.aminah, budi):
        sheet = shared(teacher, cast.baso, 2)
    FollowUp.objects.filter(assessment=sheet).update(due_on=days_from_now(-1))
    semester = Semester.objects.begun(timezone.localdate()).get(pk=cast.semester.pk)
    for teacher, status, cause in ((cast.aminah, Rpp.Status.ADA, ""), (budi, Rpp.Status.TERLAMBAT, Rpp.Cause.COMPUTER)):
        Rpp.objects.create(
            teacher=teacher.person,
            madrasah=cast.satu,
            school_year=semester.school_year,
            week=week_start(timezone.localdate()),
            status=status,
            cause=cause,
            checked_by=cast.baso.person,
            checked_at=timezone.now(),
        )
    return semester


def test_every_total_is_that_of_its_page(cast: Cast, busy: Semester) -> None:
    facts, tables = guide_report(cast.daeng, busy, timezone.localdate())
    found = {table.title: table.rows for table in tables}
    days = busy.kkg_days
    of_group = kkg_recap_of(cast.daeng, cast.group, days.starts_on, days.ends_on)
    (meetings,) = found["Pertemuan KKG"]
    assert meetings[1:3] + meetings[5:] == [of_group.meetings, of_group.hours, of_group.unclosed] == [2, 6, 1]
    assert f"{of_group.total.hadir} dari {of_group.total.called}" in meetings[3]
    recap = client_of(cast.daeng).get("/supervisi/rekap/").context["recap"]
    assert found["Supervisi: madrasah"] == recap.tables[0].rows
    assert dict(facts)["Lembar dibagikan"] == f"{recap.sheets}, tentang {recap.teachers} guru"
    board = client_of(cast.daeng).get("/supervisi/").context["figures"]
    assert [row[1] for row in found["Yang masih menunggu"]] == [figure["number"] for figure in board]
    assert found["RPP"][1] == ["MI Contoh Satu", 2, 1, 1, 0, 1, 0, 0]
    assert found["Tindak lanjut"][1] == ["MI Contoh Satu", 2, 0, 2, 1, 0]
    assert len(found["Kendala yang dicatat di KKG"]) == 2


def test_it_is_printed_for_the_pengawas_alone(cast: Cast, busy: Semester) -> None:
    text = text_of(client_of(cast.daeng).get("/supervisi/pendampingan.pdf"))
    assert "LAPORAN DAN ANALISIS PENDAMPINGAN" in text
    assert "Laptop kurang" in text
    assert client_of(cast.baso).get("/supervisi/pendampingan.pdf").status_code == 403


def test_the_lpj_of_a_kkg_counts_what_its_recap_counts(cast: Cast, busy: Semester) -> None:
    days = busy.kkg_days
    facts = dict(client_of(cast.gita).get(f"/kkg/{cast.group.pk}/lpj/").context["facts"])
    recap = kkg_recap_of(cast.gita, cast.group, days.starts_on, days.ends_on)
    assert facts["Pertemuan terlaksana"] == str(recap.meetings)
    assert facts["Jumlah JP"] == str(recap.hours)
    assert facts["Kehadiran"].startswith(f"{recap.total.hadir} dari {recap.total.called}")
    assert facts["Topik tuntas"] == f"{dict(recap.topics)['tuntas']} dari {recap.topic_count}"
