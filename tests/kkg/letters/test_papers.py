"""Each paper of a KKG holds each field an office asks for (domain.md §4.5), and nothing nobody recorded."""

import re
from datetime import date, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from kkg.letters.money import items_of
from kkg.models import Decision, Letter, LetterCounter, PlannedSession, Programme, Session
from kkg.photos.papers import usable_photos
from madrasah.models import Consent, Madrasah
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.factories import make_teacher
from tests.kkg.makers import close, make_session, make_speaker, make_topic
from tests.kkg.paper_makers import filled, make_photo, text_of
from tests.worlds import standing

pytestmark = on_day(2026, 11, 23)

NIP = "197001011995031001"
HEAD = ("KEMENTERIAN CONTOH", "Gantarang, 23 November 2026", "Daeng Contoh, M.Pd.I.", "Gita Contoh, S.Pd.", NIP)
WHERE = ("Sabtu, 21 November 2026", "08.00–11.30 WITA", "MI Contoh Satu, Aula")


@standing
def met(cast: Cast) -> Session:
    """A session of Saturday with everything recorded, and who signs with a NIP."""
    cast.group.letterhead = "KEMENTERIAN CONTOH\nKKG CONTOH"
    cast.group.save()
    for user, grade in ((cast.daeng, "IV/a"), (cast.aminah, "III/b")):
        user.person.nip, user.person.grade = (NIP if user is cast.daeng else NIP[:-1] + "2"), grade
        user.person.save()
    session = make_session(
        cast,
        days=-2,
        title="Menyusun RPP 5M",
        starts_at=time(8),
        ends_at=time(11, 30),
        madrasah=cast.satu,
        place="Aula",
    )
    record(session, cast)
    return session


def record(session: Session, cast: Cast) -> None:
    """What the notulen's form and the pages beside it write."""
    session.leader, session.notetaker = cast.gita.person, cast.aminah.person
    session.method, session.result_text = "Diskusi kelompok", "Dua RPP tersusun"
    session.save()
    session.speakers.create(group=session.group, name="Ibu Rosmini", institution="Puskesmas Contoh")
    make_topic(
        session,
        "Langkah 5M",
        competency="pedagogik",
        minutes_planned=60,
        achieved="RPP tema satu selesai",
        obstacles="Laptop kurang",
        advice="Pakai tulisan tangan",
    )
    Decision.objects.create(
        session=session, text="Membawa satu RPP", owner=cast.aminah.person, due=date(2026, 12, 5), proof="Foto RPP"
    )


def holds(text: str, *words: str) -> list[str]:
    """Those of `words` that are missing."""
    return [word for word in words if word not in text]


def issued(cast: Cast, session: Session, kind: str, **values: object) -> str:
    """The text of a letter of the session, issued with what the form proposes and `values`."""
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{session.pk}/surat/{kind}/"
    answer = client.post(path, filled(client, path, **values))
    assert answer.status_code == 302, answer.content.decode()
    return text_of(client.get(f"/kkg/surat/{session.letters.latest('pk').pk}.pdf"))


def printed(cast: Cast, session: Session, name: str, who: str = "gita") -> str:
    return text_of(client_of(getattr(cast, who)).get(f"/kkg/pertemuan/{session.pk}/{name}"))


def test_undangan(cast, met) -> None:
    text = issued(cast, met, "undangan")
    fields = ("Nomor : 001/KKG/XI/2026", "Sifat : Biasa", "Lampiran", "Hal : Undangan", "Kepada Yth.", "Acara")
    named = ("Langkah 5M", "Narasumber : Ibu Rosmini", "Peserta : Anggota KKG MI Contoh Gantarang (2 orang)")
    assert holds(text, *HEAD, *WHERE, *fields, *named, "Demikian undangan", "Ketua KKG MI Contoh Gantarang") == []


