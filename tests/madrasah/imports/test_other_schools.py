"""Only madrasah ibtidaiyah come in, however other schools are written and wherever the file says their level."""

import pytest

from madrasah.imports.titles import is_other_level
from madrasah.models import Madrasah
from tests.cast import Cast
from tests.madrasah.imports.books import read, said, seen
from tests.madrasah.imports.test_no_row_lost import case
from tests.madrasah.imports.uploads import done, kinds
from tests.madrasah.imports.uploads import said as said_of

NO_MI = "Bukan madrasah ibtidaiyah"
OTHERS = (
    "SD NEGERI 158 CONTOH|sd inpres 12|MTSS CONTOH|Mtsn 1 Contoh|RA CONTOH|Ra Melati|MAN 2 CONTOH|MAS CONTOH|MA Contoh"
)
OTHERS += (
    "|UPT SD NEGERI 5|Sekolah Dasar Contoh|TK AISYIYAH|Madrasah Tsanawiyah Contoh|RAUDHATUL ATHFAL CONTOH|SMP CONTOH"
)


@pytest.mark.parametrize("name", OTHERS.split("|"))
def test_a_school_of_another_level_is_known_by_its_name(name: str) -> None:
    assert is_other_level(name)
    (row,) = read([["Nama Sekolah", "NSM", "Kecamatan"], [name, "", "Gantarang"]])
    assert row.is_refused and NO_MI in said(row)[0]


@pytest.mark.parametrize(
    "name", ["MI CONTOH", "MIN 1 Contoh", "MA'ARIF NU 2", "Ma’arif Contoh", "MIS DDI SD", "SDM Contoh"]
)
def test_a_madrasah_ibtidaiyah_is_none_of_them(name: str) -> None:
    assert not is_other_level(name)


def test_two_columns_of_the_level_are_both_read_and_not_asked() -> None:
    lines = [["Nama Madrasah", "Jenjang", "Bentuk Pendidikan", "Kecamatan"]]
    lines += [
        ["Contoh A", "MI", "MI", "Gantarang"],
        ["Contoh B", "", "MTs", "Gantarang"],
        ["B", "RA", "MI", "Gantarang"],
    ]
    assert not seen(lines).open_columns
    assert [row.is_refused for row in read(lines)] == [False, True, True]
    teachers = [["Nama Guru", "Nama Sekolah", "Jenjang Sekolah", "Bentuk Pendidikan"], ["Budi", "Contoh", "", "SD"]]
    assert NO_MI in said(read(teachers)[0])[0]


def test_a_column_of_kinds_may_speak_of_negeri_and_swasta() -> None:
    (row,) = read([["Nama Madrasah", "Jenis Sekolah", "Kecamatan"], ["MI Contoh", "Swasta", "Kec.Gantarang"]])
    assert not row.faults


@pytest.mark.django_db
def test_of_a_mixed_register_only_the_two_mi_come_in(cast: Cast) -> None:
    run = case("lembaga-campuran.csv", cast.jafar)
    assert kinds(run) == {"baru": 2, "ditolak": 3}
    assert all(NO_MI in fault for fault in said_of(run))
    refused = run.rows.filter(kind="ditolak").values_list("label", flat=True)
    assert list(refused) == ["SD NEGERI 900 CONTOH", "MTSS CONTOH RAYA", "RA CONTOH MELATI"]
    assert done(run)
    assert not Madrasah.objects.filter(npsn__in=["99000001", "99000003", "99000004"]).exists()
