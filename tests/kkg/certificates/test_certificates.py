"""Certificates: only for recorded attendance, hours, numbers, withdrawal, corrections, the public check."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from core import jobs
from core.formats import date_range
from core.models import Job
from kkg.attendance.actions import add_guest, invite_person
from kkg.certificates.actions import resume_batch, withdraw_certificate, write_certificates
from kkg.certificates.awards import awards_of, changed_since, guest_names, standing
from kkg.certificates.check_views import GUESSES
from kkg.certificates.permissions import why_not_withdraw_certificate
from kkg.models import Attendance, Certificate, CertificateBatch, LetterCounter, Session, Speaker, WorkingGroup
from kkg.record.actions import close_session, reopen_session
from kkg.speakers.actions import mend_speaker
from madrasah.models import Person
from tests.cast import client_of
from tests.clock import days_from_now, on_day
from tests.factories import make_person
from tests.kkg.certificate_makers import held, make_batch
from tests.kkg.makers import call_roll, make_office, make_session, make_speaker, make_topic
from tests.kkg.paper_makers import text_of
from tests.workers import until, worker

pytestmark = on_day(2026, 11, 23)

NIP = "197001011995031001"


def hours_by_name(cast, part: str = "peserta", least: int = 1) -> dict[str, tuple[int, str]]:
    awards = awards_of(cast.group, days_from_now(-60), days_from_now(-1), least)
    return {award.holder.name: (award.hours, award.why_not) for award in awards if award.part == part}


# -- Who gets one ---------------------------------------------------------------------------------------


def test_hours_are_the_jp_of_closed_sessions_marked_hadir(cast) -> None:
    held(cast, days=-20, jp=3)
    held(cast, days=-9, jp=4, aminah="izin")
    call_roll(make_session(cast, days=-5), cast.gita)  # stays open
    gone = held(cast, days=-3, jp=8)
    Session.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
    held(cast, days=-90, jp=8)
    assert hours_by_name(cast) == {"Aminah Contoh": (3, ""), "Gita Contoh": (7, "")}


def test_who_gets_none_is_told_why(cast) -> None:
    held(cast, jp=3, aminah="alpa")
    held(cast, days=-20, jp=3, aminah="sakit")
    told = hours_by_name(cast, least=8)
    assert told["Aminah Contoh"] == (0, "0 JP: tidak tercatat hadir di satu pertemuan pun.")
    assert told["Gita Contoh"] == (6, "6 JP: kurang dari 8 JP.")


def test_a_session_counts_once_as_narasumber_or_as_peserta(cast) -> None:
    held(cast, days=-20, jp=3)
    session = held(cast, days=-9, jp=4)
    session.speakers.create(group=cast.group, person=cast.gita.person)
    assert (hours_by_name(cast)["Gita Contoh"], hours_by_name(cast, "narasumber")["Gita Contoh"]) == ((3, ""), (4, ""))


def test_a_speaker_gets_one_of_his_own_and_only_when_present(cast) -> None:
    session = make_session(cast, days=-9)
    topic = make_topic(session)
    for user in (cast.daeng, cast.baso):
        invite_person(session=session, person=user.person, is_speaker=True, by=cast.gita)
    session = call_roll(session, cast.gita, **{f"p{cast.baso.person_id}": "izin"})
    results = {topic.pk: {"status": "tuntas", "minutes_used": 30}}
    close_session(session=session, results=results, jp=3, revision=session.revision, by=cast.gita)
    spoke = hours_by_name(cast, "narasumber", least=99)
    assert spoke["Daeng Contoh"] == (3, "")
    assert "Daeng Contoh" not in hours_by_name(cast)
    assert spoke["Baso Contoh"] == (0, "Dicatat sebagai narasumber, tetapi tidak tercatat hadir.")


def outsider(cast, *, comes: bool, days: int = -9, **topic: Any) -> Session:
    """A closed session with an outsider on its only topic, who came or did not."""
    session, row = make_session(cast, days=days), Speaker.objects.filter(name="Ibu Rosmini").first()
    point = make_topic(session, speaker=row or make_speaker(cast, institution="Puskesmas Contoh"))
    session = call_roll(session, cast.gita)
    if comes:
        said = {"name": "Ibu Rosmini", "institution": "", "is_speaker": False, "client_token": uuid4()}
        add_guest(session=session, by=cast.gita, **said)
    results = {point.pk: {"status": "tuntas", "minutes_used": 30} | topic}
    return close_session(session=session, results=results, jp=3, revision=session.revision, by=cast.gita)


def test_an_outsider_who_spoke_and_came_gets_one_with_where_they_come_from(cast) -> None:
    outsider(cast, comes=True)
    outsider(cast, comes=False, days=-5)
    assert hours_by_name(cast, "narasumber")["Ibu Rosmini"] == (3, "")
    assert "Ibu Rosmini" not in hours_by_name(cast)
    batch, client = make_batch(cast.group, cast.gita), client_of(cast.gita)
    row = batch.certificates.get(speaker__isnull=False)
    assert (row.holder, row.institution, row.part, row.person) == (
        "Ibu Rosmini",
        "Puskesmas Contoh",
        "narasumber",
        None,
    )
    assert "Puskesmas Contoh" in text_of(client.get(f"/kkg/sertifikat/{row.pk}.pdf"))
    public = Client().get(f"/s/{row.code}/").content.decode()
    assert "Ibu Rosmini" in public
    again = make_batch(cast.group, cast.gita)
    assert not again.certificates.exists()
    withdraw_certificate(certificate=row, reason="Salah nama", by=cast.gita)
    renamed = mend_speaker(speaker=row.speaker, name="dr. Rosmini", institution="RS Contoh", by=cast.gita)
    other = make_batch(cast.group, cast.gita).certificates.get()
    row.refresh_from_db()
    assert (other.holder, other.institution, row.holder, other.speaker) == (
        str(renamed),
        "RS Contoh",
        "Ibu Rosmini",
        renamed,
    )


@pytest.mark.parametrize(("comes", "status"), [(False, "tuntas"), (True, "belum")])
def test_an_outsider_who_did_not_come_or_speak_gets_none(cast, comes, status) -> None:
    outsider(cast, comes=comes, status=status, minutes_used=0)
    assert "Ibu Rosmini" not in [row.holder for row in make_batch(cast.group, cast.gita).certificates.all()]


def test_what_an_outsider_earned_since_is_told_and_guests_who_did_not_speak_too(cast) -> None:
    held(cast)
    batch = make_batch(cast.group, cast.gita)
    session = outsider(cast, comes=True, days=-5)
    Attendance.objects.create(session=session, school_year=session.school_year, guest_name="Pak Tamu")
    _, earned = changed_since(batch, standing(cast.group, batch.since, batch.until))
    assert "Ibu Rosmini" in [str(award.holder) for award in earned]
    days = (cast.group, batch.since, batch.until)
    assert guest_names(*days, awards_of(*days, 1)) == ["Pak Tamu"]


def test_a_topic_that_was_not_taken_up_is_not_certified(cast) -> None:
    session = held(cast, title="Pecahan")
    session.topics.create(title="Tidak Sempat", status="belum", position=9)
    make_batch(cast.group, cast.gita)
    told = Certificate.objects.first().sessions
    assert [(one["title"], one["topics"], one["jp"]) for one in told] == [("Pecahan", ["Topik Pecahan"], 3)]


# -- Issuing --------------------------------------------------------------------------------------------


def test_the_preview_writes_nothing_and_its_button_issues_once(cast) -> None:
    held(cast, aminah="izin")
    client, path = client_of(cast.gita), f"/kkg/{cast.group.pk}/sertifikat/baru/"
    words = {
        "kegiatan": "KKG Contoh",
        "dari": str(days_from_now(-60)),
        "sampai": str(days_from_now(0)),
        "tanggal": str(days_from_now(0)),
        "jp": "1",
    }
    page = client.get(path, words)
    assert "0 JP: tidak tercatat hadir" in page.content.decode()
    assert not CertificateBatch.objects.exists()
    sent = words | {"client_token": page.context["token"], "mark": page.context["mark"]}
    for _ in range(2):
        answer = client.post(path, sent, follow=True)
    assert "001/SERT-KKG/2026/2027" in answer.content.decode()
    assert Certificate.objects.count() == CertificateBatch.objects.count() == 1


def test_a_record_that_changed_since_the_preview_is_shown_again(cast) -> None:
    session = held(cast)
    client, path = client_of(cast.gita), f"/kkg/{cast.group.pk}/sertifikat/baru/"
    page = client.get(path)
    words = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    seen = client.get(path, words).context
    session.attendances.filter(person=cast.aminah.person).update(mark="izin")
    sent = words | {"client_token": seen["token"], "mark": seen["mark"]}
    assert "berubah sejak pratinjau" in client.post(path, sent, follow=True).content.decode()
    assert not CertificateBatch.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"sampai": "2026-12-24"},
        {"dari": "2026-11-24"},
        {"dari": "2020-01-01"},
        {"tanggal": "2026-11-01"},
        {"tanggal": "2046-11-01"},
        {"jp": "nol"},
        {"kegiatan": "a\0"},
        {"dari": ""},
    ],
)
def test_a_wrong_form_comes_back_with_a_sentence(cast, changed: dict) -> None:
    words = {"kegiatan": "Contoh", "dari": "2026-07-01", "sampai": "2026-11-23", "tanggal": "2026-11-23", "jp": "1"}
    path = f"/kkg/{cast.group.pk}/sertifikat/baru/"
    for answer in (client_of(cast.gita).get(path, words | changed), client_of(cast.gita).post(path, words | changed)):
        assert answer.status_code == 200
        assert "is_preview" not in answer.context
        assert answer.context["form"].errors


def test_who_holds_one_of_these_days_gets_no_second_until_it_is_withdrawn(cast) -> None:
    held(cast)
    make_batch(cast.group, cast.gita)
    assert not make_batch(cast.group, cast.gita).certificates.exists()
    mine = Certificate.objects.get(person=cast.aminah.person)
    withdraw_certificate(certificate=mine, reason="Salah nama", by=cast.gita)
    again = make_batch(cast.group, cast.gita).certificates.get()
    assert (again.person, again.number) == (cast.aminah.person, 3)


def test_a_job_done_twice_writes_once_and_a_stopped_one_goes_on(cast) -> None:
    held(cast)
    batch = make_batch(cast.group, cast.gita)
    write_certificates(batch.job_id, batch.pk)
    assert (batch.certificates.count(), LetterCounter.objects.get(series="sertifikat").last) == (2, 2)
    Certificate.objects.all().delete()
    Job.objects.filter(pk=batch.job_id).update(status=Job.Status.FAILED)
    client_of(cast.gita).post(f"/kkg/sertifikat/terbitan/{batch.pk}/lanjut/")
    assert batch.certificates.count() == 2
    resume_batch(batch=batch, by=cast.gita)
    assert batch.certificates.count() == 2


# -- At once, and killed --------------------------------------------------------------------------------

MANY = 60


@pytest.fixture
def office(transactional_db) -> tuple[WorkingGroup, Any]:
    """A group with one closed session at which many were, committed so that others see it."""
    group, user = make_office()
    attended(group, user, [make_person() for _ in range(MANY)], days_from_now(-2))
    return group, user


def attended(group: WorkingGroup, user: Any, people: list[Person], day: date) -> None:
    """One closed session of that day, at which they all were."""
    session = Session.objects.create(
        group=group, school_year=2026, title="Contoh", date=day, jp=3, closed_at=Now(), closed_by=user
    )
    Attendance.objects.bulk_create(Attendance(session=session, school_year=2026, person=one) for one in people)


def test_many_batches_at_once_leave_no_hole_and_no_double(office) -> None:
    group, user = office
    spans = [(days_from_now(-2), days_from_now(0)), (days_from_now(-9), days_from_now(-7))]
    attended(group, user, list(Person.objects.filter(attendances__isnull=False)), spans[1][0])

    def issue(number: int) -> None:
        since, until = spans[number % 2]
        try:
            make_batch(group, user, since=since, until=until)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(issue, range(6)))
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 2 * MANY + 1))
    assert Certificate.objects.values("person", "batch__until").distinct().count() == 2 * MANY


def test_a_killed_worker_loses_nothing_and_doubles_nothing(office, settings) -> None:
    settings.JOBS_AT_ONCE = False
    group, user = office
    batch = make_batch(group, user)
    with connection.cursor() as cursor:  # nobody may insert: the worker stands in the middle
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE kkg_certificate IN SHARE MODE")
        with worker() as killed:
            until(lambda: Job.objects.get(pk=batch.job_id).total == MANY, seconds=60)
            killed.kill()
            killed.wait()
        cursor.execute("ROLLBACK")
    assert (Certificate.objects.count(), LetterCounter.objects.count()) == (0, 0)
    Job.objects.filter(pk=batch.job_id).update(beat_at=Now() - 2 * jobs.SILENT_FOR)
    with worker():
        assert jobs.wait_for(batch.job, seconds=60)
    assert sorted(Certificate.objects.values_list("number", flat=True)) == list(range(1, MANY + 1))


# -- What was issued ------------------------------------------------------------------------------------


def test_the_paper_holds_its_fields_and_says_for_good_what_it_said(cast) -> None:
    cast.aminah.person.nip = NIP
    cast.aminah.person.save()
    session = held(cast, title="Asesmen")
    make_batch(cast.group, cast.gita)
    row = Certificate.objects.get(person=cast.aminah.person)
    cast.aminah.person.name = "Nama Baru Contoh"
    cast.aminah.person.save()
    Session.objects.filter(pk=session.pk).update(title="Judul Lain")
    said = text_of(client_of(cast.aminah).get(f"/kkg/sertifikat/{row.pk}.pdf"))
    for words in (
        "001/SERT-KKG/2026/2027",
        "Aminah Contoh, S.Pd.I.",
        f"NIP {NIP}",
        "MI Contoh Satu",
        "Peserta",
        "Kegiatan KKG Contoh",
        "3 jam pelajaran",
        "Gantarang, 23 November 2026",
        "Ketua KKG MI Contoh Gantarang",
        "Gita Contoh, S.Pd.",
        "Mengetahui",
        "14 November 2026",
        "Asesmen",
        "Topik Asesmen",
        row.code[:4],
        "testserver/s/",
    ):
        assert words in said, words
    assert "Judul Lain" not in said and "Nama Baru" not in said


def test_a_batch_prints_the_valid_ones_and_a_withdrawn_paper_says_so(cast) -> None:
    held(cast)
    batch, client = make_batch(cast.group, cast.gita), client_of(cast.gita)
    row = Certificate.objects.get(person=cast.aminah.person)
    client.post(f"/kkg/sertifikat/{row.pk}/tarik/", {"reason": "Salah nama"})
    printed = text_of(client.get(f"/kkg/sertifikat/terbitan/{batch.pk}.pdf"))
    assert "Gita Contoh" in printed and row.number_text not in printed
    assert "DITARIK pada 23 November 2026" in text_of(client.get(f"/kkg/sertifikat/{row.pk}.pdf"))
    assert (
        "ditarik 23 November 2026: Salah nama" in client_of(cast.aminah).get("/kkg/sertifikat-saya/").content.decode()
    )
    assert "Salah nama" in client.get(f"/kkg/sertifikat/terbitan/{batch.pk}/").content.decode()
    assert why_not_withdraw_certificate(cast.gita, Certificate.objects.get(pk=row.pk))


def test_the_longest_words_leave_the_signatures_on_the_front(cast) -> None:
    held(cast)
    batch = make_batch(cast.group, cast.gita, title="Bimbingan Contoh " * 9)
    signer = {"office": "Kepala Seksi Contoh " * 5, "name": "Nama Contoh " * 10, "number": NIP}
    batch.paper |= {"letterhead": ["KOP CONTOH"] * 5, "signers": {"left": signer, "right": signer}}
    batch.save()
    row = Certificate.objects.get(person=cast.aminah.person)
    Certificate.objects.filter(pk=row.pk).update(holder="Aminah Contoh " * 9, institution="MI Contoh " * 11)
    answer = client_of(cast.gita).get(f"/kkg/sertifikat/{row.pk}.pdf")
    front, back = (page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert front.count(NIP) == 2 and "Rincian materi" in back


def test_an_officer_other_than_the_ketua_withdraws_nothing(cast) -> None:
    held(cast)
    make_batch(cast.group, cast.gita)
    cast.group.officers.create(person=cast.aminah.person, office="sekretaris", since=days_from_now(-90))
    row = Certificate.objects.get(person=cast.gita.person)
    client = client_of(cast.aminah)
    assert client.get(f"/kkg/sertifikat/terbitan/{row.batch_id}/").status_code == 200
    assert client.post(f"/kkg/sertifikat/{row.pk}/tarik/", {"reason": "Salah"}).status_code == 403


def test_a_correction_after_the_issue_is_listed_and_changes_no_certificate(cast) -> None:
    session = held(cast, gita="izin")
    batch = make_batch(cast.group, cast.gita)
    session = reopen_session(session=session, reason="Salah catat", by=cast.gita)
    session = call_roll(session, cast.gita, **{f"p{cast.aminah.person_id}": "alpa"})
    results = {topic.pk: {"status": "tuntas", "minutes_used": 30} for topic in session.topics.all()}
    close_session(session=session, results=results, jp=3, revision=session.revision, by=cast.gita)
    page = client_of(cast.gita).get(f"/kkg/sertifikat/terbitan/{batch.pk}/").content.decode()
    assert "Jam berbeda dari catatan sekarang (1)" in page and "tertulis 3 JP, catatan sekarang 0 JP" in page
    assert "belum punya sertifikat (1)" in page
    assert Certificate.objects.get().hours == 3


# -- The public page ------------------------------------------------------------------------------------


@pytest.fixture
def public(cast) -> Certificate:
    """Aminah's certificate, and hers is not the only one."""
    cast.aminah.person.nip = NIP
    cast.aminah.person.save()
    held(cast)
    make_batch(cast.group, cast.gita)
    return Certificate.objects.get(person=cast.aminah.person)