def test_an_undangan_is_addressed_to_who_speaks_besides_the_members(cast, met) -> None:
    for number, named in enumerate(({"person": cast.daeng.person}, {"person": cast.aminah.person}), start=2):
        make_topic(met, f"Topik {number}", speaker=make_speaker(cast, "", **named))
    make_topic(met, "Gizi", speaker=make_speaker(cast, "Pak Rahmat", "Puskesmas Contoh"))
    path = f"/kkg/pertemuan/{met.pk}/surat/undangan/"
    lines = filled(client_of(cast.gita), path)["addressee"].splitlines()
    outsiders = ["Ibu Rosmini (Puskesmas Contoh)", str(cast.daeng.person), "Pak Rahmat (Puskesmas Contoh)"]
    assert lines == [f"Bapak/Ibu anggota {met.group}", *outsiders, "di tempat"]
    text = issued(cast, met, "undangan")
    assert "Pak Rahmat (Puskesmas Contoh) di tempat" in text[text.index("Kepada Yth.") :]


def test_surat_tugas(cast, met) -> None:
    key = f"pengawas-{cast.daeng.person_id}-"
    people = [cast.aminah.person_id, cast.gita.person_id]
    text = issued(cast, met, "surat-tugas", assigner=key, people=people, target="Guru kelas rendah")
    fields = ("Nomor: 001/KKG/XI/2026", "Pangkat/Gol.", "Penata Muda Tk. I, III/b", "Guru kelas, MI Contoh Satu")
    duty = ("Kegiatan : Menyusun RPP 5M", "Sasaran : Guru kelas rendah", "wajib melapor", NIP[:-1] + "2")
    assert holds(text, *HEAD[:3], NIP, *WHERE, *fields, *duty, "Aminah Contoh, S.Pd.I.") == []


def test_surat_persetujuan_kepala(cast, met) -> None:
    key = f"kepala-{cast.baso.person_id}-{cast.satu.pk}"
    text = issued(cast, met, "persetujuan", assigner=key, people=[cast.aminah.person_id])
    fields = ("SURAT PERSETUJUAN", "Drs. Baso Contoh", "Kepala madrasah MI Contoh Satu", "NIP –")
    assert holds(text, HEAD[1], *WHERE, *fields, "Aminah Contoh, S.Pd.I.", "Menyusun RPP 5M") == []
    assert met.letters.get().madrasah == cast.satu


@pytest.mark.parametrize("kind", ["surat-tugas", "persetujuan"])
def test_what_a_kepala_signs_has_letterhead_and_number_of_that_madrasah(cast, met, kind: str) -> None:
    Madrasah.objects.filter(pk=cast.satu.pk).update(nsm="111273020001", address="Jl. Contoh 1")
    key = f"kepala-{cast.baso.person_id}-{cast.satu.pk}"
    text = issued(cast, met, kind, assigner=key, people=[cast.aminah.person_id], number="B-12/MI.1/XI/2026")
    head = "MI CONTOH SATU NSM 111273020001 Jl. Contoh 1, Kecamatan Gantarang"
    assert holds(text, head, "Nomor: B-12/MI.1/XI/2026") == []
    assert HEAD[0] not in text
    assert "Nomor: SURAT" not in text
    unnumbered = issued(cast, met, kind, assigner=key, people=[cast.aminah.person_id])
    assert "Nomor: Yang bertanda tangan" in unnumbered
    assert not LetterCounter.objects.exists()
    assert issued(cast, met, "undangan").count("001/KKG/XI/2026") == 1


def test_an_office_may_have_rows_for_the_journey(cast, met) -> None:
    key = f"pengawas-{cast.daeng.person_id}-"
    people = [cast.aminah.person_id]
    assert "SPPD" not in issued(cast, met, "surat-tugas", assigner=key, people=people)
    text = issued(cast, met, "surat-tugas", assigner=key, people=people, travel="on")
    assert holds(text, "Perjalanan dinas (SPPD)", "Tiba di : MI Contoh Satu, Aula", "Berangkat dari") == []


