"""One house for every walk through all doors, and what stands behind each: both made once."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from kkg.models import Session, Topic
from tests.cast import Cast, build_cast
from tests.house.doors import build_rows
from tests.house.namesakes import make_namesakes
from tests.house.table import Page, Rows, pages


@pytest.fixture(scope="package")
def house(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, Rows]]:
    """The cast and the rows behind the doors, all planned and with namesakes: every walk takes back what it wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast()
        rows = build_rows(cast)
        Session.objects.update(jp=4)
        Topic.objects.filter(session__closed_at=None).update(minutes_planned=40)
        make_namesakes(cast)
        yield cast, rows
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def shown(house: tuple[Cast, Rows], django_db_blocker) -> list[Page]:
    """Every page as its first reader sees it."""
    with django_db_blocker.unblock():
        return list(pages(*house))
