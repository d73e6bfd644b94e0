"""HEAD answers wherever GET does, as GET does, without a body; and nobody else may keep the answer."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.cast import Cast, client_of
from tests.house.test_doors import WHO, Rows, house, lines

__all__ = ["house"]

SAME_FOR_ALL = {"worker", "manifest"}


@pytest.mark.django_db
def test_a_page_that_can_be_read_answers_head_too(house: tuple[Cast, Rows]) -> None:
    cast, rows = house
    clients = {who: client_of(cast.everyone[who]) for who in WHO if who != "stranger"}
    wrong = []
    for method, name, row, expected in lines():
        readers = [who for who, code in zip(WHO, expected, strict=True) if code == 200 and who in clients]
        if method != "GET" or not readers:
            continue
        with transaction.atomic():
            answer = clients[readers[0]].head(reverse(name, kwargs=rows[row] if row != "-" else {}))
            transaction.set_rollback(True)
        if answer.status_code != 200 or answer.getvalue():
            wrong.append(f"{name} {row}: {answer.status_code}")
        if name not in SAME_FOR_ALL and "private" not in answer.get("Cache-Control", ""):
            wrong.append(f"{name} {row}: may stay in a cache")
    assert not wrong, "\n".join(wrong)
