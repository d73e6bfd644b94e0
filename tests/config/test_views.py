"""What a visitor is told when the database was stopped in the middle of a page."""

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client, RequestFactory

from config.views import server_error
from tests.cast import PASSWORD, Cast, client_of


@pytest.mark.django_db
def test_a_question_that_takes_too_long_is_answered_with_how_to_narrow_it() -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = '20ms'")
            cursor.execute("select pg_sleep(5)")
    except OperationalError:
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 503
    assert "Persempit pencarian" in answer.content.decode()


def test_any_other_fault_is_an_apology() -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500


@pytest.mark.django_db(transaction=True)
def test_health_says_in_a_code_and_a_line_that_the_database_is_away(client: Client) -> None:
    connection.close()
    port, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], "1"
    try:
        answer = client.get("/sehat/", headers={"host": "127.0.0.1"})
    finally:
        connection.settings_dict["PORT"] = port
    assert (answer.status_code, answer.content) == (503, b"basis data tidak menjawab")


def test_a_log_in_page_that_another_tab_has_overtaken_leads_home(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get("/masuk/")
    browser.cookies.update(client_of(cast.gita).cookies)
    answer = browser.post("/masuk/", {"username": "gita-01", "password": PASSWORD, "csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, answer["Location"]) == (302, "/")
