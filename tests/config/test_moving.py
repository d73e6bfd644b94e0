"""A teacher who moves: drafts, RPP weeks, roster, sight before and after, two posts, back again, later."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from competency.models import Assessment, FollowUp, Rpp
from competency.rpp.actions import record_week
from competency.rpp.reports import rpp_week
from competency.rpp.weeks import RppMark, fingerprint, rows_of_week
from competency.sharing.actions import share_assessment
from core.refusals import Refused
from kkg.attendance.rosters import roster_of
from madrasah.models import Madrasah, Placement, User
from madrasah.roles import Role
from madrasah.work.actions import add_post, call_off_post, end_assignment, move_person
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day, today
from tests.competency import sheet_makers as sheets
from tests.factories import make_assignment, make_person, make_user
from tests.kkg.makers import make_session

pytestmark = on_day(2026, 11, 23)


def move(cast: Cast, to: Madrasah, day: date | None = None) -> Placement:
    post = cast.aminah.person.placements.filter(is_home=True).latest("since")
    return move_person(placement=post, to=Placement(madrasah=to, since=day or today()), by=cast.jafar)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def sees(user: User, sheet: Assessment) -> bool:
    return Assessment.objects.visible_to(fresh(user)).filter(pk=sheet.pk).exists()


def mark(place: Madrasah, by: User, week: date, status: str, weeks: int = 1) -> int:
    teachers = [line.teacher.pk for line in rpp_week(place, week).lines]
    seen = fingerprint(rows_of_week(teachers, week))
    moment = timezone.make_aware(datetime.combine(week, time(12)))
    marks = [RppMark(pk, status, weeks=weeks) for pk in teachers]
    return record_week(madrasah=place, week=week, marks=marks, seen=seen, by=by, at=moment)


def test_a_draft_begun_before_is_finished_by_its_assessor(cast: Cast) -> None:
    draft = sheets.draft(cast.aminah, cast.baso)
    move(cast, cast.dua)
    sheets.fill(draft)
    share_assessment(assessment=draft, by=fresh(cast.baso), review=sheets.review(draft))
    assert sees(cast.aminah, draft)
    assert sheets.current(draft).madrasah == cast.satu
    assert not sees(cast.citra, draft)


def test_the_old_kepala_keeps_what_was_shared_and_sees_nothing_new(cast: Cast) -> None:
    old = sheets.shared(cast.aminah, cast.daeng)
    move(cast, cast.dua)
    new = sheets.shared(cast.aminah, fresh(cast.citra), on=today())
    assert (sees(cast.baso, old), sees(cast.baso, new)) == (True, False)
    assert (sees(cast.citra, old), sees(cast.citra, new)) == (False, True)


def test_a_later_kepala_of_the_old_madrasah_sees_neither_sheet_nor_followup(cast: Cast) -> None:
    sheet = sheets.shared(cast.aminah, cast.daeng)
    Assessment.objects.update(shared_at=timezone.now() - timedelta(days=1))
    move(cast, cast.dua)
    end_assignment(assignment=cast.baso.person.assignments.get(), until=today() - timedelta(days=1), by=cast.daeng)
    later = make_user(make_person())
    make_assignment(later.person, Role.KEPALA, cast.satu, since=today())
    assert not sees(later, sheet)
    assert not FollowUp.objects.visible_to(fresh(later)).exists()
    assert FollowUp.objects.visible_to(fresh(cast.aminah)).exists()


def test_in_the_week_of_the_move_one_madrasah_checks_for_both(cast: Cast) -> None:
    move(cast, cast.dua, today() + timedelta(days=2))
    mark(cast.satu, cast.baso, today(), "ada")
    there = next(line for line in rpp_week(cast.dua, today()).lines if line.teacher == cast.aminah.person)
    assert there.is_elsewhere


@pytest.mark.parametrize("status", ["ada", "belum_ada"])
def test_weeks_covered_ahead_by_the_old_madrasah_are_free_for_the_new(cast: Cast, status: str) -> None:
    next_week = today() + timedelta(weeks=1)
    mark(cast.satu, cast.baso, today(), "ada", weeks=3)
    move(cast, cast.tiga, next_week)
    line = rpp_week(cast.tiga, next_week).lines[0]
    assert (line.is_elsewhere, line.status) == (False, "")
    mark(cast.tiga, cast.hasan, next_week, status)
    row = Rpp.objects.get(teacher=cast.aminah.person, week=next_week)
    assert (row.madrasah, row.status, row.covered_by) == (cast.tiga, status, None)


def test_the_roster_is_that_of_the_day(cast: Cast) -> None:
    before, after = make_session(cast, days=-2), make_session(cast, days=2)
    move(cast, cast.tiga)
    called = [{entry.person for entry in roster_of(session)} for session in (before, after)]
    assert [cast.aminah.person in people for people in called] == [True, False]


def test_a_further_post_is_not_satminkal_and_ends_alone(cast: Cast) -> None:
    more = add_post(person=cast.aminah.person, placement=Placement(madrasah=cast.dua, since=today()), by=cast.jafar)
    assert not more.is_home
    session = make_session(cast, days=1)
    assert [e.place for e in roster_of(session) if e.person == cast.aminah.person] == ["MI Contoh Satu"]
    move_person(placement=more, to=Placement(madrasah=cast.tiga, since=today() + timedelta(days=1)), by=cast.jafar)
    posts = cast.aminah.person.placements.open(today() + timedelta(days=1))
    assert {(post.madrasah, post.is_home) for post in posts} == {(cast.satu, True), (cast.tiga, False)}


def test_back_at_the_old_madrasah_its_history_is_whole(cast: Cast) -> None:
    sheet = sheets.shared(cast.aminah, cast.daeng)
    move(cast, cast.dua, days_from_now(-20))
    move(cast, cast.satu, today())
    assert sees(cast.baso, sheet)
    assert cast.aminah.person.placements.filter(madrasah=cast.satu).count() == 2
    assert client_of(cast.citra).get(f"/guru/{cast.aminah.person.pk}/").status_code == 404


def test_a_move_to_come_changes_nothing_yet_and_can_be_called_off(cast: Cast) -> None:
    address = f"/guru/{cast.aminah.person.pk}/"
    post = move(cast, cast.dua, days_from_now(10))
    assert client_of(cast.baso).get(address).status_code == 200
    assert cast.aminah.person.placements.open().get().madrasah == cast.satu
    assert "Batalkan rencana ini" in client_of(cast.daeng).get(address).content.decode()
    client_of(cast.daeng).post(f"{address}tempat/{post.pk}/batal/")
    assert cast.aminah.person.placements.get().until is None
    assert cast.aminah.person.assignments.get(role=Role.TEACHER).until is None


def test_what_has_begun_is_not_called_off(cast: Cast) -> None:
    with pytest.raises(Refused, match="sudah berjalan"):
        call_off_post(placement=cast.aminah.person.placements.get(), by=cast.jafar)


def test_a_move_to_the_same_madrasah_is_no_move(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="sama dengan yang lama"):
        move(cast, cast.satu)
