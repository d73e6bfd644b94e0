"""Who is logged in. Not here: log-ins refused after wrong passwords (django-axes)."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.db.models.expressions import RawSQL

from madrasah.people.models import Person
from madrasah.scope import TERMS, take_terms
from madrasah.users.models import User


class PersonBackend(ModelBackend):
    """An account with its person and that one's offices in one query, for every page asks for all three."""

    def get_user(self, user_id: int) -> User | None:
        """The account, unless it is closed."""
        user = _account(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


def _account(user_id: int) -> User | None:
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [user_id])
        row = cursor.fetchone()
    if row is None:
        return None
    own = len(_columns(User))
    user: User = User.from_db(connection.alias, _columns(User), row[:own])
    user.person = Person.from_db(connection.alias, _columns(Person), row[own + 1 :]) if user.person_id else None
    take_terms(user, row[own])
    return user


@cache
def _statement() -> str:
    """As Django writes it, but once: that takes five times as long as to answer it."""
    terms = RawSQL(TERMS.format(person="madrasah_user.person_id"), [])  # noqa: S611 - the words are ours
    rows = User.objects.annotate(terms=terms).select_related("person").filter(pk=0)
    return str(rows.query.sql_with_params()[0])


@cache
def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
