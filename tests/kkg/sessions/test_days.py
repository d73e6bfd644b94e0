"""A session of several days: one agenda, record and certificate; a roll, a check-in and JP for each day."""

import re
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.refusals import Refused
from core.removal import take_out
from kkg.agenda.actions import add_topic
from kkg.attendance.actions import add_guest
from kkg.attendance.reports import how_many_came
from kkg.calendar.reports import feed_entries
from kkg.carried import pages
from kkg.certificates.awards import awards_of
from kkg.messages.facts import facts_of_session
from kkg.models import Session, Speaker, WorkingGroup
from kkg.photos.actions import add_photos
from kkg.postponements.actions import cancel_session, postpone_session, revive_session
from kkg.programme.reports import year_meetings
from kkg.recap.reports import recap_of
from kkg.record.actions import close_session, reopen_session
from kkg.record.reports import held_sessions
from kkg.reflection.permissions import why_not_reflect
from kkg.sessions.actions import copy_session, edit_session, plan_days, remove_session, restore_session
from kkg.sessions.reports import doubts_of_days, session_numbers
from kkg.todo import tasks
from madrasah.models import Holiday
from tests.cast import client_of
from tests.clock import days_from_now, on_day, today
from tests.kkg.checkin_makers import make_window, scan
from tests.kkg.makers import call_roll, make_session, make_speaker, make_topic
from tests.kkg.paper_makers import filled, make_letter, sent_by, text_of

pytestmark = on_day(2026, 11, 27)  # a Friday
MONDAY = -4
WEEK = 5


def workshop(cast, *, days: int = MONDAY, length: int = WEEK, **values) -> Session:
    """From Monday to Friday, 8 JP a day."""
    values = {"title": "Lokakarya Contoh", "jp": 8} | values
    return make_session(cast, days=days, until=days_from_now(days + length - 1), **values)


def days_of(session: Session) -> list[Session]:
    return list(Session.days.of_whole(session))


def whole(session: Session) -> Session:
    return Session.objects.get(pk=session.pk)


def called(cast, session: Session, **marks_of_day: dict[str, str]) -> Session:
    """Everybody present each day, but: called(cast, session, day3={"p7": "alpa"})."""
    for number, day in enumerate(days_of(session), start=1):
        call_roll(day, cast.gita, **marks_of_day.get(f"day{number}", {}))
    return whole(session)


def closed(cast, session: Session, jp: int = 8, **marks_of_day: dict[str, str]) -> Session:
    make_topic(session)
    session = called(cast, session, **marks_of_day)
    results = {topic.pk: {"status": "tuntas", "minutes_used": 300} for topic in session.topics.all()}
    return close_session(session=session, results=results, jp=jp, revision=session.revision, by=cast.gita)


def test_a_session_until_friday_has_a_row_for_each_day_that_says_which(cast) -> None:
    session = workshop(cast)
    days = days_of(session)
    assert [day.date for day in days] == [days_from_now(MONDAY + step) for step in range(WEEK)]
    assert [day.title for day in days][:2] == ["Lokakarya Contoh", "Lokakarya Contoh (hari 2)"]
    assert {day.jp for day in days} == {8}
    assert session.until == today() == session.last_day


def test_lists_show_it_once_and_the_calendar_each_day(cast) -> None:
    session = workshop(cast)
    page = client_of(cast.gita).get("/kkg/pertemuan/").content.decode()
    assert "23–27 November 2026" in page and "(hari 2)" not in page
    assert list(session_numbers(session.group)) == [session.pk]
    assert len(year_meetings(session.group, session.school_year)) == 1
    entries = feed_entries(cast.aminah, today())
    assert [entry.day for entry in entries if entry.title.startswith("Lokakarya")] == [d.date for d in days_of(session)]


def test_a_day_opens_its_roll_and_no_other_page(cast) -> None:
    session = workshop(cast)
    day = days_of(session)[1]
    client = client_of(cast.gita)
    assert client.get(f"/kkg/pertemuan/{day.pk}/kehadiran/").status_code == 200
    for path in ("", "agenda/", "notulen/", "tutup/", "foto/", "ubah/", "hapus/", "hari/", "salin/"):
        assert client.get(f"/kkg/pertemuan/{day.pk}/{path}").status_code == 404, path


