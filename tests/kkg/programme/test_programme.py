"""Programmes: rows that move, the copy of the last one, the way to a session, counts with their n."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from core.formats import date_plain
from kkg.models import Programme, Session
from kkg.postponements.actions import cancel_session
from kkg.programme.actions import copy_last_programme, schedule_planned, start_programme, tie_session
from kkg.programme.models import KINDS
from kkg.programme.reports import year_meetings
from kkg.programme.tally import Counted, packs, shares, year_tally
from kkg.sessions.actions import copy_session
from tests.cast import client_of
from tests.clock import days_from_now, on_day
from tests.kkg.makers import close, make_session, make_topic
from tests.kkg.programme_makers import make_plan, make_programme

pytestmark = on_day(2026, 11, 23)

LIST = "/kkg/program/"


def sheet(programme, *rows: dict, action: str = "simpan") -> dict:
    data = {"aksi": action, "revision": programme.revision, "goals": "Contoh", "r-TOTAL_FORMS": len(rows)}
    data["r-INITIAL_FORMS"] = 0
    for at, row in enumerate(rows):
        data |= {f"r-{at}-{name}": value for name, value in ({"kind": "rutin"} | row).items()}
    return data


# -- Counting, by hand -----------------------------------------------------------------------------------


def test_two_held_and_one_planned_of_a_pack_read_so() -> None:
    rows = [Counted(kind="rutin", is_held=held, pack="RPP") for held in (True, True, False)]
    (pack,) = packs([*rows, Counted(kind="umum", is_held=True)])
    assert (pack.name, pack.words) == ("RPP", "2 dari 3 pertemuan, 1 lagi direncanakan")
    assert pack.is_planned_enough


def test_a_year_of_eleven_is_not_enough_and_says_what_is_planned() -> None:
    rows = [Counted(kind="rutin", is_held=at < 9) for at in range(11)]
    tally = year_tally(rows)
    assert (tally.held, tally.planned, tally.wanted, tally.is_planned_enough) == (9, 2, 12, False)


def test_shares_name_every_kind_and_carry_their_n() -> None:
    rows = [Counted(kind=kind, is_held=True) for kind in ("rutin", "rutin", "umum")]
    found = {share.kind: (share.count, share.of) for share in shares(rows, dict(KINDS))}
    assert found == {"umum": (1, 3), "rutin": (2, 3), "pengembangan": (0, 3), "penunjang": (0, 3)}


# -- From rows ------------------------------------------------------------------------------------------


def test_the_year_counts_held_planned_and_waiting_but_nothing_called_off(cast) -> None:
    programme = make_programme(cast)
    held = make_session(cast, days=-3)
    make_topic(held)
    close(held, cast.daeng)
    tie_session(planned=make_plan(programme, pack="RPP"), session=held, by=cast.gita)
    make_plan(programme, "Tanpa tanggal", pack="rpp")
    cancel_session(session=make_session(cast, days=2), reason="Jalan putus", by=cast.gita)
    found = year_meetings(cast.group, held.school_year)
    assert [(row.is_held, row.pack) for row in found] == [(True, "RPP"), (False, "rpp")]
    page = client_of(cast.aminah).get(f"{LIST}{programme.pk}/").content.decode()
    assert "2 dari 3" not in page and "1 dari 3 pertemuan, 1 lagi direncanakan" in page
    assert "Rambu-rambu Pengembangan Kegiatan KKG dan MGMP" in page


def test_one_press_makes_the_session_once(cast) -> None:
    planned = make_plan(make_programme(cast), date=days_from_now(9), jp=4)
    client = client_of(cast.gita)
    answers = [client.post(f"/kkg/rencana/{planned.pk}/jadwalkan/") for _ in range(2)]
    session = Session.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/kkg/pertemuan/{session.pk}/ubah/"}
    assert (session.planned, session.jp, session.date) == (planned, 4, days_from_now(9))


def test_a_plan_without_a_date_says_what_lacks(cast) -> None:
    planned = make_plan(make_programme(cast))
    with pytest.raises(ValidationError, match="perkiraan tanggal"):
        schedule_planned(planned=planned, by=cast.gita)


def test_a_copy_of_a_tied_session_is_offered_to_the_one_plan_of_its_theme(cast) -> None:
    programme = make_programme(cast)
    first, second = (make_plan(programme, "Gizi") for _ in range(2))
    held = make_session(cast, title="Gizi")
    tie_session(planned=first, session=held, by=cast.gita)
    told = {"date": days_from_now(1), "with_topics": False, "client_token": uuid4(), "by": cast.gita}
    copy = copy_session(session=held, **told)
    address, client = f"/kkg/rencana/{second.pk}/kaitkan/", client_of(cast.gita)
    page = client.get(address).content.decode()
    assert f'<option value="{copy.pk}" selected>' in page and "sudah dipilihkan" in page
    make_plan(programme, "GIZI")
    assert f'<option value="{copy.pk}" selected>' not in client.get(address).content.decode()


def test_a_session_is_tied_to_one_plan_of_its_own_group(cast) -> None:
    programme, session = make_programme(cast), make_session(cast)
    first, second = make_plan(programme), make_plan(programme, "Lain")
    client_of(cast.gita).post(f"/kkg/rencana/{first.pk}/kaitkan/", {"session": session.pk})
    first.refresh_from_db()
    assert first.session == session
    with pytest.raises(ValidationError, match="sudah dikaitkan"):
        tie_session(planned=second, session=session, by=cast.gita)
    with pytest.raises(ValidationError, match="KKG lain"):
        tie_session(planned=second, session=make_session(cast, group=cast.other_group), by=cast.gita)


def test_a_meeting_of_the_officers_is_not_offered_for_a_plan(cast) -> None:
    planned = make_plan(make_programme(cast))
    committee = make_session(cast, title="Rapat Contoh", kind=Session.Kind.RAPAT)
    make_session(cast, title="Rutin Contoh")
    page = client_of(cast.gita).get(f"/kkg/rencana/{planned.pk}/kaitkan/").content.decode()
    assert "Rutin Contoh" in page and "Rapat Contoh" not in page
    with pytest.raises(ValidationError, match="Rapat pengurus"):
        tie_session(planned=planned, session=committee, by=cast.gita)


def test_rows_move_without_script_and_are_saved_in_their_order(cast) -> None:
    programme, client = make_programme(cast), client_of(cast.gita)
    rows = ({"title": "Satu"}, {"title": "Dua"})
    moved = client.post(f"{LIST}{programme.pk}/ubah/", sheet(programme, *rows, action="naik-1"))
    assert moved.content.decode().index("Dua") < moved.content.decode().index("Satu")
    assert not programme.planned.exists()
    client.post(f"{LIST}{programme.pk}/ubah/", sheet(programme, *reversed(rows)))
    assert [row.title for row in programme.planned.all()] == ["Dua", "Satu"]


def test_a_row_that_is_a_session_cannot_be_dropped(cast) -> None:
    programme = make_programme(cast)
    planned = make_plan(programme)
    tie_session(planned=planned, session=make_session(cast), by=cast.gita)
    client, row = client_of(cast.gita), {"pk": planned.pk, "title": planned.title}
    page = client.post(f"{LIST}{programme.pk}/ubah/", sheet(programme, row, action="hapus-0"))
    assert planned.title in page.content.decode()
    client.post(f"{LIST}{programme.pk}/ubah/", sheet(programme, {"title": "Lain"}))
    assert [kept.title for kept in programme.planned.all()] == ["Lain", planned.title]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"title": "Contoh", "date": "0206-01-01"}, "Pertemuan 1: Tahun 206 di luar jangkauan"),
        ({"title": "Contoh", "jp": "99"}, "Pertemuan 1: JP paling besar 16."),
        ({"title": "Contoh", "kind": "aneh"}, "Pertemuan 1: Jenis: pilihan itu tidak ada"),
    ],
)
def test_a_wrong_row_is_named(cast, row, sentence) -> None:
    programme = make_programme(cast)
    page = client_of(cast.gita).post(f"{LIST}{programme.pk}/ubah/", sheet(programme, row))
    assert sentence in page.content.decode()
    assert not programme.planned.exists()


def test_a_day_outside_the_semester_is_kept_and_pointed_out(cast) -> None:
    programme = make_programme(cast)
    day = programme.semester.kkg_days.starts_on - timedelta(days=1)
    address, row = f"{LIST}{programme.pk}/ubah/", {"title": "Contoh", "date": day.isoformat()}
    page = client_of(cast.gita).post(address, sheet(programme, row), follow=True).content.decode()
    assert f"“Contoh”: {date_plain(day)} di luar semester ini" in page
    assert programme.planned.get().date == day


def test_an_old_sheet_does_not_overwrite_a_newer_one(cast) -> None:
    programme, client = make_programme(cast), client_of(cast.gita)
    client.post(f"{LIST}{programme.pk}/ubah/", sheet(programme, {"title": "Baru"}))
    page = client.post(f"{LIST}{programme.pk}/ubah/", sheet(programme, {"title": "Lama"}))
    assert "orang lain mengubah data ini" in page.content.decode()
    assert [row.title for row in programme.planned.all()] == ["Baru"]


def test_the_last_programme_is_copied_without_dates_and_not_twice(cast) -> None:
    make_plan(make_programme(cast, goals="Tujuan Contoh"), pack="RPP", date=days_from_now(1))
    values = {"group": cast.group, "semester": cast.next_semester, "goals": "", "by": cast.gita}
    following = start_programme(with_last=True, **values)
    assert copy_last_programme(programme=following, by=cast.gita) == 0
    following.refresh_from_db()
    copied = following.planned.get()
    assert (copied.pack, copied.date, following.goals) == ("RPP", None, "Tujuan Contoh")
    assert start_programme(with_last=True, **values) == following


def test_a_new_programme_leads_to_its_rows_and_is_there_once(cast) -> None:
    data = {"group": cast.group.pk, "semester": cast.semester.pk, "goals": "Contoh"}
    answers = [client_of(cast.gita).post(f"{LIST}baru/", data) for _ in range(2)]
    programme = Programme.objects.get()
    assert {answer["Location"] for answer in answers} == {f"{LIST}{programme.pk}/ubah/"}


def test_a_kkgs_page_leads_to_its_own_programmes(cast) -> None:
    make_programme(cast)
    client = client_of(cast.gita)
    own, other = (client.get(LIST, {"kkg": pk}).context["lines"] for pk in (cast.group.pk, cast.group.pk + 1))
    assert (len(own), len(other)) == (1, 0)
    assert f"{LIST}?kkg={cast.group.pk}" in client.get(f"/kkg/{cast.group.pk}/").content.decode()
