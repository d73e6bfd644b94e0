"""The roll call: one submit for all, no doubles, guests, and who may know the reasons."""

import io
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from kkg.attendance.actions import add_guest, mark_roll_call
from kkg.attendance.presenters import attendance_totals
from kkg.attendance.rosters import roster_of
from kkg.models import Attendance
from tests.cast import client_of
from tests.clock import days_from_now, in_the_morning, travel
from tests.factories import make_teacher
from tests.kkg.makers import call_roll, make_session


def url(session, rest: str = "kehadiran/") -> str:
    return f"/kkg/pertemuan/{session.pk}/{rest}"


def roll(session, **exceptions) -> dict:
    """What the form sends: everybody hadir, but p<pk>="izin"."""
    people = [entry.person.pk for entry in roster_of(session)]
    marks = {f"m-{pk}": exceptions.get(f"p{pk}", "hadir") for pk in people}
    return marks | {"revision": session.revision}


def crowd(cast, count: int) -> None:
    for _ in range(count):
        make_teacher(cast.satu)


def guest(**changed) -> dict:
    return {"name": "Tamu Contoh", "institution": "Dinas Contoh", "client_token": str(uuid4())} | changed


def text_of(answer) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_sixty_names_in_one_submit_and_again_without_doubles(cast, django_assert_max_num_queries) -> None:
    crowd(cast, 58)
    session, client = make_session(cast), client_of(cast.gita)
    data = roll(session, **{f"p{cast.aminah.person_id}": "izin"})
    client.get(url(session))
    with django_assert_max_num_queries(27):  # who may is asked at the door and again under the lock
        assert client.post(url(session), data).status_code == 302
    assert client.post(url(session), data).status_code == 302
    assert Attendance.objects.count() == 60
    assert Attendance.objects.get(person=cast.aminah.person).mark == "izin"


def test_a_repeated_roll_leaves_no_trace_in_the_history(cast) -> None:
    session = call_roll(make_session(cast), cast.gita)
    events = [row.events.count() for row in session.attendances.all()]
    call_roll(session, cast.daeng)
    assert [row.events.count() for row in session.attendances.all()] == events


def test_everybody_is_taken_as_present_at_first(cast) -> None:
    page = " ".join(client_of(cast.gita).get(url(make_session(cast))).content.decode().split())
    assert page.count('value="hadir" checked') == 2
    assert "2 hadir" in page


def test_the_roll_keeps_the_madrasah_of_the_day(cast) -> None:
    session = call_roll(make_session(cast, days=-3), cast.gita)
    cast.aminah.person.placements.update(madrasah=cast.tiga)
    assert session.attendances.get(person=cast.aminah.person).madrasah == cast.satu
    assert cast.aminah.person in [entry.person for entry in roster_of(session)]


def test_who_left_before_the_day_is_not_called(cast) -> None:
    make_teacher(cast.satu, until=days_from_now(-1), name="Sudah Pindah Contoh")
    names = [entry.person.name for entry in roster_of(make_session(cast))]
    assert names == ["Aminah Contoh", "Gita Contoh"]


def test_a_person_at_two_madrasah_is_called_once(cast) -> None:
    cast.aminah.person.placements.create(madrasah=cast.dua, since=days_from_now(-9), is_home=False)
    entries = [e for e in roster_of(make_session(cast)) if e.person == cast.aminah.person]
    assert [entry.madrasah for entry in entries] == [cast.satu]


def test_a_stale_roll_is_refused_with_the_typing_kept(cast) -> None:
    session = make_session(cast)
    old = roll(session, **{f"p{cast.aminah.person_id}": "sakit"})
    call_roll(session, cast.daeng)
    page = client_of(cast.gita).post(url(session), old)
    shown = " ".join(page.content.decode().split())
    assert "orang lain mengubah" in shown
    assert 'value="sakit" checked' in shown


def test_a_made_up_mark_is_named_with_its_person(cast) -> None:
    session = make_session(cast)
    data = roll(session, **{f"p{cast.aminah.person_id}": "bolos"})
    page = client_of(cast.gita).post(url(session), data).content.decode()
    assert "Kehadiran Aminah Contoh, S.Pd.I.: pilih hadir, izin, sakit, atau alpa." in page


def test_strangers_in_the_post_are_ignored(cast) -> None:
    session = make_session(cast)
    mark_roll_call(session=session, marks={cast.hasan.person_id: "hadir"}, revision=1, by=cast.gita)
    assert not session.attendances.exists()


def test_the_roll_of_tomorrow_waits(cast) -> None:
    answer = client_of(cast.gita).get(url(make_session(cast, days=1)))
    assert answer.status_code == 403


