"""What a visitor is told when the database was stopped in the middle of a page."""

import pytest
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory

from config.views import server_error


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
