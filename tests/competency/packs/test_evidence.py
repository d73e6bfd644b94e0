"""The pengawas' pack of proofs: order of the cycles, what is in it, what is told to be missing, whose it is."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from competency.models import Pack
from competency.packs.actions import order_pack
from competency.packs.purge import purge_packs
from core.models import StoredFile
from core.refusals import Refused
from madrasah.models import Assignment, Semester
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day
from tests.competency.sheet_makers import draft, shared
from tests.factories import make_teacher, make_user
from tests.kkg.makers import close, make_session, make_topic
from tests.kkg.paper_makers import make_letter, make_photo
from tests.worlds import standing

pytestmark = on_day(2026, 11, 23)


def ordered(user, **given) -> Pack:
    semester = Semester.objects.begun(timezone.localdate()).first()
    return order_pack(**{"kind": Pack.Kind.EVIDENCE, "semester": semester, "by": user} | given)


def archive(user, pack: Pack) -> zipfile.ZipFile:
    answer = client_of(user).get(f"/akun/paket/{pack.pk}/berkas/")
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def text_in(found: zipfile.ZipFile, end: str) -> str:
    (name,) = (name for name in found.namelist() if name.endswith(end))
    pages = PdfReader(io.BytesIO(found.read(name))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@standing
def semester_of_work(cast: Cast):
    """Two sessions, the first with all its papers; sheets before, between and after them."""
    first, second = make_session(cast, days=-40), make_session(cast, days=-10, title="Menilai Contoh")
    make_topic(first)
    make_letter(first, cast.gita)
    make_photo(first, cast.gita)
    close(first, cast.gita)
    budi = make_user(make_teacher(cast.satu, name="Budi Contoh"))
    return [
        shared(cast.aminah, cast.baso, on=days_from_now(-50)),
        shared(budi, cast.baso, on=days_from_now(-30)),
        shared(cast.aminah, cast.daeng, 2, on=days_from_now(-5), code="telaah-rpp"),
        second,
    ]


def test_papers_stand_in_the_order_of_the_cycles_each_sheet_once(cast: Cast, semester_of_work) -> None:
    names = archive(cast.daeng, ordered(cast.daeng)).namelist()
    assert [name.split("/")[1:] for name in names if name.startswith("01 KKG MI Contoh Gantarang/")] == [
        ["00 Sebelum pertemuan pertama", "90 Lembar supervisi", names[1].split("/")[-1]],
        ["01 Siklus 1 14 Oktober 2026", "01 Undangan 001 KKG X 2026.pdf".replace("X", "XI")],
        ["01 Siklus 1 14 Oktober 2026", "02 Daftar hadir 14 Oktober 2026.pdf"],
        ["01 Siklus 1 14 Oktober 2026", "03 Foto.pdf"],
        ["01 Siklus 1 14 Oktober 2026", "90 Lembar supervisi", names[5].split("/")[-1]],
        ["02 Siklus 2 13 November 2026", "90 Lembar supervisi", names[6].split("/")[-1]],
    ]
    assert [name for name in names if "/" not in name] == [
        "00 Sampul dan daftar isi.pdf",
        "90 Rekap supervisi.pdf",
        "91 Program supervisi.pdf",
        "92 Laporan supervisi.pdf",
        "93 Laporan dan analisis pendampingan.pdf",
        "BACA SAYA.txt",
    ]
    sheets = [name for name in names if "90 Lembar" in name]
    assert ["Aminah" in sheets[0], "Budi" in sheets[1], "Aminah" in sheets[2]] == [True, True, True]


def test_what_is_missing_is_told_in_the_readme_and_on_the_cover(cast: Cast, semester_of_work) -> None:
    draft(cast.aminah, cast.daeng)
    pack = ordered(cast.daeng)
    found = archive(cast.daeng, pack)
    told = found.read("BACA SAYA.txt").decode("utf-8-sig")
    missing = [line[2:] for line in told.split("YANG TIDAK ADA DI SINI")[1].split("\r\n") if line.startswith("- ")]
    group = "KKG MI Contoh Gantarang"
    assert f"Notulen pertemuan {group} Rabu, 14 Oktober 2026 belum ditulis." in missing
    assert f"Surat tugas dan berita acara pertemuan {group} Rabu, 14 Oktober 2026 belum diterbitkan." in missing
    assert f"Daftar hadir pertemuan {group} 13 November 2026 belum diisi." in missing
    assert "1 lembar masih draf, jadi tidak dimuat." in missing
    assert pack.missing == len(missing)
    cover = text_in(found, "00 Sampul dan daftar isi.pdf")
    assert [line for line in missing if "".join(line.split()) not in "".join(cover.split())] == []
    assert str(cast.daeng.person) in cover


def test_a_photo_without_consent_stays_out_and_is_told(cast: Cast) -> None:
    session = make_session(cast, days=-4)
    make_photo(session, cast.gita, cast.aminah.person)
    found = archive(cast.daeng, ordered(cast.daeng))
    assert not [name for name in found.namelist() if "Foto" in name]
    assert "1 foto pertemuan" in found.read("BACA SAYA.txt").decode("utf-8-sig")


def test_another_madrasah_s_sheets_are_in_nobody_else_s_pack(cast: Cast) -> None:
    elsewhere = make_user(make_teacher(cast.tiga, name="Zainab Contoh"))
    shared(elsewhere, cast.hasan)
    names = archive(cast.daeng, ordered(cast.daeng)).namelist()
    assert not [name for name in names if "Zainab" in name]


def test_only_a_pengawas_orders_it_and_only_the_owner_gets_it(cast: Cast) -> None:
    for user in (cast.baso, cast.aminah, cast.gita, cast.keeper):
        with pytest.raises(Refused):
            ordered(user)
    pack = ordered(cast.daeng)
    for user in (cast.baso, cast.aminah, cast.jafar):
        assert client_of(user).get(f"/akun/paket/{pack.pk}/").status_code == 404
        assert client_of(user).get(f"/akun/paket/{pack.pk}/berkas/").status_code == 404


def test_a_pack_shuts_once_its_owner_is_somebody_else(cast: Cast) -> None:
    pack = ordered(cast.daeng)
    places = Assignment.objects.filter(person=cast.daeng.person, madrasah=cast.satu)
    places.update(until=timezone.localdate() - timedelta(days=1))
    answer = client_of(cast.daeng).get(f"/akun/paket/{pack.pk}/berkas/")
    assert answer.status_code == 403
    assert "Tugas Anda berubah" in client_of(cast.daeng).get(f"/akun/paket/{pack.pk}/").content.decode()


def test_a_new_one_takes_the_place_of_the_last_and_old_ones_are_thrown_away(cast: Cast) -> None:
    first = ordered(cast.daeng)
    second = ordered(cast.daeng)
    assert list(Pack.objects.values_list("pk", flat=True)) == [second.pk] != [first.pk]
    assert StoredFile.objects.count() == 1
    purge_packs(at=timezone.now() + timedelta(days=6))
    assert Pack.objects.count() == 1
    purge_packs(at=timezone.now() + timedelta(days=8))
    assert (Pack.objects.count(), StoredFile.objects.count()) == (0, 0)