@pytest.mark.parametrize(
    "write",
    [
        lambda day, by: edit_session(session=day, values={"title": "X"}, revision=day.revision, by=by),
        lambda day, by: plan_days(session=day, days={}, revision=day.revision, by=by),
        lambda day, by: remove_session(session=day, by=by),
        lambda day, by: copy_session(session=day, date=today(), with_topics=True, client_token=day.client_token, by=by),
        lambda day, by: close_session(session=day, results={}, jp=8, revision=day.revision, by=by),
        lambda day, by: cancel_session(session=day, reason="Hujan", by=by),
        lambda day, by: add_topic(session=day, title="Topik", by=by),
        lambda day, by: add_photos(session=day, uploads=[], caption="", shows_nobody=True, by=by),
    ],
)
def test_what_belongs_to_the_whole_is_refused_to_a_day(cast, write: Any) -> None:
    day = days_of(workshop(cast))[1]
    with pytest.raises(Refused, match="satu hari dari pertemuan"):
        write(day, cast.gita)


def test_each_day_has_its_own_roll_and_check_in(cast) -> None:
    session = workshop(cast)
    days = days_of(session)
    call_roll(days[0], cast.gita, **{f"p{cast.aminah.person_id}": "izin"})
    scan(make_window(days[4], cast.gita), cast.aminah)
    marks = {row.session_id: row.mark for row in cast.aminah.person.attendances.all()}
    assert marks == {days[0].pk: "izin", days[4].pk: "hadir"}
    assert how_many_came(session) == (days[0].attendances.filter(mark="hadir").count() + 1, 0)


def test_outsiders_who_speak_are_counted_one_by_one_and_once_for_all_days(cast) -> None:
    session = workshop(cast)
    for day, name in ((0, "Ibu Rosmini"), (0, "Pak Rahmat"), (4, "Ibu Rosmini")):
        said = {"name": name, "institution": "Puskesmas Contoh", "is_speaker": True, "client_token": uuid4()}
        add_guest(session=days_of(session)[day], by=cast.gita, **said)
    assert how_many_came(session) == (0, 2)


def test_on_each_day_one_is_led_to_the_check_in_of_that_day(cast) -> None:
    session = workshop(cast)
    make_topic(session)
    friday = days_of(session)[4]
    assert (
        f"/kkg/pertemuan/{friday.pk}/presensi/"
        in client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/").content.decode()
    )
    make_window(friday, cast.gita)
    home = next(task for task in tasks(cast.aminah, today()) if "Lokakarya" in task.title)
    assert (home.action, home.state) == ("Saya hadir", "Hari ini")
    page = client_of(cast.aminah).get(f"/kkg/pertemuan/{session.pk}/").content.decode()
    assert "Saya hadir" in page
    scan(friday.check_in, cast.aminah)
    assert "Saya hadir" not in client_of(cast.aminah).get(f"/kkg/pertemuan/{session.pk}/").content.decode()
    assert next(task for task in tasks(cast.aminah, today()) if "Lokakarya" in task.title).action == "Lihat agenda"


def test_the_phone_takes_along_the_roll_of_today(cast) -> None:
    friday = days_of(workshop(cast))[4]
    assert [page.url for page in pages(cast.gita, today())] == [f"/kkg/pertemuan/{friday.pk}/kehadiran/"]


def test_it_is_closed_once_every_roll_is_called_and_not_before_its_last_day(cast) -> None:
    session = workshop(cast, length=WEEK)
    make_topic(session)
    call_roll(days_of(session)[0], cast.gita)
    results = {topic.pk: {"status": "tuntas", "minutes_used": 1} for topic in session.topics.all()}
    session.refresh_from_db()
    with pytest.raises(ValidationError, match="kehadiran 24 November 2026 belum disimpan"):
        close_session(session=session, results=results, jp=8, revision=session.revision, by=cast.gita)
    longer = workshop(cast, title="Lebih lama", length=WEEK + 1)
    with pytest.raises(Refused, match="berlangsung sampai Sabtu, 28 November 2026"):
        close_session(session=longer, results={}, jp=8, revision=longer.revision, by=cast.gita)


def test_closing_and_reopening_shut_and_open_every_roll(cast) -> None:
    session = closed(cast, workshop(cast))
    assert all(day.is_closed for day in days_of(session))
    with pytest.raises(Refused, match="sudah ditutup"):
        call_roll(days_of(session)[2], cast.gita, **{f"p{cast.aminah.person_id}": "alpa"})
    reopen_session(session=session, reason="Salah hari", by=cast.gita)
    call_roll(days_of(session)[2], cast.gita, **{f"p{cast.aminah.person_id}": "alpa"})