def readers(cast: Cast, session: Session) -> set[str]:
    """Who may open the session's last letter."""
    path = f"/kkg/surat/{session.letters.latest('pk').pk}.pdf"
    return {who for who in cast.everyone if client_of(getattr(cast, who)).get(path).status_code == 200}


def test_a_letter_is_read_by_who_signs_and_whom_it_names(cast, met) -> None:
    key = f"kepala-{cast.baso.person_id}-{cast.satu.pk}"
    issued(cast, met, "surat-tugas", assigner=key, people=[cast.aminah.person_id])
    assert readers(cast, met) == {"aminah", "baso", "daeng", "gita"}
    issued(cast, met, "undangan")
    assert readers(cast, met) == {"aminah", "daeng", "gita"}
    close(met, cast.gita)
    issued(cast, met, "laporan")
    assert readers(cast, met) == {"daeng", "gita"}
    page = client_of(cast.aminah).get(f"/kkg/pertemuan/{met.pk}/surat/").content.decode()
    assert page.count("/kkg/surat/") == 2


def test_after_issuing_the_paper_is_the_first_button(cast, met) -> None:
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{met.pk}/surat/undangan/"
    page = client.post(path, filled(client, path), follow=True).content.decode()
    main = page[page.index("<main") :]
    assert re.search(r'class="btn[^"]*"\s+href="([^"]+)"', main)[1] == f"/kkg/surat/{met.letters.get().pk}.pdf"


def test_berita_acara(cast, met) -> None:
    close(met, cast.gita)
    text = issued(cast, met, "berita-acara", witnesses=[cast.aminah.person_id])
    fields = ("Nomor: 001", "Kegiatan : Menyusun RPP 5M", "Hasil Dua RPP tersusun", "Saksi 1. Aminah Contoh")
    assert holds(text, *HEAD, *WHERE, *fields, "Hadir : 2 dari 2 orang yang dipanggil") == []


def test_notulen(cast, met) -> None:
    text = printed(cast, met, "notulen.pdf")
    fields = ("Pemimpin : Gita Contoh", "Notulis : Aminah Contoh", "Agenda 1. Langkah 5M", "Peserta", "Pokok bahasan")
    words = ("Capaian : RPP tema satu selesai", "Kendala : Laptop kurang", "Masukan : Pakai tulisan tangan")
    decided = ("Membawa satu RPP", "5 Desember 2026", "Belum selesai", "Foto RPP", "Penanggung jawab", "Batas waktu")
    signed = ("Pemimpin,", "Notulis,", "Gantarang, 21 November 2026", NIP[:-1] + "2")
    assert holds(text, "KEMENTERIAN CONTOH", *WHERE, *fields, *words, *decided, *signed) == []


def test_jurnal(cast, met) -> None:
    close(met, cast.gita)
    fields = ("Pertemuan ke : 1", "Narasumber : Ibu Rosmini (Puskesmas Contoh)", "Metode : Diskusi kelompok")
    counted = ("Jumlah JP : 3", "Hadir : 2 dari 2", "Materi 1. Langkah 5M", "Hasil Dua RPP tersusun")
    assert holds(printed(cast, met, "jurnal.pdf"), *WHERE, *fields, *counted, *HEAD[2:]) == []


def test_papers_name_the_number_of_the_undangan(cast, met) -> None:
    issued(cast, met, "undangan")
    for name in ("notulen.pdf", "jurnal.pdf", "daftar-hadir.pdf"):
        assert "Nomor undangan : 001/KKG/XI/2026" in printed(cast, met, name), name


@pytest.mark.parametrize(("who", "knows"), [("daeng", True), ("citra", False), ("aminah", False), ("baso", False)])
def test_the_nip_of_who_signs_is_for_those_who_may_see_it(cast, met, who, knows) -> None:
    for name in ("notulen.pdf", "jurnal.pdf"):
        assert (NIP[:-1] in printed(cast, met, name, who)) is knows, name


def test_the_blank_daftar_hadir_has_every_column(cast, met) -> None:
    text = printed(cast, met, "daftar-hadir.pdf?kosong=1")
    assert holds(text, "No. Nama NIP/NUPTK Asal madrasah Jabatan Tanda tangan", *WHERE, "Mengetahui") == []


