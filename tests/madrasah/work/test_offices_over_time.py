"""Offices that begin later, end by themselves, stand beside each other, and are put right afterwards."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from config.home import home_of
from core.formats import date_plain
from madrasah.models import Assignment, Person, User
from madrasah.roles import Role
from madrasah.scope import scope_of
from tests.cast import LONG_AGO, Cast, client_of
from tests.clock import days_from_now, today, travel
from tests.factories import make_assignment, make_person, make_teacher

SINCE = LONG_AGO.isoformat()


def fresh(user: User) -> User:
    """As the next request reads it."""
    return User.objects.get(pk=user.pk)


def give(cast: Cast, who: str, to: Person, role: str, **data: object) -> str:
    values = {"role": role, "madrasah": cast.satu.pk, "since": today().isoformat()} | data
    answer = client_of(cast.everyone[who]).post(f"/guru/{to.pk}/tugas/baru/", values, follow=True)
    return answer.content.decode()


def change(cast: Cast, who: str, office: Assignment, **data: object):
    address = f"/guru/{office.person_id}/tugas/{office.pk}/ubah/"
    return client_of(cast.everyone[who]).post(address, {"reason": "Salah catat", **data}, follow=True)


def office_of(user: User) -> Assignment:
    return Assignment.objects.get(person=user.person)


# -- Beginning and ending ------------------------------------------------------------------------------


def test_an_office_to_come_is_listed_and_opens_nothing_before_its_day(cast: Cast) -> None:
    page = give(cast, "baso", cast.aminah.person, "operator", since=days_from_now(1).isoformat())
    assert f"mulai {date_plain(days_from_now(1))}" in page and "Belum mulai" in page
    assert scope_of(fresh(cast.aminah)).registers == frozenset()
    with travel(timedelta(days=1)):
        assert scope_of(fresh(cast.aminah)).registers == {cast.satu.pk}


def test_whoever_comes_later_is_seen_by_those_who_wait(cast: Cast) -> None:
    person = make_teacher(cast.satu, since=days_from_now(1))
    assert person in Person.objects.visible_to(cast.baso)
    assert person not in Person.objects.visible_to(cast.citra)


def test_an_office_ends_by_itself_after_its_last_day(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.baso.person).update(until=today())
    client = client_of(cast.baso)
    assert client.get(f"/guru/{cast.aminah.person.pk}/").status_code == 200
    with travel(timedelta(days=1)):
        assert client.get(f"/guru/{cast.aminah.person.pk}/").status_code == 404


def test_an_office_is_ended_in_the_past_or_for_a_day_to_come(cast: Cast) -> None:
    office = office_of(cast.faisal)
    address = f"/guru/{office.person_id}/tugas/{office.pk}/akhiri/"
    client_of(cast.baso).post(address, {"until": days_from_now(1).isoformat()})
    assert scope_of(fresh(cast.faisal)).registers
    client_of(cast.baso).post(address, {"until": days_from_now(-300).isoformat()})
    assert not scope_of(fresh(cast.faisal)).registers


def test_whoever_ends_the_own_office_loses_it_at_once(cast: Cast) -> None:
    office = make_assignment(cast.baso.person, Role.OPERATOR, cast.satu)
    client = client_of(cast.baso)
    answer = client.post(
        f"/guru/{office.person_id}/tugas/{office.pk}/akhiri/", {"until": days_from_now(-1).isoformat()}
    )
    assert answer.url == f"/guru/{office.person_id}/"
    assert scope_of(fresh(cast.baso)).registers == frozenset()
    assert scope_of(fresh(cast.baso)).heads


def test_the_own_kepala_office_is_not_ended_by_oneself(cast: Cast) -> None:
    office = office_of(cast.baso)
    answer = client_of(cast.baso).get(f"/guru/{office.person_id}/tugas/{office.pk}/akhiri/")
    assert answer.status_code == 403


def test_an_office_to_come_is_called_off_and_a_running_one_is_not(cast: Cast) -> None:
    coming = make_assignment(cast.aminah.person, Role.OPERATOR, cast.satu, since=days_from_now(1))
    for office in (coming, office_of(cast.faisal)):
        client_of(cast.baso).post(f"/guru/{office.person_id}/tugas/{office.pk}/batal/")
    assert not Assignment.objects.filter(pk=coming.pk).exists()
    assert office_of(cast.faisal).until is None


# -- Side by side --------------------------------------------------------------------------------------


def test_a_plt_may_stand_beside_the_kepala(cast: Cast) -> None:
    give(cast, "daeng", cast.aminah.person, "kepala", is_acting="on")
    assert scope_of(fresh(cast.aminah)).heads == scope_of(fresh(cast.baso)).heads == {cast.satu.pk}


def test_a_second_kepala_in_full_office_is_refused_by_name(cast: Cast) -> None:
    page = give(cast, "daeng", cast.aminah.person, "kepala")
    assert "Drs. Baso Contoh tercatat sebagai Kepala madrasah di MI Contoh Satu sejak 1 Juli 2024" in page
    assert scope_of(fresh(cast.aminah)).heads == frozenset()


def test_the_next_kepala_may_be_named_before_the_last_one_leaves(cast: Cast) -> None:
    Assignment.objects.filter(person=cast.baso.person).update(until=today())
    give(cast, "daeng", cast.aminah.person, "kepala", since=days_from_now(1).isoformat())
    assert Assignment.objects.filter(person=cast.aminah.person, role=Role.KEPALA, since=days_from_now(1)).exists()


def test_plt_is_for_a_kepala_only(cast: Cast) -> None:
    assert "Plt hanya untuk kepala" in give(cast, "baso", cast.aminah.person, "operator", is_acting="on")


@pytest.mark.parametrize(("days", "refused"), [(0, True), (8, False)])
def test_one_office_at_one_place_never_overlaps_itself(cast: Cast, days: int, refused: bool) -> None:
    Assignment.objects.filter(person=cast.faisal.person).update(until=days_from_now(7))
    page = give(cast, "baso", cast.faisal.person, "operator", since=days_from_now(days).isoformat())
    assert ("sudah memegang tugas itu" in page) is refused


def test_kepala_of_two_madrasah_as_plt_opens_both(cast: Cast) -> None:
    make_assignment(cast.indah.person, Role.KEPALA, cast.tiga, is_acting=True)
    scope = scope_of(fresh(cast.indah))
    assert (scope.heads, scope.acts_as) == ({cast.tiga.pk, cast.empat.pk}, {Role.KEPALA})
    line = home_of(fresh(cast.indah), timezone.now()).line
    assert "sebagai Plt Kepala madrasah di MI Contoh Empat" in line


def test_guru_and_operator_are_both_at_once(cast: Cast) -> None:
    make_assignment(cast.aminah.person, Role.OPERATOR, cast.satu)
    scope = scope_of(fresh(cast.aminah))
    assert scope.roles == {Role.TEACHER, Role.OPERATOR}
    assert scope.opens == frozenset()


# -- Put right afterwards ------------------------------------------------------------------------------


def test_dates_are_put_right_with_a_reason_that_is_kept(cast: Cast) -> None:
    office = office_of(cast.faisal)
    change(cast, "baso", office, since="2025-07-14", until="2026-12-31")
    office.refresh_from_db()
    assert (office.since, office.until) == (date(2025, 7, 14), date(2026, 12, 31))
    event = apps.get_model("madrasah", "AssignmentEvent").objects.filter(pgh_obj=office).latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "Salah catat"


def test_an_office_that_is_over_may_be_put_right_and_stands_in_the_history(cast: Cast) -> None:
    over = make_assignment(cast.aminah.person, Role.OPERATOR, cast.satu, until=days_from_now(-1))
    page = client_of(cast.baso).get(f"/guru/{cast.aminah.person.pk}/").content.decode()
    assert page.index("Riwayat jabatan") < page.index("Operator")
    change(cast, "baso", over, since=SINCE, until="")
    assert scope_of(fresh(cast.aminah)).registers


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"since": SINCE, "until": "2020-01-01"}, "pada atau sesudah tanggal mulai"),
        ({"since": ""}, "Sejak belum diisi"),
        ({"since": SINCE, "reason": ""}, "Alasan perubahan belum diisi"),
    ],
)
def test_wrong_dates_come_back_in_words(cast: Cast, data: dict, sentence: str) -> None:
    assert sentence in change(cast, "baso", office_of(cast.faisal), **data).content.decode()


def test_a_plt_made_full_kepala_beside_another_is_refused(cast: Cast) -> None:
    acting = make_assignment(make_person(), Role.KEPALA, cast.satu, is_acting=True)
    page = change(cast, "daeng", acting, since=SINCE).content.decode()
    assert "Drs. Baso Contoh tercatat" in page


def test_dates_are_not_changed_by_those_who_could_not_grant(cast: Cast) -> None:
    assert change(cast, "faisal", office_of(cast.baso), since=SINCE).status_code == 403
    assert change(cast, "hasan", office_of(cast.faisal), since=SINCE).status_code == 404