def test_the_public_page_says_what_was_certified_and_nothing_more(public, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        answer = Client().get(f"/s/{public.code}/")
    page = answer.content.decode()
    for words in ("asli", "Aminah Contoh, S.Pd.I.", "Kegiatan KKG Contoh", "3 JP", "Peserta", public.number_text):
        assert words in page
    assert NIP not in page and "Gita Contoh" not in page
    assert (answer["X-Robots-Tag"], Client().post(f"/s/{public.code}/").status_code) == ("noindex, nofollow", 405)


def test_a_withdrawn_one_shows_as_withdrawn_without_the_reason(public, cast) -> None:
    withdraw_certificate(certificate=public, reason="Rahasia kecil", by=cast.gita)
    page = Client().get(f"/s/{public.code}/").content.decode()
    assert "Ditarik pada 23 November 2026" in page
    assert "asli" not in page and "Rahasia" not in page


def test_a_code_may_be_typed_in_any_way(public) -> None:
    code = public.code.lower()
    typed = f" {code[:4]}-{code[4:8]} {code[8:]} "
    assert public.number_text in Client().get("/s/", {"kode": typed}, follow=True).content.decode()
    assert "16 huruf dan angka" in Client().get("/s/", {"kode": "abc\0"}).content.decode()


def test_an_unknown_code_is_told_calmly_and_guessing_must_wait(public) -> None:
    answers = [Client().get("/s/ACDEFHJKMNPRTUVA/") for _ in range(GUESSES.most + 1)]
    assert [answer.status_code for answer in answers] == [404] * GUESSES.most + [429]
    assert "Ketik lagi" in answers[0].content.decode()
    assert Client(REMOTE_ADDR="10.0.0.9").get(f"/s/{public.code}/").status_code == 200


def test_its_days_are_those_of_the_sessions_counted_not_of_the_search(cast) -> None:
    held(cast, days=-20, jp=3)
    held(cast, days=-9, jp=4, aminah="izin")
    batch, client = make_batch(cast.group, cast.gita), client_of(cast.gita)
    hers = batch.certificates.get(person=cast.aminah.person)
    both = date_range(days_from_now(-20), days_from_now(-9))
    searched = date_range(days_from_now(-60), days_from_now(-1))
    paper = text_of(client.get(f"/kkg/sertifikat/{hers.pk}.pdf"))
    public = client.get(f"/s/{hers.code}/").content.decode()
    own = client_of(cast.aminah).get("/kkg/sertifikat-saya/").content.decode()
    for text in (paper, public, own):
        assert "3 November 2026" in text
        assert both not in text
        assert searched not in text
    assert both in text_of(client.get(f"/kkg/sertifikat/{batch.certificates.get(person=cast.gita.person).pk}.pdf"))
    assert both in client.get(f"/kkg/{cast.group.pk}/sertifikat/").content.decode()
    page = client.get(f"/kkg/sertifikat/terbitan/{batch.pk}/").content.decode()
    assert both in page
    assert searched in page