def test_the_blank_daftar_hadir_has_a_row_for_each_who_is_called_and_a_tenth_more(cast) -> None:
    for number in range(28):
        make_teacher(cast.satu, name=f"Guru Contoh {number}")
    text = printed(cast, make_session(cast), "daftar-hadir.pdf?kosong=1")
    assert "33." in text
    assert "34." not in text


CHAPTERS = (
    "LAPORAN KEGIATAN",
    "LEMBAR PENGESAHAN",
    "KATA PENGANTAR",
    "DAFTAR ISI",
    "I. PENDAHULUAN",
    "Latar belakang",
    "Tujuan",
    "Sasaran",
    "Hasil yang diharapkan",
    "II. PELAKSANAAN",
    "Waktu dan tempat",
    "Rincian kegiatan",
    "Indikator perubahan kinerja",
    "Fasilitator",
    "Rincian dana",
    "Masalah dan pemecahannya",
    "III. PENUTUP",
    "Kesimpulan",
    "Rekomendasi",
    "LAMPIRAN",
    "Panduan",
    "Hasil kerja",
    "Daftar hadir",
    "Foto",
    "Surat",
    "Sertifikat",
)


def test_laporan_of_one_session(cast, met) -> None:
    close(met, cast.gita)
    text = issued(cast, met, "laporan", background="Latar Contoh", conclusion="Simpulan Contoh")
    told = ("Latar Contoh", "Simpulan Contoh", "Langkah 5M: Laptop kurang", "Pakai tulisan tangan")
    counted = ("Kehadiran : 2 dari 2 (100%)", "Topik tuntas : 1 dari 1", "Dua RPP tersusun", "tidak dicatat")
    assert holds(text, *CHAPTERS, *HEAD, *WHERE, *told, *counted, "Nomor: 001/KKG/XI/2026") == []


def test_money_has_amounts_and_totals(cast, met) -> None:
    close(met, cast.gita)
    spent = "Konsumsi 20 orang: 400.000\nATK Rp 50.000,-"
    text = issued(cast, met, "laporan", income="Kas KKG: 1.000.000", spent=spent)
    came = "Dana masuk No. Uraian Jumlah 1 Kas KKG Rp1.000.000 Jumlah Rp1.000.000"
    went = "1 Konsumsi 20 orang Rp400.000 2 ATK Rp50.000 Jumlah Rp450.000"
    assert holds(text, came, went, "Sisa dana: Rp550.000") == []


def test_money_without_an_amount_is_asked_for_by_its_line(cast, met) -> None:
    close(met, cast.gita)
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{met.pk}/surat/laporan/"
    page = client.post(path, filled(client, path, spent="ATK: 5.000\nKonsumsi")).content.decode()
    assert "Dana keluar, baris 2: tulis jumlahnya di ujung" in page


def test_lpj_of_a_semester_counts_what_was_planned_held_and_cancelled(cast, met) -> None:
    programme = Programme.objects.create(group=cast.group, semester=cast.semester, goals="Tujuan Contoh")
    PlannedSession.objects.bulk_create(PlannedSession(programme=programme, title=f"Rencana {n}") for n in range(6))
    close(met, cast.gita)
    make_session(cast, days=-9, title="Terbuka Contoh")
    client, path = client_of(cast.gita), f"/kkg/{cast.group.pk}/lpj/"
    text = text_of(client.post(path, filled(client, path, lihat="1")))
    counted = ("direncanakan : 6", "terlaksana : 1", "dibatalkan : 0", "Jumlah JP : 3", "Tujuan Contoh")
    assert holds(text, "LAPORAN PERTANGGUNGJAWABAN", *CHAPTERS[1:], *counted, "Semester gasal 2026/2027") == []
    assert "Terbuka Contoh" not in text