def test_one_certificate_counts_the_days_one_came(cast) -> None:
    session = workshop(cast)
    plan_days(
        session=session,
        days={d.date: d.jp for d in days_of(session)[1:-1]} | {today(): 4},
        revision=whole(session).revision,
        by=cast.gita,
    )
    closed(cast, session, day2={f"p{cast.aminah.person_id}": "sakit"})
    awards = {a.holder: a for a in awards_of(session.group, days_from_now(MONDAY), today(), 1)}
    assert awards[cast.aminah.person].hours == 8 + 8 + 8 + 4
    assert awards[cast.gita.person].hours == 8 * 4 + 4
    assert [one["date"] for one in awards[cast.gita.person].sessions] == [d.date.isoformat() for d in days_of(session)]


def test_recap_and_report_count_days_of_one_meeting(cast) -> None:
    session = closed(cast, workshop(cast), day2={f"p{cast.aminah.person_id}": "sakit"})
    recap = recap_of(cast.gita, session.group, days_from_now(MONDAY), today())
    aminah = next(row for row in recap.people if "Aminah" in row.name)
    assert (recap.meetings, recap.hours) == (1, 40)
    assert (aminah.hadir, aminah.sakit, aminah.called, aminah.jp) == (4, 1, 5, 32)
    assert len(held_sessions(session.group, days_from_now(MONDAY), today())) == WEEK


def test_counts_of_meetings_take_it_once_and_only_while_it_is_to_be_held(cast) -> None:
    make_session(cast, days=2)
    workshop(cast, days=3)
    cancel_session(session=workshop(cast, days=9), reason="Hujan", by=cast.gita)
    closed(cast, workshop(cast, days=-5, length=6))
    workshop(cast, days=-14)
    workshop(cast, days=-2, title="Berlangsung")
    assert "3 pertemuan mendatang" in client_of(cast.citra).get("/kkg/").content.decode()
    assert recap_of(cast.gita, cast.group, days_from_now(-30), today()).unclosed == 1


def test_a_teacher_reads_of_days_and_of_no_meeting_of_officers(cast) -> None:
    closed(cast, workshop(cast), day2={f"p{cast.aminah.person_id}": "izin"})
    meeting = make_session(cast, days=-6, kind="rapat", title="Rapat")
    close_session(session=called(cast, meeting), results={}, jp=0, revision=whole(meeting).revision, by=cast.gita)
    assert "dari 5 hari pertemuan" in client_of(cast.gita).get("/").content.decode()
    page = client_of(cast.aminah).get("/kompetensi/").content.decode()
    assert "4 dari 5 hari pertemuan" in " ".join(page.split())


def test_putting_off_moves_all_days_and_calling_off_stops_them(cast) -> None:
    session = workshop(cast, days=3)
    former = [day.date for day in days_of(session)]
    new = {"starts_at": None, "ends_at": None, "reason": "Jalan putus"}
    session = postpone_session(session=session, date=days_from_now(4), revision=session.revision, by=cast.gita, **new)
    assert [day.date for day in days_of(session)] == [day + timedelta(days=1) for day in former]
    session = postpone_session(session=session, date=days_from_now(2), revision=session.revision, by=cast.gita, **new)
    assert [day.date for day in days_of(session)] == [day - timedelta(days=1) for day in former]
    assert whole(session).until == days_of(session)[-1].date
    cancel_session(session=session, reason="Hujan", by=cast.gita)
    assert all(day.cancelled_at for day in days_of(session))
    revive_session(session=session, by=cast.gita)
    assert not any(day.cancelled_at for day in days_of(session))


def test_deleting_and_bringing_back_takes_all_days_along(cast) -> None:
    session = workshop(cast, days=3)
    remove_session(session=session, by=cast.gita)
    assert not Session.days.kept().exists()
    page = client_of(cast.gita).get("/kkg/pertemuan/").content.decode()
    assert page.count("Lokakarya Contoh") == 1 and "(hari 2)" not in page
    restore_session(session=session, by=cast.gita)
    assert Session.days.kept().count() == WEEK


