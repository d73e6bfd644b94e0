"""Numbers of letters: no hole, no double, once per form; patterns; who issues, reads and takes back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, transaction

from kkg.groups.actions import next_number
from kkg.groups.lettering import (
    CERTIFICATE_WORDS,
    certificate_number,
    letter_number,
    rank_and_grade,
    why_not_pattern,
    zone_of,
)
from kkg.letters.actions import issue_letter, withdraw_letter
from kkg.models import Letter, LetterCounter, WorkingGroup
from madrasah.models import User
from tests.cast import client_of
from tests.clock import days_from_now, on_day
from tests.kkg.makers import make_office, make_session
from tests.kkg.paper_makers import EMPTY, filled, number_letter, text_of

pytestmark = on_day(2026, 11, 23)

TODAY = date(2026, 11, 23)


class Dropped(Exception):
    """Something went wrong after the number was taken."""


@pytest.fixture
def office(transactional_db) -> tuple[WorkingGroup, User]:
    """A group and somebody who issues, committed so that threads see them."""
    return make_office()


def issue_or_drop(group: WorkingGroup, by: User, turn: int) -> int:
    """A certificate's number and a letter in a connection of its own; every third turn rolls both back."""
    try:
        with transaction.atomic():
            number = next_number(group=group, series="sertifikat", year=2026)
            number_letter(group, by)
            if turn % 3 == 0:
                raise Dropped
        return number
    except Dropped:
        return 0
    finally:
        connection.close()


def test_many_at_once_leave_no_hole_and_no_double(office) -> None:
    with ThreadPoolExecutor(12) as pool:
        certificates = list(pool.map(lambda turn: issue_or_drop(*office, turn), range(30)))
    numbers = sorted(Letter.objects.values_list("number", flat=True))
    assert numbers == sorted(filter(None, certificates)) == list(range(1, 21))
    assert set(LetterCounter.objects.values_list("last", flat=True)) == {20}


def test_one_form_pressed_many_times_at_once_is_one_letter(office) -> None:
    token = uuid4()

    def press(_: int) -> int:
        try:
            return number_letter(*office, client_token=token).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(press, range(8)))) == 1
    assert LetterCounter.objects.get().last == 1


def test_letters_count_per_calendar_year_and_certificates_per_school_year(cast) -> None:
    number_letter(cast.group, cast.gita, dated=date(2025, 12, 31))
    letters = [number_letter(cast.group, cast.gita, dated=day) for day in (TODAY, TODAY)]
    assert [letter.number_text for letter in letters] == ["001/KKG/XI/2026", "002/KKG/XI/2026"]
    assert next_number(group=cast.group, series="sertifikat", year=2026) == 1
    assert number_letter(*make_office()).number == 1


def test_numbers_read_as_the_pattern_says() -> None:
    assert letter_number("B-{nomor}/{bulan}/{tahun}", 1204, date(2026, 1, 5)) == "B-1204/I/2026"
    assert certificate_number("{nomor}/SERT-KKG/{tahun}", 12, 2026) == "012/SERT-KKG/2026/2027"


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("KKG/{tahun}", "{nomor}"),
        ("{nomor}/KKG", "{tahun}"),
        ("{nomor}/{nomor}/{tahun}", "lebih dari sekali"),
        ("{nomor}/{kode}/{tahun}", "{kode} tidak dikenal"),
        ("{nomor}/{tahun}/{", "kurung kurawal"),
    ],
)
def test_a_faulty_pattern_is_told_in_a_sentence(pattern: str, word: str) -> None:
    assert word in (why_not_pattern(pattern) or "")


def test_a_certificate_pattern_knows_no_month() -> None:
    assert why_not_pattern("{nomor}/{bulan}/{tahun}", CERTIFICATE_WORDS)
    assert why_not_pattern("{nomor}/{bulan}/{tahun}") is None


def test_ranks_and_zones_are_those_of_the_tables() -> None:
    assert [rank_and_grade(g) for g in ("IV/a", "IX", "")] == ["Pembina, IV/a", "IX", "–"]
    assert [zone_of(code) for code in ("73.02", "32.01", "91.01")] == ["WITA", "WIB", "WIT"]


def settings_of(group: WorkingGroup, **values: str) -> dict:
    return {"name": group.name, "city": "Gantarang", "letterhead": "KKG Contoh", "revision": 1} | values


