"""The second factor under its actions: one code once, wrong ones wait, nothing of it can be read from the database."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from core.refusals import Refused
from madrasah.accounts.actions import note_device
from madrasah.factors import actions as factors
from madrasah.models import Authenticator, User
from tests.cast import Cast
from tests.clock import travel
from tests.madrasah.factors.makers import code_on, switched_on

pytestmark = pytest.mark.django_db


def fits(user: User, code: str) -> bool:
    return factors.try_code(user=user, code=code).fits


def test_a_key_that_was_only_shown_is_asked_of_nobody(cast: Cast) -> None:
    factors.begin_factor(by=cast.aminah)
    assert User.objects.get(pk=cast.aminah.pk).factor_since is None
    assert not fits(cast.aminah, code_on(cast.aminah))


def test_a_key_shown_twice_is_the_same_for_an_hour(cast: Cast) -> None:
    first = factors.begin_factor(by=cast.aminah)
    assert factors.begin_factor(by=cast.aminah).bin_key == first.bin_key
    old = timezone.now() - timedelta(hours=1)
    Authenticator.objects.update(created_at=old)
    assert factors.begin_factor(by=cast.aminah).bin_key != first.bin_key
    assert Authenticator.objects.count() == 1


def test_a_code_counts_once(cast: Cast) -> None:
    switched_on(cast.aminah)
    code = code_on(cast.aminah)
    assert fits(cast.aminah, code)
    assert not fits(cast.aminah, code)


def test_each_recovery_code_counts_once(cast: Cast) -> None:
    codes = switched_on(cast.aminah)
    assert len(set(codes)) == 10
    tried = factors.try_code(user=cast.aminah, code=codes[3])
    assert tried.fits and tried.left == 9
    assert not fits(cast.aminah, codes[3])


def test_codes_of_one_account_open_no_other(cast: Cast) -> None:
    codes, _ = switched_on(cast.aminah), switched_on(cast.baso)
    assert not fits(cast.baso, codes[0])
    assert not fits(cast.baso, code_on(cast.aminah))


def test_wrong_codes_wait_longer_and_longer_and_the_right_one_waits_too(cast: Cast) -> None:
    switched_on(cast.aminah)
    waits, now = [], timezone.now()
    for _ in range(5):
        with travel(now):
            factors.try_code(user=cast.aminah, code="000000")
            tried = factors.try_code(user=cast.aminah, code=code_on(cast.aminah))
            waits.append(tried.wait)
        assert not tried.fits, "a right code during the wait tells that it is right"
        now += timedelta(seconds=waits[-1])
    assert waits == sorted(waits) and waits[-1] >= 16


def test_who_guesses_recovery_codes_does_not_lock_the_app(cast: Cast) -> None:
    switched_on(cast.aminah)
    factors.try_code(user=cast.aminah, code="AAAAAAAAAA")
    assert fits(cast.aminah, code_on(cast.aminah))


def test_new_codes_end_the_old_ones(cast: Cast) -> None:
    old = switched_on(cast.aminah)
    new = factors.renew_codes(by=cast.aminah)
    assert set(new).isdisjoint(old)
    assert fits(cast.aminah, new[0])
    assert not fits(cast.aminah, old[0])


def test_switching_on_ends_the_other_devices(cast: Cast) -> None:
    note_device(user=cast.aminah, session_key="lain", agent="")
    switched_on(cast.aminah)
    assert not cast.aminah.devices.exists()


def test_neither_codes_nor_the_key_can_be_read_from_the_database(cast: Cast) -> None:
    codes = switched_on(cast.aminah)
    app = Authenticator.objects.get(user=cast.aminah)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM otp_totp_totpdevice")
        stored = cursor.fetchall()
    assert stored == [(app.key,)] and app.bin_key not in urlsafe_b64decode(app.key)
    assert set(StaticToken.objects.values_list("token", flat=True)).isdisjoint(codes)


def test_a_secret_copied_into_the_row_of_another_opens_nothing(cast: Cast) -> None:
    switched_on(cast.aminah)
    switched_on(cast.baso)
    theirs = code_on(cast.aminah)
    Authenticator.objects.filter(user=cast.baso).update(key=Authenticator.objects.get(user=cast.aminah).key)
    assert not fits(cast.baso, theirs)


def test_the_same_codes_are_stored_otherwise_for_each_account_and_each_time(cast: Cast) -> None:
    switched_on(cast.aminah)
    first = StaticDevice.objects.get().name
    factors.renew_codes(by=cast.aminah)
    switched_on(cast.baso)
    assert len({first, *StaticDevice.objects.values_list("name", flat=True)}) == 3


def test_a_reset_takes_it_off_with_a_reason_that_the_history_knows(cast: Cast) -> None:
    switched_on(cast.aminah)
    note_device(user=cast.aminah, session_key="hilang", agent="")
    factors.reset_factor(person=cast.aminah.person, by=cast.baso, reason="Perangkat hilang")
    user = User.objects.get(pk=cast.aminah.pk)
    assert user.factor_since is None and user.factor_reset_by == cast.baso
    assert not Authenticator.objects.exists() and not StaticToken.objects.exists() and not user.devices.exists()
    told = user.events.latest("pgh_id").pgh_context.metadata
    assert told["reason"] == "Perangkat hilang" and told["by"] == cast.baso.pk


def test_who_lost_everything_is_helped_from_the_server(cast: Cast) -> None:
    switched_on(cast.jafar)
    assert factors.reset_factor_from_server(username=" JAFAR-01 ")
    assert User.objects.get(pk=cast.jafar.pk).factor_since is None
    assert not factors.reset_factor_from_server(username="jafar-01")


def test_nobody_sets_it_up_over_one_that_is_on(cast: Cast) -> None:
    switched_on(cast.aminah)
    with pytest.raises(Refused, match="sudah menyala"):
        factors.begin_factor(by=cast.aminah)
