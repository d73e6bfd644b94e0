"""decisions.md 9 and 34, whole: every actor × every office × inside and outside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from madrasah.accounts.permissions import why_not_activate
from madrasah.grants import why_not_grant
from madrasah.models import Assignment, User
from madrasah.people.permissions import why_not_add_person, why_not_edit_person, why_not_import
from madrasah.places.permissions import why_not_add_madrasah
from madrasah.roles import Role, role_label
from madrasah.semesters.permissions import why_not_edit_semester
from madrasah.work.permissions import why_not_end_assignment
from tests.cast import Cast, client_of
from tests.factories import make_assignment, make_madrasah, make_person, make_region, make_teacher

T, K, P, B, O = Role.TEACHER, Role.KEPALA, Role.PENGAWAS, Role.KABUPATEN, Role.OPERATOR  # noqa: E741
AT_SATU = {
    "aminah": set(),
    "baso": {O, T},
    "citra": set(),
    "daeng": {K, O, T},
    "eka": set(),
    "faisal": {T},
    "gita": set(),
    "hasan": set(),
    "indah": set(),
    "jafar": {P, K, O, T},
    "keeper": set(),
}
AT_TIGA = {"hasan": {O, T}, "jafar": {P, K, O, T}}
MAY_RESET = {
    "baso": {"aminah", "faisal"},
    "citra": {"gita"},
    "daeng": {"aminah", "baso", "citra", "faisal", "gita"},
    "faisal": {"aminah"},
    "jafar": {"aminah", "baso", "citra", "daeng", "eka", "faisal", "gita", "hasan", "indah"},
    "keeper": {"eka", "jafar"},
}


@pytest.mark.parametrize("who", AT_SATU)
def test_who_grants_what_at_a_madrasah(cast: Cast, who: str) -> None:
    user = cast.everyone[who]
    granted = {role for role in Role if not why_not_grant(user, role, madrasah=cast.satu)}
    assert granted == AT_SATU[who]


@pytest.mark.parametrize("who", AT_SATU)
def test_who_grants_what_at_another_madrasah(cast: Cast, who: str) -> None:
    user = cast.everyone[who]
    granted = {role for role in Role if not why_not_grant(user, role, madrasah=cast.tiga)}
    assert granted == AT_TIGA.get(who, set())


@pytest.mark.parametrize("who", AT_SATU)
def test_who_grants_offices_of_a_region(cast: Cast, who: str) -> None:
    user = cast.everyone[who]
    granted = {role for role in Role if not why_not_grant(user, role, region=cast.kabupaten)}
    assert granted == ({O, B} if who in ("keeper", "jafar") else set())


def test_an_office_at_the_wrong_kind_of_place_says_which_kind_is_right(cast: Cast) -> None:
    for role in (T, K, P):
        reason = why_not_grant(cast.jafar, role, region=cast.kabupaten)
        assert reason == f"{role_label(role)} bertugas di madrasah: pilih madrasahnya, kosongkan wilayah."
    reason = why_not_grant(cast.jafar, B, madrasah=cast.satu)
    assert reason == "Petugas kabupaten bertugas di wilayah: pilih wilayahnya, kosongkan madrasah."
    words = {"name": "Orang Contoh", "work": P.value, "region": cast.kabupaten.pk, "since": "2025-07-01"}
    page = client_of(cast.jafar).post(reverse("madrasah:person-new"), words).content.decode()
    assert "pilih madrasahnya, kosongkan wilayah." in page and "Hubungi operator wilayah" not in page


@pytest.mark.parametrize("code", ["73", "73.03"])
def test_an_operator_grants_no_office_of_another_region(cast: Cast, code: str) -> None:
    region = make_region(code, level="kabupaten")
    assert all(why_not_grant(cast.jafar, role, region=region) for role in Role)


def test_two_operators_of_a_region_help_each_other_and_nobody_ends_the_own_office(cast: Cast) -> None:
    second = make_assignment(make_person(), Role.OPERATOR, cast.kabupaten)
    assert why_not_activate(cast.jafar, second.person) is None
    assert why_not_end_assignment(cast.jafar, second) is None
    own = Assignment.objects.get(person=cast.jafar.person)
    assert "operator wilayah yang lain" in why_not_end_assignment(cast.jafar, own)


@pytest.mark.parametrize("who", AT_SATU)
def test_nobody_grants_outside_the_region(cast: Cast, who: str) -> None:
    away = make_madrasah(make_region("73.03.01"))
    assert all(why_not_grant(cast.everyone[who], role, madrasah=away) for role in Role)


@pytest.mark.parametrize("who", AT_SATU)
def test_who_resets_whose_account(cast: Cast, who: str) -> None:
    others = {name: user for name, user in cast.everyone.items() if user.person_id}
    user = cast.everyone[who]
    may = {name for name, other in others.items() if not why_not_activate(user, other.person)}
    assert may == MAY_RESET.get(who, set())


def test_an_office_elsewhere_blocks_the_reset(cast: Cast) -> None:
    make_assignment(cast.aminah.person, Role.OPERATOR, cast.tiga)
    assert "MI Contoh Tiga" in why_not_activate(cast.baso, cast.aminah.person)


def test_an_office_that_begins_later_blocks_the_reset_too(cast: Cast) -> None:
    later = timezone.localdate() + timedelta(days=9)
    make_assignment(cast.aminah.person, Role.KEPALA, cast.tiga, since=later)
    assert why_not_activate(cast.baso, cast.aminah.person)


def test_a_keeper_account_is_not_reset_from_below(cast: Cast) -> None:
    User.objects.filter(pk=cast.aminah.pk).update(is_superuser=True)
    cast.aminah.person.refresh_from_db()
    assert why_not_activate(cast.jafar, cast.aminah.person)


def test_a_person_without_office_belongs_to_the_home_region(cast: Cast) -> None:
    person = make_person(home_region=cast.kecamatan)
    assert why_not_activate(cast.jafar, person) is None
    assert why_not_activate(cast.baso, person)


@pytest.mark.parametrize(("who", "refused"), [("baso", False), ("faisal", True), ("citra", True)])
def test_who_grants_may_end(cast: Cast, who: str, refused: bool) -> None:
    operator = Assignment.objects.get(person=cast.faisal.person)
    assert bool(why_not_end_assignment(cast.everyone[who], operator)) is refused


def test_an_ended_office_is_not_ended_again(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = make_assignment(make_person(), Role.OPERATOR, cast.satu, until=yesterday)
    assert why_not_end_assignment(cast.baso, ended) == "Tugas ini sudah berakhir."


def test_identity_of_a_pengawas_is_kept_by_the_region(cast: Cast) -> None:
    assert why_not_edit_person(cast.faisal, cast.daeng.person)
    assert why_not_edit_person(cast.jafar, cast.daeng.person) is None


def test_identity_of_a_guru_is_kept_at_the_madrasah(cast: Cast) -> None:
    person = make_teacher(cast.satu)
    may = {who for who, user in cast.everyone.items() if not why_not_edit_person(user, person)}
    assert may == {"baso", "daeng", "faisal", "jafar"}


@pytest.mark.parametrize("who", AT_SATU)
def test_who_adds_imports_and_keeps_the_calendar(cast: Cast, who: str) -> None:
    user = cast.everyone[who]
    keeps = who in {"baso", "citra", "daeng", "faisal", "hasan", "indah", "jafar"}
    assert (why_not_import(user) is None) is keeps
    assert (why_not_add_person(user) is None) is (keeps or who == "keeper")
    assert (why_not_edit_semester(user) is None) is (who == "jafar")
    assert (why_not_add_madrasah(user) is None) is (who == "jafar")