def test_a_report_over_three_sessions_names_them_in_order(cast) -> None:
    for days in (-3, -12, -20):
        session = make_session(cast, days=days, title=f"Pertemuan {-days}")
        make_topic(session)
        close(session, cast.gita)
    client, path = client_of(cast.gita), f"/kkg/{cast.group.pk}/laporan/?dari=2026-11-10&sampai=2026-11-23"
    text = text_of(client.post(path, filled(client, path, lihat="1")))
    assert text.index("Pertemuan 12") < text.index("Pertemuan 3")
    assert "Pertemuan 20" not in text


@pytest.mark.parametrize(
    "query", ["", "?dari=x&sampai=", "?dari=2026-11-20&sampai=2026-11-01", "?dari=2020-01-01&sampai=2020-02-01"]
)
def test_a_span_without_sessions_issues_nothing(cast, query: str) -> None:
    path = f"/kkg/{cast.group.pk}/laporan/{query}"
    answer = client_of(cast.gita).post(path, {"dated": "2026-11-23", "client_token": "0" * 32})
    assert answer.status_code == 200
    assert not cast.group.letters.exists()


def test_nothing_is_said_that_nobody_recorded(cast) -> None:
    text = printed(cast, make_session(cast, title="Kosong Contoh"), "notulen.pdf")
    assert holds(text, "Pemimpin : Notulis : Narasumber : Peserta : Agenda") == []
    assert "dipanggil" not in text


def test_a_photo_stands_in_a_report_only_while_everybody_on_it_agrees(cast, met) -> None:
    photo = make_photo(met, cast.gita, cast.aminah.person)
    assert usable_photos([met]) == []
    consent = Consent.objects.create(person=cast.aminah.person, given_on=met.date, recorded_by=cast.gita)
    assert usable_photos([met]) == [photo]
    close(met, cast.gita)
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{met.pk}/surat/laporan/"
    client.post(path, filled(client, path))
    letter = f"/kkg/surat/{met.letters.get().pk}.pdf"
    assert "Foto kelompok Contoh" in text_of(client.get(letter))
    consent.withdrawn_on = met.date
    consent.save()
    assert "Foto kelompok Contoh" not in text_of(client.get(letter))


def test_a_photo_with_others_on_it_is_never_shown(cast, met) -> None:
    photo = make_photo(met, cast.gita)
    assert usable_photos([met]) == [photo]
    photo.shows_others = True
    photo.save()
    assert usable_photos([met]) == []


def test_signatures_never_stand_alone_on_a_page(cast, met) -> None:
    for lines in range(18, 42, 4):
        met.result_text = "\n".join(f"Hasil {n}" for n in range(lines))
        met.save()
        answer = client_of(cast.gita).get(f"/kkg/pertemuan/{met.pk}/jurnal.pdf")
        pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
        assert f"Hasil {lines - 1}" in next(page for page in pages if "Mengetahui" in page), lines


def test_a_year_is_no_amount_and_more_spent_than_came_is_asked_about(cast, met) -> None:
    close(met, cast.gita)
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{met.pk}/surat/laporan/"
    year = client.post(path, filled(client, path, income="Sisa semester lalu 2025")).content.decode()
    assert "Dana masuk, baris 1: “2025” terbaca seperti tahun" in year
    short = filled(client, path, income="Kas: Rp2.025", spent="ATK 50.000")
    page = client.post(path, short).content.decode()
    assert "Dana masuk terbaca Rp2.025, dana keluar Rp50.000: sisanya −Rp47.975." in page
    assert not Letter.objects.filter(kind="laporan").exists()
    assert "Pratinjau" in text_of(client.post(path, short | {"lihat": "1"}))
    client.post(path, short | {"is_overspent": "on"})
    assert Letter.objects.filter(kind="laporan").exists()


@pytest.mark.parametrize("line", ["Sisa: 2025", "Sisa Rp2025", "Sisa Rp 2.025", "Sisa = Rp. 2025", "ATK 5000"])
def test_an_amount_that_is_marked_as_one_is_read(line) -> None:
    assert items_of(line)[0].sum in (2025, 5000)
