"""The kabupaten reads figures that were frozen once: no name, no small group, the same on screen, paper and sheet."""

from datetime import datetime, time, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from competency.district.actions import freeze_cubes
from competency.models import DistrictCube, Rpp
from madrasah.models import Person
from tests.cast import client_of
from tests.competency.attack import solved
from tests.competency.sheet_makers import shared
from tests.factories import make_madrasah, make_region, make_teacher, make_user
from tests.kkg.makers import close, make_session, make_topic
from tests.worlds import standing

HERE = "/kompetensi/kabupaten/"


@standing
def peopled(cast):
    """Enough teachers in Satu, too few in Dua, a second kecamatan; some observed, one meeting held."""
    cast.semester.ends_on = max(cast.semester.ends_on, timezone.localdate())
    cast.semester.save()
    far = make_madrasah(make_region("73.02.02"), name="MI Contoh Jauh")
    teachers = [make_teacher(cast.satu, name=f"Rahasia {number}") for number in range(11)]
    for number in range(8):
        make_teacher(far, name=f"Rahasia Jauh {number}")
    for teacher in teachers[:6]:
        shared(make_user(teacher), cast.baso)
    meeting = make_session(cast)
    make_topic(meeting)
    close(meeting, cast.daeng)
    return cast


def freeze(cast, days=15):
    day = cast.semester.ends_on + timedelta(days=days)
    freeze_cubes(at=timezone.make_aware(datetime.combine(day, time(3))))
    return DistrictCube.objects.filter(semester=cast.semester).first()


def row(cube, *place):
    wanted = [None if part is None else str(part) for part in place]
    return next(row for row in cube.document["rows"] if row["place"] == wanted)


def text(user, address):
    answer = client_of(user).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_semester_is_frozen_once_and_not_before_it_is_over(peopled):
    assert freeze(peopled, days=13) is None
    first = freeze(peopled)
    make_teacher(peopled.satu, name="Menyusul")
    assert freeze(peopled, days=40).document == first.document
    assert DistrictCube.objects.count() == 1


def test_what_is_frozen_is_changed_by_no_statement(peopled):
    cube = freeze(peopled)
    with pytest.raises(DatabaseError), transaction.atomic():
        DistrictCube.objects.update(minimum=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        cube.delete()


def test_the_figures_are_those_of_the_rows(peopled):
    whole = row(freeze(peopled), None, None, None)
    assert whole["teachers"] == 11 + 8 + 2
    assert whole["figures"]["diamati"] == [6, 21, 21]
    sheets = [sheet for sheet in Person.objects.filter(assessments__isnull=False).distinct()]
    assert whole["figures"]["pedagogik"][2] == len(sheets) == 6
    came, called, _ = whole["figures"]["kehadiran"]
    assert came == called == 13  # Satu and Dua are in the KKG that met
    assert whole["figures"]["rpp"][0] == 0 and whole["figures"]["rpp"][1] > 0


def test_a_week_that_was_looked_at_counts_where_the_teacher_serves(peopled):
    week = peopled.semester.starts_on - timedelta(days=peopled.semester.starts_on.weekday())
    Rpp.objects.create(
        teacher=peopled.aminah.person,
        madrasah=peopled.satu,
        school_year=peopled.semester.school_year,
        week=week,
        status="ada",
        checked_by=peopled.baso.person,
        checked_at=timezone.now(),
    )
    assert row(freeze(peopled), None, None, None)["figures"]["rpp"][0] == 1


def test_a_madrasah_of_one_teacher_is_hidden_and_so_is_what_would_give_it_away(peopled):
    cube = freeze(peopled)
    group, kecamatan = peopled.group.pk, peopled.kecamatan.pk
    assert row(cube, kecamatan, group, peopled.dua.pk)["teachers"] is None
    assert row(cube, kecamatan, group, peopled.satu.pk)["teachers"] is None
    assert row(cube, kecamatan, group, None)["teachers"] == 13
    names = [("t", *one["place"]) for one in cube.document["rows"] if one["place"][2]]
    rows = [
        (
            {name: 1 for name in names if all(p in (None, q) for p, q in zip(one["place"], name[1:], strict=True))},
            one["teachers"],
        )
        for one in cube.document["rows"]
        if one["teachers"] is not None
    ]
    assert ("t", kecamatan, str(group), str(peopled.dua.pk)) not in solved(rows)


def test_page_paper_and_sheet_say_the_same_and_no_name(peopled):
    cube = freeze(peopled)
    page = text(peopled.eka, HERE)
    assert "6 dari 21 guru" in page
    assert "Tidak ditampilkan: MI Contoh Dua" in text(peopled.eka, f"{HERE}madrasah/")
    book = load_workbook(BytesIO(client_of(peopled.eka).get("/kompetensi/kabupaten.xlsx").getvalue()))
    cells = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "6 dari 21 guru" in cells
    pages = (page, text(peopled.eka, f"{HERE}madrasah/"), text(peopled.eka, f"{HERE}semester/"), repr(cells))
    everybody = {person.name for person in Person.objects.all()}
    for said in (*pages, repr(cube.document)):
        assert not {name for name in everybody - {peopled.eka.person.name} if name in said}
    assert client_of(peopled.eka).get("/kompetensi/kabupaten.pdf").content.startswith(b"%PDF")


def test_nothing_is_told_of_the_running_semester(peopled):
    page = text(peopled.eka, HERE)
    assert "Belum ada angka yang dibekukan" in page and "dari 21" not in page
    assert client_of(peopled.eka).get("/kompetensi/kabupaten.pdf").status_code == 404


def test_home_opens_the_newest_semester_and_says_when_the_next_follows(peopled):
    assert "Baca angka" not in text(peopled.eka, "/")
    freeze(peopled)
    page = text(peopled.eka, "/")
    assert f"Baca angka {peopled.semester}" in page and "pertemuan KKG" in page


def test_another_kabupaten_reads_nothing_of_it(peopled):
    cube = freeze(peopled)
    cube_of_others = SimpleNamespace(pk=cube.pk + 1)
    for who in (peopled.baso, peopled.daeng, peopled.jafar, peopled.aminah):
        assert client_of(who).get(HERE).status_code == 403
    assert "6 dari 21 guru" in text(peopled.eka, f"{HERE}?semester={cube_of_others.pk}")


def test_sheets_of_one_version_are_added_and_the_version_is_named(peopled):
    cube = freeze(peopled)
    assert cube.instrument.code == "kkg-gantarang"
    assert f"versi {cube.instrument.version}" in text(peopled.eka, HERE)


@pytest.mark.parametrize("query", ["semester=x", "semester=%00", "semester=99999999999999999999"])
def test_a_wrong_address_falls_back(peopled, query):
    freeze(peopled)
    assert "6 dari 21 guru" in text(peopled.eka, f"{HERE}?{query}")
