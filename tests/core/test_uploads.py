"""A form that photo.js sends is answered so that no message is lost on the way."""

import pytest

from core.uploads import HEADER
from tests.cast import Cast, client_of
from tests.kkg.makers import make_session
from tests.kkg.paper_makers import picture

SCRIPT = {HEADER.lower(): "1"}


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/kkg/pertemuan/{make_session(cast).pk}/foto/"


def test_the_script_is_told_where_to_go_and_the_page_still_says_what_was_done(cast: Cast, path: str) -> None:
    gita = client_of(cast.gita)
    answer = gita.post(path, {"photos": [picture()]}, headers=SCRIPT)
    assert (answer.status_code, answer["Location"], answer.content) == (204, path, b"")
    assert "Foto disimpan." in gita.get(path).content.decode()


def test_without_the_script_it_is_a_redirect_as_ever(cast: Cast, path: str) -> None:
    answer = client_of(cast.gita).post(path, {"photos": [picture()]})
    assert (answer.status_code, answer["Location"]) == (302, path)


def test_a_form_that_comes_back_is_left_to_the_browser(cast: Cast, path: str) -> None:
    assert client_of(cast.gita).post(path, {}, headers=SCRIPT).status_code == 200


def test_who_was_logged_out_meanwhile_is_sent_to_log_in(client, path: str) -> None:
    answer = client.post(path, {"photos": [picture()]}, headers=SCRIPT)
    assert answer.status_code == 204
    assert answer["Location"].startswith("/masuk/")
