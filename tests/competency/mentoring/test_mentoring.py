"""Mentor pairs: who pairs, who confirms, what the mentor never sees, and what the two note."""

import re
from uuid import uuid4

import pytest

from competency.mentoring.actions import confirm_pair, end_pair, mend_meeting
from competency.mentoring.progress_reports import figures_of, mismatched
from competency.models import Meeting, MentorPair
from core.refusals import Refused
from core.revisions import Overtaken
from madrasah.models import Degree
from madrasah.roles import Role
from tests.cast import client_of
from tests.clock import days_from_now, today
from tests.competency.mentoring.makers import met, paired
from tests.competency.sheet_makers import shared
from tests.factories import make_assignment, make_teacher
from tests.worlds import standing

BASE = "/supervisi/pendampingan/"


def text(user, address, status=200):
    answer = client_of(user).get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def readers(cast, pair):
    return {name for name, user in cast.everyone.items() if MentorPair.objects.visible_to(user).filter(pk=pair.pk)}


@standing
def pair(cast):
    """Gita of Dua stands by Aminah of Satu; by the pengawas of both."""
    return paired(cast.daeng, cast.aminah.person, cast.gita.person)


def test_the_pengawas_of_both_pairs_at_once_and_the_two_see_it(cast, pair):
    assert pair.confirmed_by == cast.daeng.person
    assert readers(cast, pair) == {"aminah", "baso", "daeng", "gita"}
    assert "Mendampingi Aminah Contoh" in text(cast.gita, "/")
    assert "Didampingi Gita Contoh" in text(cast.aminah, "/")


def test_a_kepalas_proposal_waits_for_the_pengawas_and_is_seen_by_neither_of_the_two(cast):
    waiting = paired(cast.baso, cast.aminah.person, cast.gita.person)
    assert waiting.confirmed_at is None
    assert readers(cast, waiting) == {"baso", "daeng"}
    assert "Setujui pendamping untuk Aminah Contoh" in text(cast.daeng, "/")
    with pytest.raises(Refused, match="kedua madrasahnya"):
        confirm_pair(pair=waiting, by=cast.baso)
    for _ in range(2):
        assert client_of(cast.daeng).post(f"{BASE}{waiting.pk}/setujui/").status_code == 302
    assert readers(cast, waiting) == {"aminah", "baso", "daeng", "gita"}


def test_the_reason_is_for_head_and_pengawas_and_never_for_the_mentor(cast, pair):
    shown = {
        name: "Ijazah tidak sesuai." in text(cast.everyone[name], f"{BASE}{pair.pk}/") for name in readers(cast, pair)
    }
    assert shown == {"aminah": False, "baso": True, "daeng": True, "gita": False}
    make_assignment(cast.gita.person, Role.KEPALA, cast.satu)
    page = text(cast.gita, f"{BASE}{pair.pk}/")
    assert "Ijazah tidak sesuai." not in page and "Hanya untuk kepala" not in page


def test_a_mentor_sees_the_pair_and_neither_sheets_nor_qualification_of_the_teacher(cast, pair):
    sheet = shared(cast.aminah, cast.daeng)
    for address in (
        f"/supervisi/lembar/{sheet.pk}/",
        f"/guru/{cast.aminah.person_id}/kualifikasi/",
        f"/kompetensi/guru/{cast.aminah.person_id}/",
    ):
        assert client_of(cast.gita).get(address).status_code == 404


def test_the_mentor_is_somebody_offered_and_nobody_is_paired_by_oneself(cast):
    with pytest.raises(Refused, match="tidak mengajar di madrasah yang dapat Anda pilih"):
        paired(cast.daeng, cast.aminah.person, make_teacher(cast.tiga))
    with pytest.raises(Refused, match="dua orang yang berbeda"):
        paired(cast.daeng, cast.aminah.person, cast.aminah.person)
    with pytest.raises(Refused, match="tidak lagi mengajar"):
        paired(cast.citra, cast.aminah.person, cast.gita.person)
    with pytest.raises(Refused, match="dicarikan oleh"):
        paired(cast.aminah, cast.aminah.person, cast.gita.person)


