"""A madrasah closes, is merged into another, or gets a new name: over all rules, with the way back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from config.closing import CLOSING_RULES
from core.refusals import Refused
from kkg.models import Attendance
from madrasah.closings.actions import close_madrasah, plan_closing, rename_madrasah, reopen_madrasah
from madrasah.closings.rules import Closing
from madrasah.models import MadrasahClosing, Placement
from madrasah.work.actions import place_person
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency import sheet_makers as sheets
from tests.factories import make_teacher
from tests.kkg.makers import make_session

pytestmark = on_day(2026, 11, 23)

LAST, NEXT = date(2026, 11, 30), date(2026, 12, 1)


def close(cast: Cast, *, into: bool = False, last: date = LAST) -> MadrasahClosing:
    facts = Closing(cast.satu, last, cast.tiga if into else None)
    return close_madrasah(closing=facts, reason="SK Contoh 1/2026", rules=CLOSING_RULES, by=cast.jafar)


def standing(cast: Cast) -> list:
    rows = [cast.satu.placements, cast.satu.assignments, cast.satu.group_places]
    return [list(found.order_by("pk").values_list("pk", "since", "until")) for found in rows]


def test_closed_all_terms_end_on_the_last_day(cast: Cast) -> None:
    close(cast)
    assert {end for rows in standing(cast) for _, _, end in rows} == {LAST}
    cast.satu.refresh_from_db()
    assert cast.satu.closed_on == LAST


def test_nobody_is_placed_after_the_last_day(cast: Cast) -> None:
    close(cast)
    cast.satu.refresh_from_db()
    late = Placement(madrasah=cast.satu, since=NEXT)
    with pytest.raises(ValidationError, match="tutup sesudah 30 November 2026"):
        place_person(person=cast.gita.person, placement=late, by=cast.jafar)


def test_no_session_is_held_there_after_the_last_day(cast: Cast) -> None:
    close(cast)
    data = {"group": cast.group.pk, "title": "Tema Contoh", "kind": "rutin", "date": "2026-12-05"}
    data |= {"madrasah": cast.satu.pk, "client_token": "00000000-0000-4000-8000-000000000001"}
    page = client_of(cast.gita).post("/kkg/pertemuan/baru/", data).content.decode()
    assert "tutup sesudah 30 November 2026" in page


def test_merged_posts_go_on_at_the_other_from_the_next_day(cast: Cast) -> None:
    close(cast, into=True)
    post = cast.aminah.person.placements.get(madrasah=cast.tiga)
    assert (post.since, post.until, post.is_home) == (NEXT, None, True)
    assert cast.group.group_places.get(madrasah=cast.tiga).since == NEXT
    assert not cast.tiga.assignments.filter(person=cast.baso.person).exists()


def test_who_has_the_post_there_already_is_not_placed_twice(cast: Cast) -> None:
    there = Placement.objects.create(person=cast.aminah.person, madrasah=cast.tiga, since=date(2025, 7, 1))
    close(cast, into=True)
    assert cast.aminah.person.placements.get(madrasah=cast.tiga) == there


@pytest.mark.parametrize("into", [False, True])
def test_undone_all_is_as_before(cast: Cast, into: bool) -> None:
    before, people = standing(cast), Placement.objects.count()
    make_session(cast, days=20, madrasah=cast.satu)
    done = close(cast, into=into)
    reopen_madrasah(closing=done, rules=CLOSING_RULES, by=cast.jafar)
    reopen_madrasah(closing=done, rules=CLOSING_RULES, by=cast.jafar)
    assert (standing(cast), Placement.objects.count()) == (before, people)
    cast.satu.refresh_from_db()
    assert cast.satu.closed_on is None


def test_what_rests_on_it_keeps_it(cast: Cast) -> None:
    done = close(cast, into=True, last=date(2026, 11, 1))
    session = make_session(cast, days=-1)
    Attendance.objects.create(session=session, school_year=2026, person=cast.aminah.person, madrasah=cast.tiga)
    with pytest.raises(Refused, match="kehadiran KKG sudah dicatat atas nama MI Contoh Tiga"):
        reopen_madrasah(closing=done, rules=CLOSING_RULES, by=cast.jafar)


def test_the_same_closing_twice_is_one_and_another_day_is_refused(cast: Cast) -> None:
    assert close(cast) == close(cast)
    with pytest.raises(Refused, match="sudah tutup"):
        close(cast, last=NEXT)


def test_a_sheet_after_the_last_day_forbids_that_day(cast: Cast) -> None:
    sheets.draft(cast.aminah, cast.baso, on=date(2026, 11, 20))
    with pytest.raises(Refused, match="20 November 2026"):
        close(cast, last=date(2026, 11, 10))


def test_who_has_not_begun_is_taken_back(cast: Cast) -> None:
    late = make_teacher(cast.satu, since=date(2027, 1, 4))
    close(cast, into=True)
    assert late.placements.get().since == date(2027, 1, 4)
    assert late.placements.get().madrasah == cast.tiga


def test_preview_names_who_is_concerned_before_anything_is_written(cast: Cast) -> None:
    client, address = client_of(cast.jafar), f"/madrasah/{cast.satu.pk}/gabung/"
    data = {"into": cast.tiga.pk, "last_day": LAST.isoformat(), "reason": "SK Contoh"}
    page = client.post(address, data)
    assert "berlanjut di MI Contoh Tiga sejak 1 Desember 2026" in page.content.decode()
    assert not MadrasahClosing.objects.exists()
    mark = page.context["form"].data["mark"]
    assert client.post(address, data | {"mark": mark}).status_code == 302
    assert "Digabungkan ke MI Contoh Tiga" in client.get(f"/madrasah/{cast.satu.pk}/").content.decode()
    done = MadrasahClosing.objects.get()
    assert client.post(f"/madrasah/{cast.satu.pk}/buka/{done.pk}/").status_code == 302


def test_plan_writes_nothing(cast: Cast) -> None:
    before = standing(cast)
    assert plan_closing(Closing(cast.satu, LAST, cast.dua), CLOSING_RULES).words
    assert standing(cast) == before


# -- Names ---------------------------------------------------------------------------------------------


def rename(cast: Cast, name: str = "MI Contoh Baru", since: date = date(2026, 11, 1)) -> None:
    rename_madrasah(madrasah=cast.satu, name=name, since=since, by=cast.jafar)
    cast.satu.refresh_from_db()


def test_days_before_the_change_keep_the_old_name(cast: Cast) -> None:
    rename(cast, "MI Contoh Tengah", date(2025, 1, 1))
    rename(cast)
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2026, 10, 31), date(2026, 11, 1)]
    names = ["MI Contoh Satu", "MI Contoh Tengah", "MI Contoh Tengah", "MI Contoh Baru"]
    assert [cast.satu.name_on(day) for day in days] == names


def test_a_new_name_can_not_begin_before_the_last_change(cast: Cast) -> None:
    rename(cast)
    with pytest.raises(ValidationError, match="baru berlaku sesudah 31 Oktober 2026"):
        rename(cast, "MI Contoh Lain", date(2026, 11, 1))


def test_search_finds_a_former_name(cast: Cast) -> None:
    rename(cast)
    page = client_of(cast.jafar).get("/madrasah/", {"q": "contoh satu"}).content.decode()
    assert "MI Contoh Baru" in page


def test_renamed_on_screen_and_taken_back(cast: Cast) -> None:
    client, address = client_of(cast.faisal), f"/madrasah/{cast.satu.pk}/ganti-nama/"
    tomorrow = {"name": "MI Contoh Baru", "since": "2026-11-24"}
    assert "belum tiba" in client.post(address, tomorrow).content.decode()
    client.post(address, {"name": "MI Contoh Baru", "since": "2026-11-02"})
    assert "MI Contoh Satu, sampai 1 November 2026" in client.get(address).content.decode()
    client.post(f"{address}batal/")
    cast.satu.refresh_from_db()
    assert (cast.satu.name, cast.satu.former_names.count()) == ("MI Contoh Satu", 0)


def test_lists_of_a_day_show_the_name_of_that_day(cast: Cast) -> None:
    session = make_session(cast, days=-60)
    sheet = sheets.shared(cast.aminah, cast.baso, on=date(2026, 10, 5))
    rename(cast)
    paper = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/kehadiran/").content.decode()
    assert "<small>MI Contoh Satu</small>" in paper
    assert "<small>MI Contoh Baru</small>" not in paper
    head = client_of(cast.baso).get(f"/supervisi/lembar/{sheet.pk}/").content.decode()
    assert "MI Contoh Satu" in head
    week = (session.date - timedelta(days=session.date.weekday())).isoformat()
    ledger = client_of(cast.baso).get("/supervisi/rpp/", {"minggu": week}).content.decode()
    assert "MI Contoh Satu" in ledger
