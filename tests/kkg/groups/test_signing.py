"""Who has seen a paper: the settings' word, else the pengawas of most madrasah, else a warning before it is made."""

import pytest

from kkg.groups.reports import signers_on, unsigned_on
from kkg.programme.actions import start_programme
from madrasah.models import Assignment, Person, Semester
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import days_from_now, in_the_morning, today
from tests.factories import make_assignment, make_person
from tests.kkg.makers import close, make_session, make_topic

pytestmark = in_the_morning


def overseers(cast: Cast, *numbers: int) -> list[Person]:
    """As many pengawas, each of so many of the group's madrasah, and nobody else."""
    Assignment.objects.filter(role=Role.PENGAWAS).delete()
    places = list(cast.group.madrasahs.order_by("pk"))
    people = [make_person(name=f"Pengawas {letter} Contoh") for letter, _ in zip("AB", numbers, strict=False)]
    for person, number in zip(people, numbers, strict=True):
        for place in places[:number]:
            make_assignment(person, Role.PENGAWAS, place)
    return people


def signed(cast: Cast) -> str:
    return signers_on(cast.group, today(), with_numbers=True)["left"]["name"]


def test_of_two_pengawas_signs_who_oversees_most_of_the_madrasah(cast: Cast) -> None:
    _, second = overseers(cast, 1, 2)
    assert (signed(cast), unsigned_on(cast.group, today())) == (str(second), "")


def test_two_alike_leave_the_name_open_and_are_told(cast: Cast) -> None:
    overseers(cast, 1, 1)
    assert signed(cast) == ""
    assert "lebih dari satu (Pengawas A Contoh" in unsigned_on(cast.group, today())
    cast.group.approver_name = "Kepala Seksi Contoh"
    assert (signed(cast), unsigned_on(cast.group, today())) == ("Kepala Seksi Contoh", "")


def test_a_kkg_without_pengawas_is_told(cast: Cast) -> None:
    overseers(cast)
    assert "Belum ada pengawas" in unsigned_on(cast.group, today())


PAGES = [
    "/kkg/pertemuan/{session}/surat/",
    "/kkg/pertemuan/{session}/surat/undangan/",
    "/kkg/pertemuan/{session}/surat/berita-acara/",
    "/kkg/pertemuan/{session}/surat/laporan/",
    "/kkg/{group}/lpj/?semester={semester}",
    "/kkg/{group}/laporan/?dari={day}&sampai={day}",
    "/kkg/{group}/sertifikat/baru/",
    "/kkg/program/{programme}/",
]


@pytest.fixture
def at(cast: Cast) -> dict[str, object]:
    session = make_session(cast, days=-1)
    make_topic(session)
    close(session, cast.gita)
    semester = Semester.objects.begun_for_kkg(today())[0]
    programme = start_programme(group=cast.group, semester=semester, goals="", with_last=False, by=cast.gita)
    keys = {"session": session.pk, "group": cast.group.pk, "semester": semester.pk, "programme": programme.pk}
    return keys | {"day": days_from_now(-1)}


def test_each_page_that_leads_to_such_a_paper_says_so_before(cast: Cast, at: dict[str, object]) -> None:
    client, paths = client_of(cast.gita), [page.format(**at) for page in PAGES]
    said = "yang mengetahui di data KKG"
    assert not [path for path in paths if said in client.get(path).content.decode()]
    overseers(cast, 1, 1)
    shown = [client.get(path).content.decode() for path in paths]
    assert [said in page and "Hanya pengawas dan operator wilayah" in page for page in shown] == [True] * len(paths)
    make_assignment(cast.daeng.person, Role.PENGAWAS, cast.group.madrasahs.first())
    assert f"/kkg/{cast.group.pk}/ubah/" in client_of(cast.daeng).get(paths[0]).content.decode()
