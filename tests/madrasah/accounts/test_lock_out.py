"""Five wrong passwords lock a name from one address; whoever else sits elsewhere is not kept out by them."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from core.models import Miss
from madrasah.accounts.purge import KEPT_FOR, purge_log_ins
from tests.cast import PASSWORD, Cast

PROXY, HOME, THIEF = "127.0.0.1", "36.68.1.10", "114.5.6.7"


def log_in(cast: Cast, password: str, *, forwarded: str = "", nearest: str = PROXY) -> int:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    words = {"username": cast.aminah.username, "password": password}
    return Client(REMOTE_ADDR=nearest).post("/masuk/", words, headers=headers).status_code


def guess(cast: Cast, **where: str) -> list[int]:
    return [log_in(cast, "tebakan", **where) for _ in range(5)]


@pytest.fixture
def behind_a_proxy(settings: LazySettings) -> None:
    settings.PROXY_COUNT = 1


@pytest.mark.usefixtures("behind_a_proxy")
def test_who_guesses_locks_the_name_for_the_own_address_only(cast: Cast) -> None:
    guess(cast, forwarded=THIEF)
    assert log_in(cast, PASSWORD, forwarded=THIEF) == 429
    assert log_in(cast, PASSWORD, forwarded=HOME) == 302


@pytest.mark.usefixtures("behind_a_proxy")
def test_a_forged_address_neither_escapes_the_lock_nor_locks_another(cast: Cast) -> None:
    for number in range(5):
        log_in(cast, "tebakan", forwarded=f"10.9.8.{number}, {HOME}, {THIEF}")
    assert log_in(cast, PASSWORD, forwarded=f"{HOME}, {THIEF}") == 429
    assert log_in(cast, PASSWORD, forwarded=HOME) == 302


@pytest.mark.usefixtures("behind_a_proxy")
@pytest.mark.parametrize("forwarded", ["", "unknown", "bukan alamat, <script>", ","])
def test_without_a_readable_address_the_nearest_machine_counts(cast: Cast, forwarded: str) -> None:
    guess(cast, forwarded=forwarded)
    assert log_in(cast, PASSWORD, forwarded=forwarded) == 429
    assert log_in(cast, PASSWORD, forwarded=HOME) == 302


@pytest.mark.usefixtures("behind_a_proxy")
def test_a_port_behind_the_address_makes_no_other_visitor(cast: Cast) -> None:
    for number in range(5):
        log_in(cast, "tebakan", forwarded=f"{THIEF}:{4000 + number}")
    assert log_in(cast, PASSWORD, forwarded=THIEF) == 429


def test_without_a_proxy_the_header_is_not_believed(cast: Cast) -> None:
    for number in range(5):
        log_in(cast, "tebakan", forwarded=f"10.9.8.{number}", nearest=THIEF)
    assert log_in(cast, PASSWORD, forwarded=HOME, nearest=THIEF) == 429
    assert log_in(cast, PASSWORD, forwarded=THIEF, nearest=HOME) == 302


def test_one_password_tried_on_many_names_ends_for_its_address(cast: Cast) -> None:
    assert log_in(cast, "tebakan", nearest=THIEF) == 200
    known = Miss.objects.get().by_digest
    Miss.objects.bulk_create(Miss(by_digest=known, at=timezone.now()) for _ in range(299))
    assert log_in(cast, PASSWORD, nearest=THIEF) == 429
    assert log_in(cast, PASSWORD, nearest=HOME) == 302


def test_who_came_from_where_is_forgotten_after_a_while(cast: Cast) -> None:
    log_in(cast, "tebakan")
    log_in(cast, PASSWORD)
    purge_log_ins(at=timezone.now())
    assert AccessLog.objects.exists()
    AccessAttempt.objects.create(username="lain", ip_address=THIEF, failures_since_start=1)
    purge_log_ins(at=timezone.now() + KEPT_FOR)
    assert not AccessLog.objects.exists() and not AccessAttempt.objects.exists()