def test_data_that_change_change_for_every_day(cast) -> None:
    session = workshop(cast, days=3)
    values = {"title": "Bimtek Contoh", "place": "Aula KUA"}
    edit_session(session=session, values=values, revision=session.revision, by=cast.gita)
    assert [(d.title, d.place) for d in days_of(session)][1] == ("Bimtek Contoh (hari 2)", "Aula KUA")


@pytest.mark.parametrize("distance", [3, -3])
def test_another_date_of_the_first_day_moves_all_days_and_their_rolls_as_far(cast, distance: int) -> None:
    session = workshop(cast, days=-9)
    former, step = days_of(session), timedelta(days=distance)
    call_roll(former[1], cast.gita, **{f"p{cast.aminah.person_id}": "izin"})
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{session.pk}/ubah/"
    page = client.get(path)
    assert "Hari-hari lain ikut bergeser" in page.content.decode()
    sent = sent_by(page.context["form"]) | {"revision": whole(session).revision, "date": session.date + step}
    assert client.post(path, sent).status_code == 302
    assert [(day.pk, day.date) for day in days_of(session)] == [(day.pk, day.date + step) for day in former]
    assert whole(session).until == former[-1].date + step
    assert days_of(session)[1].attendances.get(person=cast.aminah.person).mark == "izin"


def test_no_day_moves_beyond_the_end_of_its_group(cast) -> None:
    session = workshop(cast, days=3)
    WorkingGroup.objects.filter(pk=session.group_id).update(ended_on=days_from_now(8))
    new = {"starts_at": None, "ends_at": None, "reason": "Jalan putus"}
    for write, said in (
        (edit_session, {"values": {"date": days_from_now(5)}}),
        (postpone_session, {"date": days_from_now(5)} | new),
    ):
        with pytest.raises(Refused, match="berakhir"):
            write(session=whole(session), revision=session.revision, by=cast.gita, **said)
        assert whole(session).until == days_from_now(7)


def test_days_are_added_changed_and_left_out_but_not_one_with_a_roll(cast) -> None:
    session = workshop(cast)
    days = {day.date: day.jp for day in days_of(session)[1:]}
    call_roll(days_of(session)[1], cast.gita)
    fewer = {day: jp for day, jp in days.items() if day != days_from_now(-3)}
    with pytest.raises(Refused, match="24 November 2026 sudah dicatat"):
        plan_days(session=session, days=fewer, revision=whole(session).revision, by=cast.gita)
    saturday = days_from_now(1)
    plan_days(session=session, days={**days, saturday: 4}, revision=whole(session).revision, by=cast.gita)
    assert (days_of(session)[-1].date, days_of(session)[-1].jp, whole(session).until) == (saturday, 4, saturday)
    plan_days(session=session, days=days, revision=whole(session).revision, by=cast.gita)
    assert whole(session).until == today()


@pytest.mark.parametrize(
    ("steps", "said"), [([-5], "sesudah hari pertama, 23 November 2026"), (range(1, 15), "Paling banyak 14 hari")]
)
def test_days_before_the_first_and_too_many_are_refused(cast, steps: Any, said: str) -> None:
    session = workshop(cast)
    days = {session.date + timedelta(days=step): 8 for step in steps}
    with pytest.raises(Refused, match=said):
        plan_days(session=session, days=days, revision=session.revision, by=cast.gita)


def test_two_who_plan_days_at_once_do_not_overwrite_each_other(cast) -> None:
    session = workshop(cast)
    seen = whole(session).revision
    plan_days(session=session, days={}, revision=seen, by=cast.gita)
    with pytest.raises(ValidationError, match="orang lain mengubah"):
        plan_days(session=session, days={today(): 3}, revision=seen, by=cast.gita)


def test_a_copy_has_as_many_days(cast) -> None:
    session = workshop(cast)
    token = uuid4()
    copies = [
        copy_session(session=session, date=days_from_now(3), with_topics=False, client_token=token, by=cast.gita)
        for _ in "ab"
    ]
    assert [day.date for day in days_of(copies[0])] == [days_from_now(3 + step) for step in range(WEEK)]


def test_who_came_on_any_day_may_answer_after_the_last(cast) -> None:
    session = workshop(cast)
    called(cast, session, day1={f"p{cast.aminah.person_id}": "alpa"})
    assert why_not_reflect(cast.aminah, whole(session)) is None
    longer = workshop(cast, title="Lebih lama", length=WEEK + 1)
    assert why_not_reflect(cast.aminah, longer) == "Tanggapan dibuka setelah pertemuan berlangsung."


