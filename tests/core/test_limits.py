"""What comes in is bounded: how much, by whom, with which signs; and no page asks for a device."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core.uploads import MOST_SENT
from tests.cast import PASSWORD, Cast, client_of

LOG_IN = "/masuk/"


def send(client: Client, path: str, size: int):
    return client.generic("POST", path, b"x" * 10, "text/plain", CONTENT_LENGTH=str(size))


def test_more_than_any_form_holds_is_answered_unread(cast: Cast) -> None:
    client = client_of(cast.gita)
    assert send(client, "/kkg/berbagi/baru/", MOST_SENT).status_code != 413
    answer = send(client, "/kkg/berbagi/baru/", MOST_SENT + 1)
    assert answer.status_code == 413 and "Paling banyak 12 MB" in answer.content.decode()


@pytest.mark.parametrize("told", [str(6 * 1024 * 1024 + 1), "-1", "banyak"])
def test_a_stranger_sends_no_file(db: None, told: str) -> None:
    assert Client().generic("POST", LOG_IN, b"x", "text/plain", CONTENT_LENGTH=told).status_code == 413


def test_no_page_asks_for_a_device(db: None) -> None:
    policy = Client().get(LOG_IN)["Permissions-Policy"]
    assert "camera=()" in policy and "geolocation=()" in policy


@pytest.mark.parametrize("sign", ["\x07", "\x9b", "\u202e"])
def test_a_title_takes_no_sign_that_nobody_sees(cast: Cast, sign: str) -> None:
    client = client_of(cast.faisal)
    sent = {"name": f"Rahma{sign} Contoh", "client_token": str(uuid4())}
    page = client.post(reverse("madrasah:person-new"), sent).content.decode()
    assert "tanda yang tidak terlihat" in page


def change(client: Client, old: str, new: str):
    return client.post(reverse("madrasah:password"), {"old_password": old, "new_password1": new, "new_password2": new})


def test_guesses_at_the_old_password_stop_as_at_the_door(cast: Cast) -> None:
    client = client_of(cast.aminah)
    for _ in range(5):
        answer = change(client, "salah", "kebun-jagung-2026")
    assert answer.status_code == 429 and "Terlalu banyak percobaan" in answer.content.decode()
    assert change(client, PASSWORD, "kebun-jagung-2026").status_code == 429
    cast.aminah.refresh_from_db()
    assert cast.aminah.check_password(PASSWORD)


def test_a_password_is_not_the_name_one_logs_in_with(cast: Cast) -> None:
    page = change(client_of(cast.aminah), PASSWORD, "aminah-01").content.decode()
    assert "terlalu mirip dengan nama masuk" in page