def test_either_notes_a_meeting_once_and_only_of_a_day_that_has_come(cast, pair):
    post = {"met_on": today().isoformat(), "done": "Menyusun soal.", "client_token": uuid4(), "revision": 1}
    answers = [client_of(cast.gita).post(f"{BASE}{pair.pk}/", post).status_code for _ in range(2)]
    assert answers == [302, 302]
    met(pair, cast.aminah)
    assert Meeting.objects.count() == 2
    assert "Menyusun soal." in text(cast.baso, f"{BASE}{pair.pk}/")
    late = post | {"met_on": days_from_now(1).isoformat(), "client_token": uuid4()}
    page = client_of(cast.gita).post(f"{BASE}{pair.pk}/", late).content.decode()
    assert "Tanggal itu belum tiba." in page and "Menyusun soal." in page
    with pytest.raises(Refused, match="hanya dicatat oleh pendamping"):
        met(pair, cast.daeng)
    with pytest.raises(Refused, match="Pendampingan baru mulai"):
        met(pair, cast.gita, met_on=days_from_now(-11))


def test_a_note_is_changed_by_who_wrote_it_and_comes_back(cast, pair):
    row = met(pair, cast.gita)
    told = {"met_on": today(), "done": "Lain.", "next_step": ""}
    mend_meeting(meeting=row, revision=1, by=cast.gita, **told)
    with pytest.raises(Overtaken):
        mend_meeting(meeting=row, revision=1, by=cast.gita, **told | {"done": "Lagi."})
    assert client_of(cast.aminah).post(f"{BASE}catatan/{row.pk}/hapus/").status_code == 403
    client_of(cast.gita).post(f"{BASE}catatan/{row.pk}/hapus/")
    assert "Lain." not in text(cast.aminah, f"{BASE}{pair.pk}/")
    client_of(cast.gita).post(f"{BASE}catatan/{row.pk}/kembalikan/")
    assert "Lain." in text(cast.aminah, f"{BASE}{pair.pk}/")


def test_it_ends_with_a_word_and_takes_no_more_meetings(cast, pair):
    row = met(pair, cast.gita)
    assert client_of(cast.aminah).post(f"{BASE}{pair.pk}/akhiri/", {"closing": ""}).status_code == 200
    client_of(cast.aminah).post(f"{BASE}{pair.pk}/akhiri/", {"closing": "Sudah bisa sendiri."})
    page = text(cast.gita, f"{BASE}{pair.pk}/")
    assert "Sudah bisa sendiri." in page and row.done in page
    for again in (lambda: met(pair, cast.gita), lambda: end_pair(pair=pair, closing="Lain.", by=cast.daeng)):
        with pytest.raises(Refused):
            again()
    assert "Mendampingi" not in text(cast.gita, "/")


def test_mismatched_teachers_are_told_apart_with_their_own_figures_and_sheets(cast):
    other = make_teacher(cast.satu, name="Sesuai Contoh")
    Degree.objects.create(person=other, level="S1", programme="PGMI")
    Degree.objects.create(person=cast.aminah.person, level="S1", programme="Sistem Informasi")
    for _ in range(2):
        shared(cast.aminah, cast.daeng)
    assert set(mismatched(cast.daeng)) == {cast.aminah.person_id}
    [now] = figures_of([cast.aminah.person_id], [cast.semester], cast.daeng)[cast.aminah.person_id]
    assert [line.figure.sheets for line in now.lines] == [2] * 4
    page = text(cast.daeng, f"{BASE}perkembangan/")
    assert "2 lembar" in page and "Sesuai Contoh" not in page
    assert not re.search(r"rata-rata|peringkat", page)
    codes = {name: client_of(user).get(f"{BASE}perkembangan/").status_code for name, user in cast.everyone.items()}
    assert {name for name, code in codes.items() if code == 200} == {"baso", "citra", "daeng", "hasan", "indah"}
    assert "Aminah" not in text(cast.citra, f"{BASE}perkembangan/")


def test_questions_do_not_grow(cast, pair, django_assert_max_num_queries):
    for number in range(14):
        teacher = make_teacher(cast.satu, name=f"Guru {number}")
        Degree.objects.create(person=teacher, level="D2", programme="PGMI")
        paired(cast.daeng, teacher, cast.gita.person)
        met(pair, cast.gita, done=f"Hari {number}")
    for user, address in (
        (cast.daeng, BASE),
        (cast.gita, BASE),
        (cast.gita, f"{BASE}{pair.pk}/"),
        (cast.daeng, f"{BASE}baru/"),
        (cast.daeng, f"{BASE}perkembangan/"),
    ):
        with django_assert_max_num_queries(13 if "perkembangan" in address else 11):
            client_of(user).get(address)