def test_the_form_of_days_keeps_what_stands_and_takes_more(cast) -> None:
    session = workshop(cast, days=3, length=2)
    path = f"/kkg/pertemuan/{session.pk}/hari/"
    client = client_of(cast.gita)
    sent = {"revision": whole(session).revision, "date-0": days_from_now(4).isoformat(), "jp-0": "6"}
    sent |= {"date-1": days_from_now(5).isoformat(), "jp-1": ""}
    assert "Hari pertemuan disimpan." in client.post(path, sent, follow=True).content.decode()
    assert [(day.date, day.jp) for day in days_of(session)[1:]] == [(days_from_now(4), 6), (days_from_now(5), 8)]
    twice = sent | {"revision": whole(session).revision, "date-1": sent["date-0"]}
    assert "sudah ada di atas" in client.post(path, twice).content.decode()


def test_an_odd_later_day_is_pointed_out_wherever_days_come_about(cast) -> None:
    client, sunday = client_of(cast.gita), "29 November 2026 hari Minggu."
    sent = {"group": cast.group.pk, "kind": "rutin", "title": "Lokakarya", "jp": 8, "client_token": str(uuid4())}
    sent |= {"date": days_from_now(1), "until": days_from_now(3), "starts_at": "05:30", "ends_at": "12:00"}
    page = client.post("/kkg/pertemuan/baru/", sent, follow=True).content.decode()
    assert (page.count(sunday), page.count("Mulai pukul 05.30")) == (1, 1)
    session = Session.objects.get(title="Lokakarya")
    copied = {"date": days_from_now(8), "client_token": str(uuid4())}
    page = client.post(f"/kkg/pertemuan/{session.pk}/salin/", copied, follow=True).content.decode()
    assert page.count("6 Desember 2026 hari Minggu.") == 1


def test_papers_and_messages_name_all_days(cast) -> None:
    session = closed(cast, workshop(cast))
    client = client_of(cast.gita)
    for page in ("pesan/", ""):
        assert "23–27 November 2026" in client.get(f"/kkg/pertemuan/{session.pk}/{page}").content.decode()
    for paper in ("notulen.pdf", "jurnal.pdf"):
        assert client.get(f"/kkg/pertemuan/{session.pk}/{paper}").status_code == 200


