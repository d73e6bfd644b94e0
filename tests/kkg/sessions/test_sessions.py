"""Sessions: the six questions, closing with its demands, reopening, removing and bringing back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kkg.attendance.reports import AttendanceEvidence, attendance_evidence
from kkg.models import Session
from kkg.record.actions import close_session, reopen_session
from kkg.sessions.actions import edit_session, open_session
from kkg.todo import tasks
from madrasah.models import Semester
from tests.cast import client_of
from tests.clock import days_from_now
from tests.kkg.makers import call_roll, close, make_session, make_topic

LIST = "/kkg/pertemuan/"


def url(session, verb: str = "") -> str:
    return f"{LIST}{session.pk}/{verb}"


def new(cast, **changed) -> dict:
    day = days_from_now(3).isoformat()
    fields = {"group": cast.group.pk, "title": "Asesmen Contoh", "kind": "rutin", "date": day, "jp": "4"}
    return fields | {"client_token": str(uuid4())} | changed


def test_a_planned_session_leads_to_its_agenda_and_a_second_press_is_the_same(cast) -> None:
    client, data = client_of(cast.gita), new(cast)
    first, second = (client.post(f"{LIST}baru/", data) for _ in range(2))
    session = Session.objects.get()
    assert first["Location"] == second["Location"] == url(session, "agenda/")
    assert session.school_year == (session.date.year if session.date.month > 6 else session.date.year - 1)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Tema belum diisi."),
        ({"date": "0202-11-23"}, "Periksa lagi tahunnya."),
        ({"date": "besok"}, "Tulis seperti 23-11-2026."),
        ({"starts_at": "11:00", "ends_at": "11:00"}, "Jam selesai sama dengan jam mulai."),
        ({"client_token": "rusak"}, "Formulir ini tidak utuh."),
        ({"title": "a\0b"}, "tanda yang tidak terbaca"),
        ({"jp": "99"}, "16"),
    ],
)
def test_a_wrong_form_comes_back_filled_with_a_sentence(cast, changed, sentence) -> None:
    page = client_of(cast.gita).post(f"{LIST}baru/", new(cast, place="Aula Contoh", **changed))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Aula Contoh" in page.content.decode()


def test_an_officer_cannot_plan_for_a_group_of_others(cast) -> None:
    page = client_of(cast.gita).post(f"{LIST}baru/", new(cast, group=cast.other_group.pk))
    assert "tidak ada dalam daftar" in page.content.decode()


@pytest.mark.parametrize("who", ["aminah", "baso", "citra", "gita", "daeng"])
def test_members_see_the_session(cast, who) -> None:
    session = make_session(cast)
    client = client_of(getattr(cast, who))
    assert session.title in client.get(LIST).content.decode()
    assert session.title in client.get(url(session)).content.decode()


@pytest.mark.parametrize("who", ["hasan", "indah", "eka", "keeper"])
def test_outsiders_get_404(cast, who) -> None:
    session, client = make_session(cast), client_of(getattr(cast, who))
    assert session.title not in client.get(LIST).content.decode()
    assert client.get(url(session)).status_code == 404
    assert client.post(url(session, "hapus/")).status_code == 404


@pytest.mark.parametrize("verb", ["ubah/", "agenda/", "kehadiran/", "tutup/", "hapus/", "buka-kembali/"])
@pytest.mark.parametrize("who", ["aminah", "citra"])
def test_members_may_look_but_not_run(cast, who, verb) -> None:
    answer = client_of(getattr(cast, who)).get(url(make_session(cast), verb))
    assert answer.status_code == 403
    assert "Hanya" in answer.content.decode()


def test_planning_is_refused_with_the_sentence(cast) -> None:
    answer = client_of(cast.aminah).get(f"{LIST}baru/")
    assert answer.status_code == 403
    assert "Hanya pengurus KKG" in answer.content.decode()


def test_wrong_methods_get_405(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    assert client.post(url(session)).status_code == 405
    assert client.get(url(session, "kembalikan/")).status_code == 405
    assert client.get(url(session, "kehadiran/tamu/")).status_code == 405


def test_list_and_detail_ask_no_more_for_more_rows(cast, django_assert_max_num_queries) -> None:
    for number in range(15):
        session = make_session(cast, days=-number)
        make_topic(session)
        call_roll(session, cast.gita)
    client = client_of(cast.gita)
    for page in (LIST, url(session)):
        with django_assert_max_num_queries(26):
            client.get(page)


QUERIES = ["?cari=%00", "?kkg=x", "?halaman=zz", "?kkg=99999999999999999999", "?cari=RPP"]


@pytest.mark.parametrize("query", QUERIES)
def test_filters_never_break_the_list(cast, query) -> None:
    make_session(cast)
    assert client_of(cast.gita).get(f"{LIST}{query}").status_code == 200


def test_a_change_by_another_person_is_not_overwritten_silently(cast) -> None:
    session = make_session(cast)
    edit_session(session=session, values={"title": "Tema baru"}, revision=1, by=cast.gita)
    with pytest.raises(ValidationError, match="orang lain mengubah"):
        edit_session(session=session, values={"title": "Tema lama"}, revision=1, by=cast.daeng)


def test_editing_by_the_form_moves_the_date(cast) -> None:
    session = make_session(cast)
    data = new(cast, revision=session.revision)
    assert client_of(cast.daeng).post(url(session, "ubah/"), data).status_code == 302
    session.refresh_from_db()
    assert (session.title, session.date, session.jp) == ("Asesmen Contoh", days_from_now(3), 4)


def test_closing_names_everything_that_is_missing(cast) -> None:
    session = make_session(cast)
    make_topic(session, "Media pecahan")
    with pytest.raises(ValidationError) as refused:
        close_session(session=session, results={}, jp=0, revision=1, by=cast.gita)
    (sentence,) = refused.value.messages
    for part in ("kehadiran belum disimpan", "“Media pecahan”", "JP belum diisi"):
        assert part in sentence


def test_an_empty_agenda_cannot_be_closed(cast) -> None:
    session = call_roll(make_session(cast), cast.gita)
    with pytest.raises(ValidationError, match="agenda masih kosong"):
        close_session(session=session, results={}, jp=3, revision=session.revision, by=cast.gita)


def test_closing_by_the_form(cast) -> None:
    session = make_session(cast)
    topic = make_topic(session)
    session = call_roll(session, cast.gita)
    data = {"revision": session.revision, "jp": "4"}
    data |= {f"status-{topic.pk}": "sebagian", f"minutes-{topic.pk}": "50"}
    assert client_of(cast.gita).post(url(session, "tutup/"), data).status_code == 302
    session.refresh_from_db()
    topic.refresh_from_db()
    assert (session.is_closed, session.jp, session.closed_by) == (True, 4, cast.gita)
    assert (topic.status, topic.minutes_used) == ("sebagian", 50)


def test_minutes_used_and_jp_start_empty_and_the_plan_stands_beside_them(cast) -> None:
    session = make_session(cast, jp=3)
    make_topic(session, minutes_planned=40)
    page = client_of(cast.gita).get(url(session, "tutup/"))
    form = page.context["form"]
    assert [form["jp"].value(), form.rows[-1].minutes.value(), form.rows[-1].status.value()] == [None, None, ""]
    shown = page.content.decode()
    assert "Direncanakan 40 menit." in shown
    assert "Direncanakan 3." in shown


def test_a_record_opened_again_shows_what_was_recorded(cast) -> None:
    session = make_session(cast)
    make_topic(session, minutes_planned=40)
    close(session, cast.gita)
    session.refresh_from_db()
    reopen_session(session=session, reason="Contoh", by=cast.gita)
    form = client_of(cast.gita).get(url(session, "tutup/")).context["form"]
    assert [form["jp"].value(), form.rows[-1].minutes.value()] == [3, 30]


def test_the_closing_form_names_the_topic_without_a_result(cast) -> None:
    session = make_session(cast)
    make_topic(session, "Media pecahan")
    page = client_of(cast.gita).post(url(session, "tutup/"), {"jp": "2"}).content.decode()
    assert "Hasil “Media pecahan” belum dipilih" in page


def test_a_session_of_tomorrow_cannot_be_closed_yet(cast) -> None:
    answer = client_of(cast.gita).get(url(make_session(cast, days=1), "tutup/"))
    assert answer.status_code == 403
    assert "Baru bisa diisi pada hari pertemuan" in answer.content.decode()


def closed_session(cast) -> Session:
    session = make_session(cast)
    make_topic(session)
    return close(session, cast.gita)


@pytest.mark.parametrize(("who", "status"), [("gita", 302), ("daeng", 302), ("citra", 403), ("hasan", 404)])
def test_ketua_and_pengawas_reopen_with_a_reason(cast, who, status) -> None:
    session, client = closed_session(cast), client_of(getattr(cast, who))
    answer = client.post(url(session, "buka-kembali/"), {"reason": "Salah catat JP"})
    assert answer.status_code == status
    session.refresh_from_db()
    assert session.is_closed is (status != 302)


def test_reopening_needs_a_reason_that_says_something(cast) -> None:
    page = client_of(cast.gita).post(url(closed_session(cast), "buka-kembali/"), {"reason": ""})
    assert "Alasan belum diisi." in page.content.decode()


def test_the_reason_stands_in_the_history(cast) -> None:
    session = closed_session(cast)
    reopen_session(session=session, reason="Salah catat JP", by=cast.gita)
    events = session.events.order_by("pgh_id").last()
    assert events.pgh_context.metadata["reason"] == "Salah catat JP"


def test_a_removed_session_comes_back(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    assert client.post(url(session, "hapus/")).status_code == 302
    assert client.get(url(session)).status_code == 404
    assert "Kembalikan" in client.get(LIST).content.decode()
    client.post(url(session, "kembalikan/"))
    assert client.get(url(session)).status_code == 200


def test_after_thirty_days_it_stays_gone_and_members_never_restore(cast) -> None:
    session = make_session(cast)
    Session.objects.update(removed_at=timezone.now() - timedelta(days=31))
    assert client_of(cast.gita).post(url(session, "kembalikan/")).status_code == 404
    Session.objects.update(removed_at=timezone.now())
    assert client_of(cast.aminah).post(url(session, "kembalikan/")).status_code == 404


def test_todo_speaks_to_those_who_run_and_to_members(cast) -> None:
    today = timezone.localdate()
    make_session(cast, days=-2, title="Lewat")
    make_session(cast, days=3, title="Nanti")
    run = [task.title for task in tasks(cast.gita, today)]
    assert run == ["Tutup pertemuan “Lewat”", "Susun agenda “Nanti”", "Pertemuan KKG: Nanti"]
    assert [task.title for task in tasks(cast.aminah, today)] == ["Pertemuan KKG: Nanti"]
    assert tasks(cast.hasan, today) == []


def test_evidence_counts_closed_sessions_of_the_semester(cast) -> None:
    days = {"starts_on": days_from_now(-60), "ends_on": days_from_now(60)}
    semester = Semester(school_year=2026, term="gasal", **days)
    aminah = cast.aminah.person_id
    for mark in ("hadir", "izin"):
        session = make_session(cast, days=-1)
        make_topic(session)
        close(session, cast.gita)
        session.attendances.filter(person=aminah).update(mark=mark)
    call_roll(make_session(cast), cast.gita)
    assert attendance_evidence([aminah], semester) == {aminah: AttendanceEvidence(1, 2)}


def test_one_token_is_one_session(cast) -> None:
    token, values = uuid4(), {"title": "Sekali", "date": days_from_now(1)}
    first, second = (open_session(group=cast.group, client_token=token, values=values, by=cast.gita) for _ in range(2))
    assert first == second
