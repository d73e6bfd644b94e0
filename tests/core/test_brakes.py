"""Who misses too often must wait; who gets it right never does, however many share one address."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from core.brakes import Brake, of_address, purge_misses, visitor
from core.models import Miss

pytestmark = pytest.mark.django_db
BRAKE = Brake("uji", most=3)
HOME, THIEF = "36.68.1.10", "114.5.6.7"


def test_only_who_misses_waits_and_only_for_a_while() -> None:
    now = timezone.now()
    for _ in range(3):
        assert not BRAKE.holds("dia", at=now)
        BRAKE.note("dia", at=now)
    assert BRAKE.holds("dia", at=now)
    assert not BRAKE.holds("lain", at=now)
    assert not Brake("lain", most=3).holds("dia", at=now)
    assert not BRAKE.holds("dia", at=now + BRAKE.span)


def test_no_address_is_kept_and_nothing_longer_than_a_day() -> None:
    BRAKE.note(of_address(HOME))
    assert HOME not in Miss.objects.get().by_digest
    purge_misses(at=timezone.now() + timedelta(hours=23))
    assert Miss.objects.exists()
    purge_misses(at=timezone.now() + timedelta(days=1))
    assert not Miss.objects.exists()


def test_one_home_of_many_addresses_counts_as_one() -> None:
    assert of_address("2001:db8:1:2::3") == of_address("2001:db8:1:2:ffff::9") != of_address("2001:db8:1:3::3")
    assert of_address("10.0.0.1") != of_address("10.0.0.2")


@pytest.mark.parametrize(("proxies", "counted"), [(0, "127.0.0.1"), (1, HOME), (2, THIEF)])
def test_nobody_chooses_the_own_address(settings, proxies: int, counted: str) -> None:
    """Each proxy adds at the right; what the visitor wrote stands left of that."""
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": f"10.9.8.7, {THIEF}, {HOME}"})
    assert visitor(request) == f"alamat {counted}"


@pytest.mark.parametrize("page", ["/t/tidak-ada/", "/hasil/tidak-ada/"])
def test_links_guessed_from_one_address_end_there_only(page: str, settings) -> None:
    settings.PROXY_COUNT = 1

    def asked(address: str) -> int:
        return Client().get(page, headers={"x-forwarded-for": address}).status_code

    assert asked(f"10.0.0.1, {THIEF}") == 404
    known = Miss.objects.get().by_digest
    Miss.objects.bulk_create(Miss(by_digest=known, at=timezone.now()) for _ in range(99))
    assert [asked(f"10.0.0.{number}, {THIEF}") for number in (2, 3)] == [429, 429]
    assert asked(HOME) == 404