CALLERS = [("hasan", 404), ("aminah", 403), ("faisal", 403), ("daeng", 200)]


@pytest.mark.parametrize(("who", "status"), CALLERS)
def test_who_may_call_the_roll(cast, who, status) -> None:
    assert client_of(getattr(cast, who)).get(url(make_session(cast))).status_code == status


def test_the_page_asks_as_often_for_many_names_as_for_few(cast, django_assert_max_num_queries) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    client.get(url(session))
    for count in (0, 40):
        crowd(cast, count)
        with django_assert_max_num_queries(17):
            client.get(url(session))


def test_a_guest_is_noted_once_and_can_be_taken_off(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    data = guest(is_speaker="on")
    for _ in range(2):
        client.post(url(session, "kehadiran/tamu/"), data)
    row = session.attendances.get()
    assert (row.guest.name, row.speaker) == ("Tamu Contoh", session.speakers.get())
    client.post(url(session, f"kehadiran/{row.pk}/hapus/"))
    assert not session.attendances.exists()
    assert not session.speakers.exists()


def test_an_invited_kepala_stands_on_the_roll(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    data = guest(name="", institution="", person=cast.citra.person_id)
    client.post(url(session, "kehadiran/tamu/"), data)
    entry = next(e for e in roster_of(session) if e.person == cast.citra.person)
    assert (entry.madrasah, entry.mark, entry.is_invited) == (cast.dua, "hadir", True)


def test_an_invited_pengawas_counts_at_no_madrasah(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    client.post(url(session, "kehadiran/tamu/"), guest(name="", institution="", person=cast.daeng.person_id))
    assert session.attendances.get(person=cast.daeng.person).madrasah is None


@pytest.mark.parametrize("changed", [{"name": ""}, {"client_token": "x"}, {"name": "a\0"}, {"person": "0"}])
def test_a_wrong_guest_comes_back_with_a_sentence(cast, changed) -> None:
    page = client_of(cast.gita).post(url(make_session(cast), "kehadiran/tamu/"), guest(**changed))
    assert page.status_code == 200
    assert "Belum tersimpan" in page.content.decode()


def test_a_member_cannot_be_taken_off(cast) -> None:
    session = call_roll(make_session(cast), cast.gita)
    row = session.attendances.get(person=cast.aminah.person)
    client_of(cast.gita).post(url(session, f"kehadiran/{row.pk}/hapus/"))
    assert session.attendances.filter(pk=row.pk).exists()


def test_the_same_guest_token_is_one_row(cast) -> None:
    shared = {"session": make_session(cast), "institution": "", "is_speaker": False, "by": cast.gita}
    token = uuid4()
    first = add_guest(name="Tamu A", client_token=token, **shared)
    assert add_guest(name="Tamu A", client_token=token, **shared) == first


REASONS = [("gita", True), ("daeng", True), ("baso", True), ("citra", False), ("aminah", True)]


@pytest.mark.parametrize(("who", "knows"), REASONS)
def test_the_reason_is_for_officers_pengawas_own_kepala_and_oneself(cast, who, knows) -> None:
    session = call_roll(make_session(cast), cast.gita, **{f"p{cast.aminah.person_id}": "sakit"})
    page = client_of(getattr(cast, who)).get(url(session, "")).content.decode()
    assert ("Sakit" in page) is knows
    assert ("Tidak hadir" in page) is not knows


@pytest.mark.parametrize(("who", "knows"), REASONS[:4])
def test_the_paper_shows_nip_only_to_those_who_may_see_it(cast, who, knows) -> None:
    cast.aminah.person.nip = "198501012010012001"
    cast.aminah.person.save()
    answer = client_of(getattr(cast, who)).get(url(make_session(cast), "daftar-hadir.pdf"))
    assert ("198501012010012001" in text_of(answer)) is knows


def test_the_paper_names_everything_an_office_asks_for(cast) -> None:
    session = make_session(cast, place="Aula Contoh")
    text = text_of(client_of(cast.gita).get(url(session, "daftar-hadir.pdf")))
    for word in ("Kegiatan", session.title, "Aula Contoh", "Aminah Contoh", "MI Contoh Satu", "Tanda tangan"):
        assert word in text
    assert "Daeng Contoh" in text.partition("Mengetahui")[2]


def test_the_blank_paper_has_rows_but_no_names(cast) -> None:
    text = text_of(client_of(cast.gita).get(url(make_session(cast), "daftar-hadir.pdf?kosong=1")))
    assert "Aminah" not in text
    assert "20" in text


def test_outsiders_get_no_paper(cast) -> None:
    assert client_of(cast.hasan).get(url(make_session(cast), "daftar-hadir.pdf")).status_code == 404


def test_a_roll_that_changed_meanwhile_is_refused(cast) -> None:
    session = make_session(cast)
    call_roll(session, cast.gita)
    with pytest.raises(ValidationError):
        mark_roll_call(session=session, marks={cast.aminah.person_id: "alpa"}, revision=1, by=cast.daeng)


def seen(session, **exceptions) -> dict:
    """A roll that says what was stored when it was shown."""
    stored = ",".join(f"{entry.person.pk}:{entry.mark}" for entry in roster_of(session))
    return roll(session, **exceptions) | {"seen": stored}


def test_two_officers_who_tap_different_rows_lose_nothing(cast) -> None:
    session = make_session(cast)
    hers = seen(session, **{f"p{cast.aminah.person_id}": "izin"})
    his = seen(session, **{f"p{cast.gita.person_id}": "sakit"})
    for who, data in ((cast.gita, hers), (cast.daeng, his)):
        assert client_of(who).post(url(session), data).status_code == 302
    marks = dict(session.attendances.values_list("person", "mark"))
    assert marks == {cast.aminah.person_id: "izin", cast.gita.person_id: "sakit"}


def test_one_row_marked_differently_is_asked_about_and_not_overwritten(cast) -> None:
    session, key = make_session(cast), f"p{cast.aminah.person_id}"
    late = seen(session, **{key: "sakit"})
    client_of(cast.daeng).post(url(session), seen(session, **{key: "izin"}))
    page = client_of(cast.gita).post(url(session), late)
    assert "tersimpan dari orang lain: izin" in page.content.decode()
    assert session.attendances.get(person=cast.aminah.person).mark == "izin"
    chosen = late | {"seen": page.context["form"].seen_now}
    assert client_of(cast.gita).post(url(session), chosen).status_code == 302
    assert session.attendances.get(person=cast.aminah.person).mark == "sakit"


@in_the_morning
def test_the_page_keeps_only_what_was_tapped_until_the_button_is_pressed(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    data = seen(session, **{f"p{cast.aminah.person_id}": "izin"})
    answer = client.post(url(session, "kehadiran/simpan/"), data).json()
    assert (answer["saved"], session.attendances.get().mark) == ("09.41", "izin")
    assert f"{cast.gita.person_id}:," in answer["fields"]["seen"] + ","
    client.post(url(session, "kehadiran/simpan/"), data | answer["fields"] | {"whole": "1"})
    assert session.attendances.count() == 2


def test_an_untouched_name_never_undoes_what_another_officer_marked(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    data = seen(session, **{f"p{cast.gita.person_id}": "sakit"})
    call_roll(session, cast.daeng, **{f"p{cast.aminah.person_id}": "alpa"})
    session.attendances.filter(person=cast.gita.person).delete()
    for _ in range(2):
        data |= client.post(url(session, "kehadiran/simpan/"), data | {"whole": "1"}).json()["fields"]
    marks = dict(session.attendances.values_list("person", "mark"))
    assert marks == {cast.aminah.person_id: "alpa", cast.gita.person_id: "sakit"}


def test_a_stale_row_is_answered_with_409_and_the_way_on(cast) -> None:
    session, key = make_session(cast), f"p{cast.aminah.person_id}"
    late = seen(session, **{key: "sakit"})
    call_roll(session, cast.daeng, **{key: "izin"})
    answer = client_of(cast.gita).post(url(session, "kehadiran/simpan/"), late)
    assert (answer.status_code, answer.json()["url"]) == (409, "")


def test_the_same_guest_in_other_capitals_is_one_row_unless_from_elsewhere(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    for name, place in (("Sitti Contoh", ""), ("sitti  contoh", "KKG Lain"), ("Sitti Contoh", "Kampus Contoh")):
        client.post(url(session, "kehadiran/tamu/"), guest(name=name, institution=place))
    places = session.attendances.order_by("pk").values_list("guest_institution", flat=True)
    assert list(places) == ["KKG Lain", "Kampus Contoh"]


def test_a_guests_name_is_put_right_on_list_speakers_and_paper(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    client.post(url(session, "kehadiran/tamu/"), guest(is_speaker="on"))
    row = session.attendances.get()
    better = {"name": "Dr. Tamu Contoh", "institution": "KKG Contoh Lain"}
    assert client.post(url(session, f"kehadiran/{row.pk}/ubah/"), better).status_code == 302
    assert session.speakers.get().name == "Dr. Tamu Contoh"
    text = text_of(client.get(url(session, "daftar-hadir.pdf")))
    assert "Dr. Tamu Contoh" in text
    assert "KKG Contoh Lain" in text


def test_a_member_may_speak_without_being_marked_present(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    data = guest(name="", institution="", person=cast.aminah.person_id)
    assert "sudah ada di daftar" in client.post(url(session, "kehadiran/tamu/"), data).content.decode()
    client.post(url(session, "kehadiran/tamu/"), data | {"is_speaker": "on"})
    speaker = session.speakers.get()
    assert (speaker.person, session.attendances.count()) == (cast.aminah.person, 0)
    client.post(url(session, f"kehadiran/narasumber/{speaker.pk}/hapus/"))
    assert not session.speakers.exists()


@pytest.mark.parametrize(
    ("with_reasons", "told"), [(True, [(2, "hadir"), (1, "izin")]), (False, [(2, "hadir"), (1, "tidak hadir")])]
)
def test_totals_name_only_what_occurred(with_reasons, told) -> None:
    rows = [Attendance(mark=mark, person_id=1) for mark in ("hadir", "izin", "hadir")]
    assert attendance_totals(rows, with_reasons=with_reasons) == told
    assert attendance_totals(rows[:1], with_reasons=with_reasons) == [(1, "hadir")]
    guests = [Attendance(guest_name="Ibu Rosmini")]
    assert attendance_totals([*rows, *guests], with_reasons=with_reasons) == [*told, (1, "tamu")]


def joined_later(cast, session, **since) -> tuple:
    """A teacher who was written down as a member after the roll of this session was saved, by the form."""
    call_roll(session, cast.gita)
    with travel(datetime.now(UTC) + timedelta(minutes=1)):
        return make_teacher(cast.satu, name="Zainal Contoh", **since), client_of(cast.gita)


def test_who_became_a_member_after_the_roll_was_saved_is_not_present_by_default(cast) -> None:
    session = make_session(cast)
    late, client = joined_later(cast, session)
    page = client.get(url(session))
    assert "Belum dicatat: Zainal Contoh" in page.content.decode()
    form = page.context["form"]
    sent = {row["name"]: row["chosen"] for row in form.rows}
    sent |= {"seen": form.seen_now, "taken": form.taken_as, "revision": session.revision, "checked": ""}
    client.post(url(session, "kehadiran/simpan/"), sent | {"whole": "1"})
    client.post(url(session), sent)
    assert not session.attendances.filter(person=late).exists()
    assert "1 nama belum dicatat kehadirannya: Zainal Contoh" in client.get(url(session, "tutup/")).content.decode()
    client.post(url(session), sent | {f"m-{late.pk}": "alpa"})
    assert session.attendances.get(person=late).mark == "alpa"


def test_what_is_said_of_titled_names_ends_with_one_full_stop(cast) -> None:
    session = make_session(cast)
    late, client = joined_later(cast, session)
    late.title_after = "S.Pd."
    late.save()
    assert "Belum dicatat: Zainal Contoh, S.Pd. Ketuk" in client.get(url(session)).content.decode()
    closing = client.get(url(session, "tutup/")).content.decode()
    assert "kehadirannya: Zainal Contoh, S.Pd." in closing and "S.Pd.." not in closing


def test_the_law_assumes_nobody_who_came_onto_a_saved_roll(cast) -> None:
    session = make_session(cast)
    late, _ = joined_later(cast, session)
    mark_roll_call(session=session, marks={}, assumed={late.pk: "hadir"}, seen={}, revision=0, by=cast.gita)
    assert not session.attendances.filter(person=late).exists()


def test_who_was_marked_otherwise_by_another_hand_is_asked_also_when_late(cast) -> None:
    session = make_session(cast)
    late, _ = joined_later(cast, session)
    mark_roll_call(session=session, marks={late.pk: "alpa"}, seen={}, revision=0, by=cast.daeng)
    with pytest.raises(ValidationError, match="Zainal"):
        mark_roll_call(session=session, marks={late.pk: "hadir"}, seen={late.pk: ""}, revision=0, by=cast.gita)


def test_a_first_tap_leaves_the_others_present_by_default(cast) -> None:
    session = make_session(cast)
    mark_roll_call(session=session, marks={cast.aminah.person_id: "izin"}, seen={}, revision=0, by=cast.gita)
    rows = client_of(cast.gita).get(url(session)).context["form"].rows
    assert [row["chosen"] for row in rows] == ["izin", "hadir"]


def test_who_was_no_member_on_the_day_is_not_on_its_roll(cast) -> None:
    session = make_session(cast, days=-2)
    late, _ = joined_later(cast, session, since=days_from_now(0))
    assert late not in [entry.person for entry in roster_of(session)]
