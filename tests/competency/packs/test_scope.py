"""All that one sees: each sheet counts what its page counts, and holds nothing that the page would not show."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from competency.models import Assessment, FollowUp, Pack
from competency.packs.actions import order_pack
from competency.sharing.actions import share_assessment
from kkg.decisions.actions import close_decision
from madrasah.models import Madrasah, Person
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency.sheet_makers import answered, draft, fill, review, shared
from tests.factories import make_teacher, make_user
from tests.kkg.certificate_makers import make_batch
from tests.kkg.makers import call_roll, close, make_material, make_session, make_topic, pdf
from tests.kkg.paper_makers import make_photo
from tests.kkg.work_makers import make_decision, make_problem
from tests.worlds import standing

pytestmark = on_day(2026, 11, 23)
NIP = "012345678901234567"


def packed(user, kind: str = Pack.Kind.SCOPE) -> zipfile.ZipFile:
    pack = order_pack(kind=kind, by=user, site="https://contoh.example")
    answer = client_of(user).get(f"/akun/paket/{pack.pk}/berkas/")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def sheets_of(found: zipfile.ZipFile) -> dict[str, list[tuple]]:
    book = load_workbook(io.BytesIO(found.read("01 Data.xlsx")), read_only=True)
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def told_in(found: zipfile.ZipFile) -> str:
    return found.read("BACA SAYA.txt").decode("utf-8-sig")


@standing
def world(cast: Cast) -> Cast:
    """A row of nearly every kind, with files; something of Tiga that only Hasan may see."""
    Person.objects.filter(pk=cast.aminah.person_id).update(nip=NIP)
    session = make_session(cast, days=-9)
    make_topic(session, achieved="=SUM(1)")
    close(session, cast.gita)
    call = make_session(cast, days=-3)
    call_roll(call, cast.gita, **{f"p{cast.aminah.person_id}": "sakit"})
    make_photo(session, cast.gita)
    make_material(cast, upload=pdf())
    make_problem(cast, cast.aminah)
    decision = make_decision(session, cast.aminah.person, cast.gita)
    close_decision(decision=decision, status="selesai", proof="Selesai", upload=pdf(), by=cast.gita)
    make_batch(cast.group, cast.gita)
    answered(cast.aminah, cast.baso)
    fill(draft(cast.aminah, cast.daeng))
    shared(make_user(make_teacher(cast.tiga, name="Zainab Contoh")), cast.hasan)
    return cast


READERS = ("aminah", "baso", "daeng", "gita", "faisal", "hasan", "jafar", "eka")


@pytest.mark.parametrize("who", READERS)
def test_every_sheet_has_the_rows_of_its_page_and_says_how_many(world: Cast, who: str) -> None:
    user = world.everyone[who]
    found = packed(user)
    rows = sheets_of(found)
    wanted = {
        "Madrasah": Madrasah.objects.visible_to(user).count(),
        "Orang": Person.objects.visible_to(user).count(),
        "Lembar": Assessment.objects.visible_to(user).count(),
        "Tindak lanjut": FollowUp.objects.visible_to(user).count(),
    }
    assert {title: len(rows[title]) for title in wanted} == wanted
    told = told_in(found)
    for title, lines in rows.items():
        said = f"- {title}: {len(lines)} baris." if lines else f"- {title}: kosong"
        assert said in told, title
    names = {cell for lines in rows.values() for line in lines for cell in line if isinstance(cell, str)}
    assert any("Zainab" in name for name in names) == (who in ("hasan", "jafar"))


def test_lists_of_the_screen_count_the_same(world: Cast) -> None:
    rows = sheets_of(packed(world.daeng))
    client = client_of(world.daeng)
    pages = {
        "Madrasah": client.get("/madrasah/").context["page"].count,
        "Orang": client.get("/guru/").context["page"].count,
        "Lembar": client.get("/supervisi/lembar/").context["page"].count,
        "Tindak lanjut": client.get("/supervisi/tindak-lanjut/").context["page"].count,
        "Bahan": client.get("/kkg/berbagi/").context["page"].count,
    }
    assert {title: len(rows[title]) for title in pages} == pages


def test_numbers_stay_text_and_no_cell_is_a_formula(world: Cast) -> None:
    rows = sheets_of(packed(world.baso))
    assert NIP in {line[6] for line in rows["Orang"]}
    assert "'=SUM(1)" in {line[8] for line in rows["Topik"]}


def test_why_somebody_was_absent_only_for_who_may_know(world: Cast) -> None:
    def marks(user) -> set[str]:
        rows = sheets_of(packed(user))["Kehadiran"]
        return {line[5] for line in rows if line[3] == str(world.aminah.person)}

    assert marks(world.gita) == marks(world.baso) == marks(world.aminah) == {"Hadir", "Sakit"}
    assert marks(world.citra) == {"Hadir", "Tidak hadir"}


def test_drafts_are_of_their_keeper_and_unopened_results_are_not_given_away(world: Cast) -> None:
    sheet = fill(draft(world.aminah, world.baso), 2)
    share_assessment(assessment=sheet, by=world.baso, review=review(sheet, strengths="Rahasia sampai dibuka"))
    states = [line[11] for line in sheets_of(packed(world.daeng))["Lembar"]]
    assert states.count("Draf") == 1
    rows = sheets_of(packed(world.aminah))
    lines = {line[0]: line for line in rows["Lembar"]}
    assert "Draf" not in {line[11] for line in lines.values()}
    assert lines[sheet.pk][13] == "Buka dulu hasilnya di aplikasi."
    assert lines[sheet.pk][15] is None or lines[sheet.pk][15] == ""
    assert sheet.pk not in {line[0] for line in rows["Jawaban"]}


def test_files_go_along_through_the_doors_of_their_owners(world: Cast) -> None:
    names = packed(world.daeng).namelist()
    for folder in ("Foto pertemuan", "Bahan", "Bukti keputusan"):
        assert [name for name in names if name.startswith(f"Berkas/{folder}/")], folder
    assert not [name for name in packed(world.hasan).namelist() if name.startswith("Berkas/")]


def test_who_leaves_takes_along_what_is_one_s_own(world: Cast) -> None:
    found = packed(world.aminah, Pack.Kind.OWN)
    names = found.namelist()
    assert len([name for name in names if name.startswith("Lembar/")]) == 1
    assert len([name for name in names if name.startswith("Sertifikat/")]) == 1
    rows = sheets_of(found)
    assert {line[2] for line in rows["Lembar"]} == {str(world.aminah.person)}
    assert {line[3] for line in rows["Kehadiran"]} == {str(world.aminah.person)}
    assert {line[0] for line in rows["Orang"]} == {"Aminah Contoh"}
    assert "Terima kasih, saya coba." in {line[-1] for line in rows["Lembar"]}
    assert any("memulai lembar ini" in line[-1] for line in rows["Riwayat lembar"])
