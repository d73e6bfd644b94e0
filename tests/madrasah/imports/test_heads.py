"""Heads named by a file: found in the data, asked about or not found; appointed by one press, from a stated day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core.formats import date_plain
from core.refusals import Refused
from madrasah.imports.heads import HeadState, heads_of, sum_words
from madrasah.imports.runs import appoint_heads, undo_import
from madrasah.imports.undo import why_not_undo
from madrasah.models import Assignment, ImportRun, Madrasah, Person, User
from madrasah.roles import Role
from madrasah.work.reports import register_of
from tests.cast import Cast, client_of
from tests.clock import today
from tests.factories import make_assignment, make_madrasah, make_teacher, make_user
from tests.madrasah.imports.books import read, seen
from tests.madrasah.imports.uploads import applied, upload
from tests.workbooks import xlsx

SINCE = date(2025, 7, 1)
NIP, OTHER_NIP = "197001012000031991", "197101012000031992"
LIST = ["NSM", "Nama Madrasah", "Kecamatan", "Nama Kepala Madrasah", "NIP Kepala"]
GURU = ["Nama Guru", "Nama Madrasah", "Jabatan", "Kepala Madrasah"]


def listed(by: User, *rows: tuple[str, str, str]) -> ImportRun:
    """An applied list of madrasah: name, head, NIP of the head."""
    lines = [["", name, "Gantarang", head, nip] for name, head, nip in rows]
    return applied(upload(xlsx(LIST, *lines, ["", "MI Contoh Tambahan", "Gantarang", "", ""]), by))


def states(run: ImportRun) -> dict[str, str]:
    return {head.place: str(head.state) for head in heads_of(run, run.by) if head.place != "MI Contoh Tambahan"}


def headless(cast: Cast) -> None:
    Assignment.objects.filter(role=Role.KEPALA).delete()


def page_of(who: User, run: ImportRun) -> tuple[Client, str]:
    return client_of(who), reverse("madrasah:import-heads", args=[run.pk])


# -- What a file says ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "nip", "values"),
    [
        ("BASO CONTOH, S.PD.I", "", {"head": "Baso Contoh, S.Pd.I.", "head_is_acting": False}),
        ("Plt. Baso Contoh", NIP, {"head": "Baso Contoh", "head_nip": NIP, "head_is_acting": True}),
        (
            f"Baso Contoh\nNIP. {NIP[:8]} {NIP[8:14]} {NIP[14:15]} {NIP[15:]}",
            "",
            {"head": "Baso Contoh", "head_nip": NIP},
        ),
        ("1. Baso Contoh", "Honorer", {"head": "Baso Contoh"}),
        ("√", "", {}),
        ("Ya", "", {}),
        ("Belum ada", "", {}),
        ("-", NIP, {}),
    ],
)
def test_the_cell_of_a_kepala_gives_a_name_or_nothing(cell: str, nip: str, values: dict) -> None:
    (row,) = read([LIST, ["", "MI Contoh Satu", "Gantarang", cell, nip]])
    found = {name: value for name, value in row.values.items() if name.startswith("head")}
    assert values.items() <= found.items() and bool(found) == bool(values)
    assert not row.is_refused


def test_a_wrong_nip_of_a_kepala_is_told_and_refuses_nothing() -> None:
    (row,) = read([LIST, ["", "MI Contoh Satu", "Gantarang", "Baso Contoh", "123"]])
    assert row.text("head") == "Baso Contoh" and not row.is_refused
    assert [fault.heading for fault in row.faults] == ["NIP Kepala"]


@pytest.mark.parametrize(
    ("office", "heads_as"),
    [
        ("Kepala Madrasah", "kepala"),
        ("Guru Kelas / Kepala MI", "kepala"),
        ("Plt. Kepala Madrasah", "plt"),
        ("Kamad", "kepala"),
        ("Wakil Kepala Madrasah", ""),
        ("Kepala Perpustakaan", ""),
        ("Kepala Tata Usaha", ""),
        ("Kepala Madrasah Diniyah", ""),
    ],
)
def test_a_teachers_own_office_says_who_heads(office: str, heads_as: str) -> None:
    (row,) = read([GURU, ["Budi Contoh", "MI Contoh Satu", office, ""]])
    assert row.text("heads_as") == heads_as


def test_a_list_with_heads_is_still_a_list_of_madrasah() -> None:
    assert seen([LIST, ["", "MI Contoh Satu", "Gantarang", "Baso Contoh", NIP]]).kind == "madrasah"
    assert seen([["Nama", "Kepala Madrasah", "Kecamatan"], ["MI Contoh Satu", "Baso", "Gantarang"]]).kind == "madrasah"


def test_a_head_alone_makes_no_teacher() -> None:
    lines = [GURU, ["Budi Contoh", "MI Contoh Satu", "Guru", "Baso Contoh"], ["", "MI Contoh Satu", "", "Baso Contoh"]]
    assert [row.text("name") for row in read(lines)] == ["Budi Contoh"]


# -- Who is meant --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_madrasah_that_names_a_head_is_counted_once(cast: Cast) -> None:
    Assignment.objects.filter(madrasah=cast.satu, role=Role.KEPALA).delete()
    make_teacher(cast.satu, name="Ramli Contoh")
    make_teacher(cast.empat, name="Nurhayati Contoh")
    lima, enam = (make_madrasah(cast.kecamatan, name=f"MI Contoh {word}") for word in ("Lima", "Enam"))
    make_teacher(lima, name="Sitti Rahma Contoh")
    run = listed(
        cast.jafar,
        ("MI Contoh Satu", "Drs. RAMLI CONTOH, M.Pd", ""),
        ("MI Contoh Dua", "Citra Contoh", ""),
        ("MI Contoh Tiga", "Orang Lain Contoh", ""),
        ("MI Contoh Empat", "Nurhayati Contoh", ""),
        ("MI Contoh Lima", "Rahma Contoh", ""),
        ("MI Contoh Enam", "Tidak Tercatat", ""),
    )
    assert states(run) == {
        "MI Contoh Satu": HeadState.FOUND,
        "MI Contoh Dua": HeadState.HELD,
        "MI Contoh Tiga": HeadState.OTHER,
        "MI Contoh Empat": HeadState.OTHER,
        "MI Contoh Lima": HeadState.ASKED,
        "MI Contoh Enam": HeadState.MISSING,
    }
    assert sum_words(heads_of(run, cast.jafar)) == (
        "Berkas ini menyebut kepala 6 madrasah: 1 ditemukan, 1 perlu dipilih, 1 sudah tercatat, "
        "2 sudah punya kepala lain, dan 1 belum ditemukan."
    )
    make_teacher(enam, name="Tidak Tercatat")
    assert states(run)["MI Contoh Enam"] == HeadState.FOUND


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("people", "written", "nip", "state"),
    [
        ([("Ramli Contoh", "")], "Ramli Contoh", NIP, HeadState.FOUND),
        ([("Ramli Contoh", NIP)], "Ramli Contoh", NIP, HeadState.FOUND),
        ([("Ramli Contoh", NIP)], "Ramli Contoh", OTHER_NIP, HeadState.ASKED),
        ([("Ramli Contoh", NIP)], "Darwis Contoh", NIP, HeadState.ASKED),
        ([("Ramli Contoh", ""), ("Ramli Contoh", "")], "Ramli Contoh", "", HeadState.ASKED),
        ([("Ramli Contoh", NIP), ("Ramli Contoh", "")], "Ramli Contoh", NIP, HeadState.FOUND),
        ([("Muhammad Ramli", "")], "Muh. Ramli, S.Pd", "", HeadState.FOUND),
        ([("Ramly Contoh", "")], "Ramli Contoh", "", HeadState.ASKED),
        ([("Bakri Contoh", "")], "Ramli", "", HeadState.MISSING),
    ],
)
def test_only_one_whom_nothing_contradicts_is_found(cast: Cast, people, written: str, nip: str, state) -> None:
    headless(cast)
    for name, number in people:
        make_teacher(cast.satu, name=name, nip=number)
    assert states(listed(cast.jafar, ("MI Contoh Satu", written, nip))) == {"MI Contoh Satu": state}


@pytest.mark.django_db
def test_a_nip_of_somebody_elsewhere_is_asked_and_never_taken(cast: Cast) -> None:
    headless(cast)
    there = make_teacher(cast.dua, name="Ramli Contoh", nip=NIP)
    (head,) = heads_of(listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", NIP)), cast.jafar)
    assert (head.state, head.people) == (HeadState.ASKED, (there,))


@pytest.mark.django_db
def test_a_teacher_list_names_heads_by_column_and_by_office(cast: Cast) -> None:
    headless(cast)
    lines = [
        GURU,
        ["Ramli Contoh", "MI Contoh Satu", "Kepala Madrasah", ""],
        ["Bakri Contoh", "MI Contoh Satu", "Guru", "Ramli Contoh, S.Pd"],
        ["Ani Contoh", "MI Contoh Dua", "Guru", "Darwis Contoh"],
        ["Darwis Contoh", "MI Contoh Dua", "Kepala Madrasah", "Ani Contoh"],
        ["Tuti Contoh", "MI Bayangan", "Guru", "Salma Contoh"],
    ]
    run = applied(upload(xlsx(*lines), cast.jafar))
    assert states(run) == {
        "MI Bayangan": HeadState.MISSING,
        "MI Contoh Dua": HeadState.ASKED,
        "MI Contoh Satu": HeadState.FOUND,
    }
    missing = next(head for head in heads_of(run, cast.jafar) if head.state == HeadState.MISSING)
    assert "Madrasah ini belum terdaftar." in missing.why


# -- One press -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_press_appoints_all_that_are_ticked_or_chosen(cast: Cast) -> None:
    headless(cast)
    ramli, rahma = make_teacher(cast.satu, name="Ramli Contoh"), make_teacher(cast.dua, name="Sitti Rahma Contoh")
    rows = (
        ("MI Contoh Satu", "Plt Ramli Contoh", ""),
        ("MI Contoh Dua", "Rahma Contoh", ""),
        ("MI Contoh Tiga", "Siapa", ""),
    )
    run = listed(cast.jafar, *rows)
    client, url = page_of(cast.jafar, run)
    page = client.get(url)
    assert page.context["form"]["found"].value() == [f"{cast.satu.pk}-{ramli.pk}"]
    assert not page.context["form"]["since"].value()
    ticked = {"found": f"{cast.satu.pk}-{ramli.pk}", f"pilih-{cast.dua.pk}": str(rahma.pk)}
    assert "Menjabat sejak belum diisi." in client.post(url, ticked).content.decode()
    assert not Assignment.objects.filter(role=Role.KEPALA).exists()
    after = client.post(url, ticked | {"since": "2025-07-01"}, follow=True).content.decode()
    assert "2 kepala bertugas sejak 1 Juli 2025." in after
    offices = Assignment.objects.filter(role=Role.KEPALA).order_by("madrasah")
    assert [(one.person, one.madrasah, one.is_acting, one.since) for one in offices] == [
        (ramli, cast.satu, True, SINCE),
        (rahma, cast.dua, False, SINCE),
    ]
    assert "2 sudah tercatat dan 1 belum ditemukan" in after
    assert offices[0].events.latest("pgh_id").pgh_context.metadata["reason"] == "Kepala dari berkas guru.xlsx"


@pytest.mark.django_db
def test_a_day_to_come_is_said_shown_at_the_madrasah_and_no_longer_waited_for(cast: Cast) -> None:
    headless(cast)
    person = make_teacher(cast.satu, name="Ramli Contoh")
    run, waiting = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", "")), register_of(cast.jafar)
    client, url = page_of(cast.jafar, run)
    since = today() + timedelta(days=40)
    words = {"found": f"{cast.satu.pk}-{person.pk}", "since": since.isoformat()}
    assert f"1 kepala bertugas mulai {date_plain(since)}." in client.post(url, words, follow=True).content.decode()
    place = client.get(reverse("madrasah:madrasah-detail", args=[cast.satu.pk])).content.decode()
    assert f"Kepala madrasah, mulai {date_plain(since)}" in place and "Belum ada kepala" not in place
    assert waiting and register_of(cast.jafar).unheaded == waiting.unheaded - 1
    assert cast.satu not in Madrasah.objects.without_head(today())


@pytest.mark.django_db
def test_pressed_twice_it_is_done_once(cast: Cast) -> None:
    headless(cast)
    person = make_teacher(cast.satu, name="Ramli Contoh")
    run = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", ""))
    chosen = {cast.satu.pk: person.pk}
    assert len(appoint_heads(run=run, chosen=chosen, since=SINCE, by=cast.jafar)) == 1
    assert appoint_heads(run=run, chosen=chosen, since=SINCE, by=cast.jafar) == []


@pytest.mark.django_db
def test_whom_the_file_does_not_mean_and_a_madrasah_with_another_head_are_refused(cast: Cast) -> None:
    person, stranger = make_teacher(cast.satu, name="Ramli Contoh"), make_teacher(cast.satu, name="Bakri")
    run = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", ""))
    for one in (person, stranger):
        with pytest.raises(Refused, match="belum ada yang ditunjuk"):
            appoint_heads(run=run, chosen={cast.satu.pk: one.pk}, since=SINCE, by=cast.jafar)
    assert Assignment.objects.get(madrasah=cast.satu, role=Role.KEPALA).person == cast.baso.person


@pytest.mark.django_db
def test_what_the_office_forbids_for_one_appoints_nobody(cast: Cast) -> None:
    headless(cast)
    ramli, rahma = make_teacher(cast.satu, name="Ramli Contoh"), make_teacher(cast.dua, name="Rahma Contoh")
    make_assignment(cast.citra.person, Role.KEPALA, cast.dua, since=date(2020, 1, 1), until=date(2025, 12, 31))
    run = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", ""), ("MI Contoh Dua", "Rahma Contoh", ""))
    with pytest.raises(ValidationError, match=r"Citra Contoh, M\.Pd\. tercatat sebagai Kepala"):
        appoint_heads(run=run, chosen={cast.satu.pk: ramli.pk, cast.dua.pk: rahma.pk}, since=SINCE, by=cast.jafar)
    assert not Assignment.objects.filter(madrasah=cast.satu, role=Role.KEPALA).exists()


@pytest.mark.django_db
def test_a_link_that_dies_with_the_office_is_told(cast: Cast) -> None:
    headless(cast)
    person = make_teacher(cast.satu, name="Ramli Contoh")
    client_of(cast.jafar).post(reverse("madrasah:account-activate", args=[person.pk]))
    run = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", ""))
    client, url = page_of(cast.jafar, run)
    words = {"found": f"{cast.satu.pk}-{person.pk}", "since": "2025-07-01"}
    assert (
        "Tautan akun Ramli Contoh yang sudah dikirim tidak berlaku lagi"
        in client.post(url, words, follow=True).content.decode()
    )


# -- Who, when, and what comes after -------------------------------------------------------------


@pytest.mark.django_db
def test_heads_are_appointed_by_who_grants_that_office_and_only_after_applying(cast: Cast) -> None:
    lines = [GURU, ["Ramli Contoh", "MI Contoh Satu", "Kepala Madrasah", ""]]
    run = upload(xlsx(*lines), cast.jafar)
    with pytest.raises(Refused, match="sesudah berkasnya diterapkan"):
        appoint_heads(run=run, chosen={}, since=SINCE, by=cast.jafar)
    own = applied(upload(xlsx(*lines), cast.faisal))
    with pytest.raises(Refused, match="oleh operator wilayah atau pengawas"):
        appoint_heads(run=own, chosen={}, since=SINCE, by=cast.faisal)
    link = reverse("madrasah:import-heads", args=[own.pk])
    assert link not in client_of(cast.faisal).get(reverse("madrasah:import-run", args=[own.pk])).content.decode()


@pytest.mark.django_db
def test_that_heads_come_after_applying_is_said_only_before_it_and_of_no_refused_row(cast: Cast) -> None:
    headless(cast)
    later, lines = (
        "Belum ada yang ditunjuk; sesudah diterapkan",
        [GURU, ["Ramli Contoh", "MI Contoh Satu", "Kepala", ""]],
    )
    run = upload(xlsx(*lines, ["Salma Contoh", "SD Negeri 5 Contoh", "Kepala Sekolah", ""]), cast.jafar)
    client, url = client_of(cast.jafar), reverse("madrasah:import-run", args=[run.pk])
    before = client.get(url).content.decode()
    assert later in before and before.count("Peran tidak diimpor.") == 2 and "sekaligus sesudah berkas" not in before
    applied(run)
    assert later not in client.get(url).content.decode()


@pytest.mark.django_db
def test_the_run_leads_there(cast: Cast) -> None:
    headless(cast)
    run = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", ""))
    page = client_of(cast.jafar).get(reverse("madrasah:import-run", args=[run.pk])).content.decode()
    assert reverse("madrasah:import-heads", args=[run.pk]) in page


@pytest.mark.django_db
def test_undoing_names_the_offices_that_rest_on_it_and_leaves_the_others(cast: Cast) -> None:
    headless(cast)
    run = applied(upload(xlsx(GURU, ["Ramli Contoh", "MI Contoh Satu", "Kepala Madrasah", ""]), cast.jafar))
    new = Person.objects.get(name="Ramli Contoh")
    appoint_heads(run=run, chosen={cast.satu.pk: new.pk}, since=SINCE, by=cast.jafar)
    assert "Ramli Contoh sudah memegang tugas" in (why_not_undo(run) or "")
    places = listed(cast.jafar, ("MI Contoh Baru", "Ramli Contoh", ""))
    make_assignment(new, Role.KEPALA, Madrasah.objects.get(name="MI Contoh Baru"), since=SINCE)
    assert "MI Contoh Baru sudah punya kepala atau petugas lain" in (why_not_undo(places) or "")


@pytest.mark.django_db
def test_who_stood_there_before_stays_head_when_the_file_is_taken_back(cast: Cast) -> None:
    headless(cast)
    make_user(person := make_teacher(cast.satu, name="Ramli Contoh"))
    run = listed(cast.jafar, ("MI Contoh Satu", "Ramli Contoh", ""))
    appoint_heads(run=run, chosen={cast.satu.pk: person.pk}, since=SINCE, by=cast.jafar)
    undo = client_of(cast.jafar).get(reverse("madrasah:import-undo", args=[run.pk])).content.decode()
    assert "Kepala yang sudah ditunjuk dari berkas ini tetap menjabat" in undo
    undo_import(run=run, by=cast.jafar)
    assert person.assignments.filter(role=Role.KEPALA).exists()
    with pytest.raises(Refused, match="sesudah berkasnya diterapkan"):
        appoint_heads(run=run, chosen={}, since=SINCE, by=cast.jafar)