def test_papers_say_the_hours_of_all_days_and_are_dated_on_the_last(cast) -> None:
    session = closed(cast, workshop(cast), jp=6)
    journal, minutes = (
        text_of(client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/{paper}.pdf")) for paper in ("jurnal", "notulen")
    )
    assert "38, yaitu 6 + 8 + 8 + 8 + 8" in journal
    assert all(", 27 November 2026" in said and ", 23 November 2026" not in said for said in (journal, minutes))


def test_the_closing_leads_to_the_roll_of_each_day_that_lacks_names(cast) -> None:
    session = workshop(cast, length=WEEK)
    days = days_of(session)
    for day in (days[0], days[1], days[4]):
        call_roll(day, cast.gita)
    page = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/tutup/").content.decode()
    for day, count in zip(days, (0, 0, 1, 1, 0), strict=True):
        assert page.count(f'/kkg/pertemuan/{day.pk}/kehadiran/"') == count, day
    assert "2 nama belum dicatat kehadirannya pada 25 November 2026: " in page


def test_the_minutes_of_all_topics_are_held_against_all_days(cast) -> None:
    session = workshop(cast, starts_at=time(8), ends_at=time(15, 30), jp=12)
    for title in ("Topik pertama", "Topik kedua"):
        make_topic(session, title, minutes_planned=450)
    page = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/tutup/").content.decode()
    assert "900 menit direncanakan, dari 2250 menit pertemuan" in page and "Rencana menit semua topik" not in page
    said = "12 JP memerlukan 420 menit (1 JP = 35 menit), sedangkan satu hari pertemuan ini 450 menit."
    assert doubts_of_days(session) == []
    Session.days.filter(pk=session.pk).update(jp=13)
    assert [one for one in doubts_of_days(whole(session)) if "JP" in one] == [
        said.replace("12", "13").replace("420", "455")
    ]
    session.topics.update(minutes_planned=1126)
    [one] = [one for one in doubts_of_days(whole(session)) if "topik" in one]
    assert one == "Rencana menit semua topik 2252, sedangkan pertemuan ini 2250 menit."


def test_a_later_day_is_doubted_where_the_whole_is_written_and_closed(cast) -> None:
    session = workshop(cast)
    day = days_of(session)[3].date
    Holiday.objects.create(semester=cast.semester, name="Cuti Contoh", starts_on=day, ends_on=day)
    for page in ("ubah", "tutup"):
        assert (
            "hari libur: Cuti Contoh."
            in client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/{page}/").content.decode()
        )


def test_each_day_has_its_own_printed_lists(cast) -> None:
    session = workshop(cast)
    page = client_of(cast.gita).get(reverse("kkg:coded-list", args=[session.pk])).content.decode()
    for day in days_of(session):
        assert reverse("kkg:coded-list", args=[day.pk]) in page


def test_a_report_tells_it_in_one_row_with_the_sums_of_its_days(cast) -> None:
    session = workshop(cast)
    said = {"name": "Ibu Rosmini", "institution": "", "is_speaker": True, "client_token": uuid4()}
    add_guest(session=days_of(session)[3], by=cast.gita, **said)
    session = closed(cast, session, day2={f"p{cast.aminah.person_id}": "sakit"})
    single = closed(cast, make_session(cast, days=-8, title="Sehari Contoh"))
    client, group = client_of(cast.gita), cast.group.pk
    span = f"/kkg/{group}/laporan/?dari={single.date}&sampai={days_from_now(-2)}"
    for path, rows in ((f"/kkg/{group}/lpj/", 2), (span, 2), (f"/kkg/pertemuan/{session.pk}/surat/laporan/", 1)):
        text = text_of(client.post(path, filled(client, path, lihat="1")))
        assert f"Pertemuan terlaksana : {rows}" in text and "(hari 2)" not in text, path
        assert text.count("Pertemuan ke :") == rows and "Pertemuan ke : Hari" not in text, path
        assert re.search(r"23–27 November 2026 Lokakarya Contoh tidak dicatat Ibu Rosmini 40 9 dari 10", text), path
        assert "9 0 1 0 1" in text, path
    assert "(hari 2)" not in client.get(span).content.decode()


def test_the_printed_list_of_each_day_carries_the_number_of_the_undangan(cast) -> None:
    session = workshop(cast)
    number = make_letter(session, cast.gita).number_text
    for day in days_of(session)[::2]:
        paper = text_of(client_of(cast.gita).get(f"/kkg/pertemuan/{day.pk}/daftar-hadir.pdf"))
        assert f"Nomor undangan : {number}" in paper, day


def test_the_printed_list_of_each_day_is_one_press_away(cast) -> None:
    session = closed(cast, workshop(cast))
    for page in ("", "surat/"):
        shown = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/{page}").content.decode()
        for day in days_of(session):
            assert f'/kkg/pertemuan/{day.pk}/daftar-hadir.pdf"' in shown, (page, day)


def test_a_closed_one_shows_the_names_of_each_day_and_leads_to_no_refusal(cast) -> None:
    session = closed(cast, workshop(cast), day2={f"p{cast.aminah.person_id}": "alpa"})
    for reader in (cast.gita, cast.citra):
        page = client_of(reader).get(f"/kkg/pertemuan/{session.pk}/").content.decode()
        assert page.count("<b>Aminah Contoh, S.Pd.I.</b>") == WEEK, reader
        assert "/kehadiran/" not in page, reader


def test_forms_say_of_which_day_their_jp_are(cast) -> None:
    session, client = workshop(cast), client_of(cast.gita)
    assert "Bila beberapa hari: JP tiap hari" in client.get("/kkg/pertemuan/baru/").content.decode()
    page = client.get(f"/kkg/pertemuan/{session.pk}/tutup/").content.decode()
    assert "JP hari pertama" in page and "Di sertifikat tertulis jumlah hari yang dihadiri." in page
    assert "Jam pelajaran yang tertulis di sertifikat" not in page


def test_who_came_on_any_day_may_witness(cast) -> None:
    session = called(cast, workshop(cast), day1={f"p{cast.aminah.person_id}": "alpa"})
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{session.pk}/surat/berita-acara/"
    sent = filled(client, path, witnesses=[cast.aminah.person_id], lihat="1")
    assert "Aminah Contoh, S.Pd.I." in text_of(client.post(path, sent))


def test_a_deleted_day_is_no_day(cast) -> None:
    day = days_of(workshop(cast))[1]
    take_out(day)
    assert client_of(cast.gita).get(f"/kkg/pertemuan/{day.pk}/kehadiran/").status_code == 404


# -- Who speaks ---------------------------------------------------------------------------------------------


def spoken(cast, days: tuple[int, ...]) -> tuple[Session, Speaker, Speaker]:
    """A workshop with an outsider and the pengawas on its agenda, who both come on these days (from 0) only."""
    session = workshop(cast)
    rows = make_speaker(cast, "Pak Rahmat", "Puskesmas Contoh"), make_speaker(cast, "", person=cast.daeng.person)
    for row in rows:
        make_topic(session, f"Topik {row}", speaker=row)
    offered = re.compile(r'name="person" value="([^"]+)".*?name="client_token" value="([^"]+)"', re.S)
    for number in days:
        client, path = client_of(cast.gita), f"/kkg/pertemuan/{days_of(session)[number].pk}/kehadiran/"
        for who, token in offered.findall(client.get(path).content.decode()):
            client.post(f"{path}tamu/", {"person": who, "is_speaker": "on", "client_token": token})
    return session, *rows


def test_who_speaks_on_the_agenda_is_offered_on_the_roll_of_each_day(cast) -> None:
    session, *speakers = spoken(cast, (2,))
    came = days_of(session)[2].attendances.order_by("pk")
    assert [(row.speaker or row.person) for row in came] == [speakers[0], cast.daeng.person]
    for number, offered in ((1, 2), (2, 0), (4, 2)):
        page = client_of(cast.gita).get(f"/kkg/pertemuan/{days_of(session)[number].pk}/kehadiran/").content.decode()
        assert page.count("belum dicatat hadir") == offered, number


def test_a_topic_of_the_workshop_counts_for_who_spoke_on_each_day_they_came(cast) -> None:
    session, *speakers = spoken(cast, (2, 4))
    closed(cast, session)
    awards = {a.key: a for a in awards_of(session.group, days_from_now(MONDAY), today(), 1)}
    spoke = [awards[(None, speakers[0].pk), "narasumber"], awards[(cast.daeng.person_id, None), "narasumber"]]
    assert [(award.hours, len(award.sessions), award.why_not) for award in spoke] == [(16, 2, "")] * 2
    assert ((cast.daeng.person_id, None), "peserta") not in awards


def test_topics_are_told_once_on_a_certificate_whichever_days_one_came(cast) -> None:
    session, rahmat, _ = spoken(cast, (2, 4))
    closed(cast, session)
    awards = {a.key: a for a in awards_of(session.group, days_from_now(MONDAY), today(), 1)}
    titles = [topic.title for topic in session.topics.all()]
    for key in (((None, rahmat.pk), "narasumber"), ((cast.aminah.person_id, None), "peserta")):
        told = awards[key].sessions
        assert [one["topics"] for one in told] == [titles, *[[]] * (len(told) - 1)]
        assert all("Pak Rahmat" in one["speakers"] for one in told)


def test_who_was_noted_on_a_later_day_is_named_where_the_whole_session_is(cast) -> None:
    session = workshop(cast)
    said = {"name": "Ibu Rosmini", "institution": "", "is_speaker": True, "client_token": uuid4()}
    add_guest(session=days_of(session)[3], by=cast.gita, **said)
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{session.pk}/"
    assert client.get(path).content.decode().count("Ibu Rosmini") == 1
    assert facts_of_session(Session.objects.with_first_dates().get(pk=session.pk), "").speakers == "Ibu Rosmini"
    assert "Ibu Rosmini" in text_of(client.get(f"{path}notulen.pdf"))


def test_one_that_is_over_stands_under_what_has_passed_and_one_under_way_does_not(cast) -> None:
    closed(cast, workshop(cast, title="Lokakarya Ditutup"))
    workshop(cast, title="Lokakarya Berlangsung")
    workshop(cast, days=MONDAY - 7, title="Lokakarya Pekan Lalu")
    coming, past = client_of(cast.gita).get("/kkg/pertemuan/").content.decode().split("Sudah lewat")
    assert "Lokakarya Berlangsung" in coming and "Lokakarya Berlangsung" not in past
    for title in ("Lokakarya Ditutup", "Lokakarya Pekan Lalu"):
        assert (title in coming, past.count(title)) == (False, 1), title
