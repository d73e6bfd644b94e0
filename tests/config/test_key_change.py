"""A new SECRET_KEY: whatever the old one locked opens while that is known still, and no longer than that."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from core.brakes import Brake
from core.drafts import locks_of
from core.interrupted import ACCOUNT_FIELD, COOKIE, mark_of, marked_account, words_of
from core.keys import seal, unseal
from core.models import KeptSend
from kkg.checkin.actions import Stamp, read_stamp, sign_stamp
from madrasah.accounts import link_actions as accounts
from madrasah.factors.actions import try_code
from tests.cast import PASSWORD, Cast, client_of
from tests.madrasah.factors.makers import code_on, switched_on

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = "kunci-lama-" * 6, "kunci-baru-" * 6
# Makes something under the key of the moment: what tells later whether it still opens.
Locked = Callable[[Cast], Callable[[], bool]]


@pytest.fixture(autouse=True)
def before(settings) -> None:
    settings.SECRET_KEY = OLD


def is_in(client: Client) -> bool:
    return client.get(reverse("madrasah:account")).status_code == 200


def a_session(cast: Cast) -> Callable[[], bool]:
    client = client_of(cast.gita)
    return lambda: is_in(client)


def a_password_that_waits_for_its_code(cast: Cast) -> Callable[[], bool]:
    switched_on(cast.gita)
    client = Client()
    client.post(reverse("madrasah:login"), {"username": "gita-01", "password": PASSWORD})
    return lambda: client.get(reverse("madrasah:second-step")).status_code == 200


def a_second_factor(cast: Cast) -> Callable[[], bool]:
    switched_on(cast.gita)
    code = code_on(cast.gita)
    return lambda: try_code(user=cast.gita, code=code).fits


def the_pin_of_a_link(cast: Cast) -> Callable[[], bool]:
    issued = accounts.reset_account(person=cast.aminah.person, by=cast.baso)
    return lambda: accounts.try_pin(token=issued.token, pin=issued.pin) is accounts.Opened.YES


def the_mark_of_a_form(cast: Cast) -> Callable[[], bool]:
    request = RequestFactory().post("/", {ACCOUNT_FIELD: mark_of(cast.gita.pk)})
    return lambda: marked_account(request) == cast.gita.pk


def a_form_sent_in_vain(cast: Cast) -> Callable[[], bool]:
    client = Client()
    client.post("/kkg/masalah/baru/", {"text": "Murid sulit membaca", ACCOUNT_FIELD: mark_of(cast.gita.pk)})
    send, request = KeptSend.objects.get(), HttpRequest()
    request.COOKIES[COOKIE] = client.cookies[COOKIE].value
    return lambda: (words_of(send, request) or {"fields": {}})["fields"].get("text") == ["Murid sulit membaca"]


def a_draft_on_a_phone(cast: Cast) -> Callable[[], bool]:
    lock = locks_of(cast.gita.pk)[0]
    return lambda: (
        re.search(rf'data-lock="[0-9a-f ]*{lock}', client_of(cast.gita).get("/").content.decode()) is not None
    )


def a_stamp_of_check_in(cast: Cast) -> Callable[[], bool]:
    stamp = Stamp(session_pk=7, at=timezone.now().replace(microsecond=0), way="qr")
    text = sign_stamp(stamp)
    return lambda: read_stamp(text) == stamp


def who_has_to_wait(_cast: Cast) -> Callable[[], bool]:
    brake = Brake("uji", most=1)
    brake.note("alamat 10.0.0.1")
    return lambda: brake.holds("alamat 10.0.0.1")


LOCKED: list[Locked] = [
    a_session,
    a_password_that_waits_for_its_code,
    a_second_factor,
    the_pin_of_a_link,
    the_mark_of_a_form,
    a_form_sent_in_vain,
    a_draft_on_a_phone,
    a_stamp_of_check_in,
    who_has_to_wait,
]


@pytest.mark.parametrize("locked", LOCKED)
def test_it_opens_while_the_old_key_is_a_former_one(locked: Locked, cast: Cast, settings) -> None:
    opens = locked(cast)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, ["kunci-lebih-lama", OLD]
    assert opens()


@pytest.mark.parametrize("locked", LOCKED)
def test_it_opens_no_more_once_the_old_key_is_gone(locked: Locked, cast: Cast, settings) -> None:
    opens = locked(cast)
    settings.SECRET_KEY = NEW
    assert not opens()


def test_whoever_came_meanwhile_stays_logged_in_on_the_same_device(cast: Cast, settings) -> None:
    client = Client()
    client.post(reverse("madrasah:login"), {"username": "gita-01", "password": PASSWORD})
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert is_in(client)
    settings.SECRET_KEY_FALLBACKS = []
    assert is_in(client)
    assert list(cast.gita.devices.values_list("pk")) == list(cast.gita.devices.live().values_list("pk"))
    assert cast.gita.devices.count() == 1


def test_second_factors_locked_again_need_the_old_key_no_more(cast: Cast, settings) -> None:
    switched_on(cast.gita)
    code = code_on(cast.gita)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    call_command("lock_again")
    settings.SECRET_KEY_FALLBACKS = []
    assert try_code(user=cast.gita, code=code).fits


def test_recovery_codes_need_no_key_at_all(cast: Cast, settings) -> None:
    codes = switched_on(cast.gita)
    settings.SECRET_KEY = NEW
    assert try_code(user=cast.gita, code=codes[0]).fits


def test_what_is_sealed_opens_for_its_purpose_untouched_and_whole() -> None:
    sealed = seal("satu", b"isi")
    assert unseal("satu", sealed) == b"isi" and seal("satu", b"isi") != sealed
    touched = sealed[:-1] + bytes([sealed[-1] ^ 1])
    assert [unseal("dua", sealed), unseal("satu", touched), unseal("satu", sealed[:20]), unseal("satu", b"")] == [
        None
    ] * 4


def test_every_lock_is_one_of_these() -> None:
    """Who makes a lock of the key, or has Django sign: whatever is new here is to be made and opened above."""
    apps = (path for app in ("config", "core", "madrasah", "kkg", "competency") for path in (ROOT / app).rglob("*.py"))
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in apps}
    makers = {place for place, text in texts.items() if re.search(r"settings\.SECRET_KEY|salted_hmac", text)}
    signers = {
        place for place, text in texts.items() if re.search(r"(from|import) [\w. ]*\bsigning\b|signed_cookie", text)
    }
    users = {place for place, text in texts.items() if "from core.keys import" in text}
    assert makers == {"core/keys.py"}
    assert signers == {"config/replica.py", "core/interrupted.py", "kkg/checkin/actions.py"}
    assert users == {
        "core/brakes.py",
        "core/drafts.py",
        "core/interrupted.py",
        "madrasah/accounts/link_actions.py",
        "madrasah/factors/models.py",
    }