def test_the_settings_page_previews_the_next_number_and_refuses_a_bad_pattern(cast) -> None:
    path, client = f"/kkg/{cast.group.pk}/ubah/", client_of(cast.daeng)
    number_letter(cast.group, cast.gita)
    assert "002/KKG/XI/2026" in client.get(path).content.decode()
    page = client.post(path, settings_of(cast.group, letter_pattern="KKG/{tahun}")).content.decode()
    assert "harus memuat {nomor}" in page
    client.post(
        path, settings_of(cast.group, letter_pattern="B-{nomor}/{tahun}", approver_number="1970 0101 199503 1 001")
    )
    cast.group.refresh_from_db()
    assert cast.group.approver_number == "197001011995031001"
    assert number_letter(cast.group, cast.gita).number_text == "B-002/2026"


def test_a_form_issues_once_and_the_letter_says_for_good_what_it_said(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    path = f"/kkg/pertemuan/{session.pk}/surat/undangan/"
    data = filled(client, path)
    assert "Pratinjau" in text_of(client.post(path, data | {"lihat": "1"}))
    assert not Letter.objects.exists()
    for _ in range(2):
        client.post(path, data)
    session.title = "Judul Lain"
    session.save()
    assert "Menyusun RPP Contoh" in text_of(client.get(f"/kkg/surat/{Letter.objects.get().pk}.pdf"))


def test_a_withdrawn_letter_says_so_and_its_number_stays_used(cast) -> None:
    client, session = client_of(cast.gita), make_session(cast)
    path = f"/kkg/pertemuan/{session.pk}/surat/undangan/"
    client.post(path, filled(client, path))
    letter = Letter.objects.get()
    client.post(f"/kkg/surat/{letter.pk}/tarik/", {"reason": "Salah tanggal"})
    assert "ditarik pada 23 November 2026: Salah tanggal" in text_of(client.get(f"/kkg/surat/{letter.pk}.pdf"))
    assert number_letter(cast.group, cast.gita).number == 2
    assert withdraw_letter(letter=letter, reason="Lain", by=cast.gita).withdrawn_reason == "Salah tanggal"


@pytest.mark.parametrize("changed", [{"dated": "2036-11-23"}, {"dated": ""}, {"client_token": "x"}, {"subject": "a\0"}])
def test_a_wrong_form_comes_back_with_a_sentence(cast, changed: dict) -> None:
    client, session = client_of(cast.gita), make_session(cast)
    path = f"/kkg/pertemuan/{session.pk}/surat/undangan/"
    page = client.post(path, filled(client, path, **changed))
    assert "Belum tersimpan" in page.content.decode()
    assert not Letter.objects.exists()


def test_a_kepala_sends_only_people_of_the_own_madrasah(cast) -> None:
    client, session = client_of(cast.gita), make_session(cast)
    path = f"/kkg/pertemuan/{session.pk}/surat/surat-tugas/"
    key = f"kepala-{cast.baso.person_id}-{cast.satu.pk}"
    page = client.post(path, filled(client, path, assigner=key, people=[cast.gita.person_id])).content.decode()
    assert "Gita Contoh, S.Pd. bukan dari MI Contoh Satu" in page


@pytest.mark.parametrize(("kind", "days"), [("berita-acara", 3), ("laporan", 0)])
def test_what_reports_a_session_waits_for_it(cast, kind: str, days: int) -> None:
    session = make_session(cast, days=days)
    assert client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/surat/{kind}/").status_code == 403


def test_a_cancelled_session_gets_no_letter_and_an_unknown_kind_is_not_found(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    assert client.get(f"/kkg/pertemuan/{session.pk}/surat/lpj/").status_code == 404
    session.cancelled_at = session.created_at
    session.save()
    assert client.get(f"/kkg/pertemuan/{session.pk}/surat/undangan/").status_code in (403, 404)


def test_the_page_of_a_session_shows_what_is_issued_to_those_who_run_it(cast) -> None:
    session = make_session(cast, days=2)
    number = number_letter(cast.group, cast.gita, session=session).number_text
    path = f"/kkg/pertemuan/{session.pk}/surat/"
    assert number in client_of(cast.daeng).get(path).content.decode()
    assert number not in client_of(cast.aminah).get(path).content.decode()


def test_issuing_names_whose_letter_it_is(cast) -> None:
    letter = issue_letter(
        group=cast.group,
        kind="undangan",
        dated=days_from_now(0),
        content=EMPTY,
        client_token=uuid4(),
        by=cast.gita,
        madrasah=cast.satu,
    )
    assert (letter.madrasah, letter.issued_by, letter.content["number"]) == (cast.satu, cast.gita, letter.number_text)
