"""Check-in by QR or PIN: one row a person whatever comes first, only in its hours, never lost by a log-in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import F
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from core.models import Miss
from core.refusals import Refused
from kkg.attendance.actions import invite_person, mark_roll_call
from kkg.attendance.rosters import roster_of
from kkg.checkin.actions import (
    GUESSES,
    GUESSES_OF_ADDRESS,
    STAMP_COOKIE,
    Stamp,
    check_in,
    close_check_in,
    extend_check_in,
    open_check_in,
    read_stamp,
    sign_stamp,
    stamp_of_pin,
)
from kkg.checkin.codes import pin_code, qr_code, qr_fits, usual_span
from kkg.models import Attendance, CheckInWindow, Session, WorkingGroup
from madrasah.models import User
from tests.cast import PASSWORD, client_of
from tests.clock import days_from_now, in_the_morning, today
from tests.factories import make_teacher
from tests.kkg.checkin_makers import code_of, make_window, scan
from tests.kkg.makers import call_roll, close, make_session, make_topic
from tests.worlds import standing

pytestmark = in_the_morning

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SECRET = "rahasia-contoh"


@standing
def session(cast):
    return make_session(cast)


@standing
def window(cast, session):
    return make_window(session, cast.gita)


def pin_of(window) -> str:
    return pin_code(window.secret, timezone.now())


def scanned(session, minutes: int = 0) -> Stamp:
    return Stamp(session.pk, timezone.now() + timedelta(minutes=minutes), "pindai")


def send(client, stamp: Stamp):
    return client.post("/h/kirim/", {"stamp": sign_stamp(stamp)}, follow=True)


def test_a_code_stands_a_minute_and_is_taken_one_minute_more() -> None:
    code = qr_code(SECRET, MORNING)
    assert qr_code(SECRET, MORNING + timedelta(seconds=59)) == code
    accepted = [qr_fits(SECRET, code, MORNING + timedelta(seconds=late)) for late in (0, 119, 120, -1)]
    assert accepted == [True, True, False, False]


def test_two_windows_never_share_a_code() -> None:
    assert qr_code("satu", MORNING) != qr_code("dua", MORNING)
    assert pin_code("satu", MORNING) != pin_code("dua", MORNING)


SPANS = [(MORNING + timedelta(minutes=10), (-20, 70)), (MORNING - timedelta(minutes=90), (0, 60)), (None, (0, 60))]


@pytest.mark.parametrize(("starts", "minutes"), SPANS)
def test_a_window_lies_around_the_start_or_begins_now(starts, minutes) -> None:
    opens, closes = minutes
    wanted = (MORNING + timedelta(minutes=opens), MORNING + timedelta(minutes=closes))
    assert usual_span(starts, MORNING) == wanted


def test_a_scan_is_a_row_with_its_way_and_time(cast, session, window) -> None:
    row = scan(window, cast.aminah)
    assert (row.mark, row.way, row.madrasah) == ("hadir", "pindai", cast.satu)
    assert row.checked_at == timezone.now()


def test_a_second_scan_keeps_the_first_time(cast, session) -> None:
    first = check_in(stamp=scanned(session), by=cast.aminah)
    again = check_in(stamp=scanned(session, minutes=9), by=cast.aminah)
    assert (again.pk, again.checked_at) == (first.pk, first.checked_at)


def test_a_person_at_two_madrasah_is_one_row_at_the_home_one(cast, session, window) -> None:
    cast.aminah.person.placements.create(madrasah=cast.dua, since=days_from_now(-9), is_home=False)
    scan(window, cast.aminah)
    scan(window, cast.aminah)
    assert session.attendances.get(person=cast.aminah.person).madrasah == cast.satu


def test_a_roll_saved_before_gives_way_to_a_scan(cast, session, window) -> None:
    call_roll(session, cast.gita, **{f"p{cast.aminah.person_id}": "alpa"})
    assert scan(window, cast.aminah).mark == "hadir"
    assert session.attendances.count() == 2


def test_a_roll_begun_before_the_scan_does_not_undo_it(cast, session, window) -> None:
    page = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    scan(window, cast.aminah)
    data = {f"m-{cast.aminah.person_id}": "alpa", f"m-{cast.gita.person_id}": "izin", "revision": 1}
    data["checked"] = page.context["form"].checked_now
    answer = client_of(cast.gita).post(f"/kkg/pertemuan/{session.pk}/kehadiran/", data, follow=True)
    marks = {row.person: row.mark for row in session.attendances.filter(person__isnull=False)}
    assert marks == {cast.aminah.person: "hadir", cast.gita.person: "izin"}
    assert "Tetap hadir karena presensi sendiri: Aminah" in answer.content.decode()


def test_an_officer_who_saw_the_scan_may_decide_otherwise(cast, session, window) -> None:
    scan(window, cast.aminah)
    page = client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/kehadiran/")
    assert "presensi 09.41" in page.content.decode()
    data = {f"m-{cast.aminah.person_id}": "izin", "revision": 1, "checked": page.context["form"].checked_now}
    client_of(cast.gita).post(f"/kkg/pertemuan/{session.pk}/kehadiran/", data)
    assert scan(window, cast.aminah).mark == "izin"
    shown = client_of(cast.aminah).get(f"/h/tercatat/{session.pk}/").content.decode()
    assert "Tercatat izin" in shown


def test_a_scan_leaves_the_open_roll_call_good(cast, session, window) -> None:
    before = session.revision
    scan(window, cast.aminah)
    marks = {entry.person.pk: "hadir" for entry in roster_of(session)}
    mark_roll_call(session=session, marks=marks, revision=before, by=cast.gita)
    assert session.attendances.count() == 2


def test_an_invited_kepala_checks_in_and_others_are_sent_to_an_officer(cast, session, window) -> None:
    with pytest.raises(Refused, match="Anda bukan anggota KKG ini"):
        scan(window, cast.citra)
    invite_person(session=session, person=cast.citra.person, is_speaker=False, by=cast.gita)
    assert scan(window, cast.citra).way == "pindai"
    assert not Attendance.objects.filter(person=cast.hasan.person).exists()


HOURS = [((5, 60), "Belum dibuka"), ((-60, -1), "Sudah ditutup")]


@pytest.mark.parametrize(("minutes", "words"), HOURS)
def test_outside_its_hours_a_code_says_so_and_stamps_nothing(cast, session, minutes, words) -> None:
    opens, closes = minutes
    window = make_window(session, cast.gita, opens=opens, closes=closes)
    answer = client_of(cast.aminah).get(f"/h/{code_of(window)}/")
    assert words in answer.content.decode()
    assert STAMP_COOKIE not in answer.cookies


def test_what_was_scanned_in_time_counts_after_the_window(cast, session) -> None:
    make_window(session, cast.gita, opens=-60, closes=-5)
    page = send(client_of(cast.aminah), scanned(session, minutes=-10))
    assert "09.31" in page.content.decode()
    assert session.attendances.get().checked_at == timezone.now() - timedelta(minutes=10)


def test_a_stamp_dies_after_a_day_or_when_touched(session) -> None:
    assert read_stamp(sign_stamp(scanned(session, minutes=-24 * 60 - 1))) is None
    assert read_stamp(sign_stamp(scanned(session)) + "x") is None
    assert read_stamp(sign_stamp(scanned(session))) == scanned(session)


def test_a_closed_session_sends_to_an_officer(cast, session, window) -> None:
    make_topic(session)
    stamp = scanned(session)
    close(session, cast.gita)
    session.attendances.all().delete()
    assert "sudah ditutup" in send(client_of(cast.aminah), stamp).content.decode()
    assert not session.attendances.exists()


CHANGES = [
    ({"cancelled_at": Now()}, "dibatalkan"),
    ({"removed_at": Now()}, "dibatalkan"),
    ({"date": F("date") + timedelta(weeks=1)}, "Tanggalnya berubah"),
]


@pytest.mark.parametrize(("changed", "words"), CHANGES)
def test_a_session_that_is_off_takes_nobody(cast, session, changed, words) -> None:
    type(session).objects.filter(pk=session.pk).update(**changed)
    assert words in send(client_of(cast.aminah), scanned(session)).content.decode()
    assert not session.attendances.exists()


def test_a_scan_survives_the_log_in_and_looking_writes_nothing(cast, session, window) -> None:
    phone = Client()
    page = phone.get(f"/h/{code_of(window)}/")
    assert session.title in page.content.decode()
    to_log_in = phone.post("/h/kirim/", {"stamp": page.context["stamp"]})
    phone.post(to_log_in.url, {"username": cast.aminah.username, "password": PASSWORD}, follow=True)
    phone.get("/h/kirim/")
    assert not session.attendances.exists()
    done = phone.post("/h/kirim/", follow=True).content.decode()
    assert "Anda tercatat hadir" in done
    assert f"/kkg/pertemuan/{session.pk}/" in done


def test_after_a_personal_link_home_leads_to_the_scan_that_waits(cast, session, window) -> None:
    phone = Client()
    phone.get(f"/h/{code_of(window)}/")
    phone.force_login(cast.aminah, backend="madrasah.accounts.backends.PersonBackend")
    assert phone.get("/").url == "/h/kirim/"
    phone.post("/h/kirim/", {"go": "lewati"})
    assert phone.get("/").status_code == 200
    assert not session.attendances.exists()


def test_sent_twice_is_one_row_and_the_second_scan_says_so(cast, session) -> None:
    client = client_of(cast.aminah)
    assert "Anda tercatat hadir" in send(client, scanned(session)).content.decode()
    assert "Anda tercatat hadir" in send(client, scanned(session)).content.decode()
    assert "Sudah tercatat hadir" in send(client, scanned(session, minutes=3)).content.decode()
    assert session.attendances.count() == 1


@pytest.mark.parametrize("code", ["1-ABCDEFGHJK", "0-A", "x", "99999999999-A", "12"])
def test_a_wrong_code_leads_to_the_pin(cast, window, code) -> None:
    page = Client().get(f"/h/{code}/")
    assert page.status_code == 200
    assert "Kodenya sudah berganti" in page.content.decode()


def test_the_pin_is_a_way_without_a_camera(cast, session, window) -> None:
    client, pin = client_of(cast.aminah), pin_of(window)
    page = client.post("/h/", {"pin": f"{pin[:3]} {pin[3:]}"}, follow=True)
    assert session.title in page.content.decode()
    client.post("/h/kirim/", {"stamp": page.context["stamp"]})
    assert session.attendances.get().way == "pin"


def test_a_pin_that_two_kkg_show_at_once_is_that_of_the_own_one(cast, session, window) -> None:
    far = make_window(make_session(cast, title="Pertemuan Seberang"), cast.gita)
    CheckInWindow.objects.filter(pk=far.pk).update(secret=window.secret)
    Session.objects.filter(pk=far.session_id).update(group=WorkingGroup.objects.create(name="KKG Contoh Seberang"))
    told = {"address": "203.0.113.9"}
    assert stamp_of_pin(pin_of(window), user=cast.aminah, **told).session_pk == session.pk
    with pytest.raises(ValidationError):
        stamp_of_pin(pin_of(window), user=None, **told)


@pytest.mark.parametrize("pin", ["12345", "abcdef", "", "1234567890123", "12\x003456", "١٢٣٤٥٦"])
def test_a_strange_pin_comes_back_with_a_sentence(cast, window, pin) -> None:
    page = Client().post("/h/", {"pin": pin})
    assert page.status_code == 200
    assert page.context["form"].errors


def wrong_pin(window) -> str:
    return str((int(pin_of(window)) + 1) % 10**6).zfill(6)


def test_guessing_ends_for_an_address_but_not_for_who_is_logged_in(cast, window) -> None:
    stranger = {"user": None, "address": "203.0.113.9"}
    with pytest.raises(ValidationError):
        stamp_of_pin(wrong_pin(window), **stranger)
    known = Miss.objects.get().by_digest
    assert "203.0.113.9" not in known
    Miss.objects.bulk_create(Miss(by_digest=known, at=timezone.now()) for _ in range(GUESSES_OF_ADDRESS.most))
    with pytest.raises(ValidationError, match="Terlalu banyak"):
        stamp_of_pin(pin_of(window), **stranger)
    assert stamp_of_pin(pin_of(window), user=cast.aminah, address="203.0.113.9")


def test_guessing_ends_for_an_account_for_a_quarter_of_an_hour(cast, window) -> None:
    client = client_of(cast.aminah)
    for _ in range(GUESSES.most):
        client.post("/h/", {"pin": wrong_pin(window)})
    assert "Terlalu banyak PIN" in client.post("/h/", {"pin": pin_of(window)}).content.decode()
    Miss.objects.update(at=timezone.now() - timedelta(minutes=15))
    assert client.post("/h/", {"pin": pin_of(window)}).status_code == 302


def test_a_room_behind_one_address_checks_in_within_two_minutes(cast, session, window) -> None:
    """Sixty people of one address, every other of whom mistypes once: nobody is kept out."""
    for number in range(60):
        phone = Client(REMOTE_ADDR="203.0.113.9")
        if number % 2:
            assert phone.post("/h/", {"pin": wrong_pin(window)}).status_code == 200
        assert phone.post("/h/", {"pin": pin_of(window)}).status_code == 302
    assert Miss.objects.count() == 30


def test_a_code_of_no_window_and_an_old_one_are_answered_alike(cast, window) -> None:
    unknown, old = f"999999-{'A' * 10}", f"{window.pk}-{'A' * 10}"
    pages = [Client().get(f"/h/{code}/") for code in (unknown, old, "bukan-kode")]
    assert len({(page.status_code, str(page.context["title"]), str(page.context["text"])) for page in pages}) == 1


def panel(session, rest: str = "") -> str:
    return f"/kkg/pertemuan/{session.pk}/presensi/{rest}"


def test_an_officer_opens_extends_and_closes(cast, session) -> None:
    client = client_of(cast.gita)
    assert "Belum dibuka" in client.get(panel(session, "layar/")).content.decode()
    client.post(panel(session), {"opens": "09:00", "closes": "10.30"})
    client.post(panel(session), {"go": "perpanjang"})
    session.check_in.refresh_from_db()
    assert timezone.localtime(session.check_in.closes_at).strftime("%H.%M") == "11.00"
    assert "<svg" in client.get(panel(session, "layar/")).content.decode()
    client.post(panel(session), {"go": "tutup"})
    assert "Sudah ditutup" in client.get(panel(session, "layar/")).content.decode()


WRONG_HOURS = [("09:00", "08:00", "sesudah jam buka"), ("08:00", "09:00", "sudah lewat"), ("x", "", "tidak")]


@pytest.mark.parametrize(("opens", "closes", "words"), WRONG_HOURS)
def test_wrong_hours_come_back_with_a_sentence(cast, session, opens, closes, words) -> None:
    page = client_of(cast.gita).post(panel(session), {"opens": opens, "closes": closes})
    assert words in page.content.decode()
    assert not hasattr(session, "check_in")


def test_a_window_not_yet_begun_goes_away_and_is_never_moved_past_the_day(cast, session) -> None:
    make_window(session, cast.gita, opens=30, closes=60)
    for _ in range(40):
        extend_check_in(session=session, by=cast.gita)
    session.refresh_from_db()
    assert timezone.localtime(session.check_in.closes_at).strftime("%d-%m %H.%M") == f"{today():%d-%m} 23.59"
    close_check_in(session=session, by=cast.gita)
    assert not type(session.check_in).objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_check_in_is_opened_on_the_day_only(cast, days) -> None:
    answer = client_of(cast.gita).get(panel(make_session(cast, days=days)))
    assert answer.status_code == 403
    assert "pada hari pertemuan" in answer.content.decode()


def test_the_screen_shows_this_minutes_code_and_no_name(cast, session, window) -> None:
    scan(window, cast.aminah)
    page = client_of(cast.gita).get(panel(session, "layar/")).content.decode()
    pin = pin_of(window)
    assert f"{pin[:3]} {pin[3:]}" in page
    assert "1 orang sudah presensi" in page
    assert "Aminah" not in page
    assert "style=" not in page


def test_reopening_keeps_the_one_window(cast, session, window) -> None:
    now = timezone.now()
    later = {"opens_at": now, "closes_at": now + timedelta(minutes=5)}
    assert open_check_in(session=session, by=cast.daeng, **later).pk == window.pk


def test_nobody_without_a_person_is_noted(cast, session) -> None:
    assert "Anda bukan anggota" in send(client_of(cast.keeper), scanned(session)).content.decode()
    assert not session.attendances.exists()


def at_once(stamp: Stamp, user) -> int:
    """One of many phones; each has a connection of its own."""
    try:
        return check_in(stamp=stamp, by=user).pk
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_lose_and_double_nothing(cast) -> None:
    people = [make_teacher(cast.satu) for _ in range(20)]
    session = make_session(cast)
    stamp = scanned(session)
    users = [User(person=person) for person in people] * 2
    with ThreadPoolExecutor(40) as phones:
        rows = list(phones.map(at_once, [stamp] * 40, users))
    assert len(set(rows)) == session.attendances.count() == 20
    assert session.attendances.filter(checked_at=stamp.at).count() == 20
