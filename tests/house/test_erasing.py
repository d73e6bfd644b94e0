"""A person who was erased is nowhere: not in a row, the history, a frozen version, nor in the name of a file.

Every text and JSON column of every table stands in one list (config/erasing.py). The walk writes a person into each
of them, erases, and looks through the whole database as PostgreSQL knows it.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pgtrigger
import pytest
from axes.models import AccessLog
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F
from django.utils import timezone

from competency.models import (
    Assessment,
    Note,
    Objection,
    PaperCopy,
    Reply,
    Revision,
    Score,
    SelfReflection,
    SharedVersion,
    Sighting,
    TopicOrigin,
)
from config.erasing import ERASING_RULES
from core.models import KeptSend
from kkg.models import Attendance, Certificate, Topic
from madrasah.accounts.actions import close_account
from madrasah.erasures.actions import erase_person
from madrasah.erasures.rules import label
from madrasah.erasures.sweeping import stored_models
from madrasah.models import ColumnMemory, Consent, DataRequest, Erasure, Person, User
from tests.cast import Cast, client_of
from tests.house.doors import build_rows
from tests.house.rooms import FLOORS, ROOT

TEXTUAL = ("text", "character varying", "json", "jsonb", "bytea", "ARRAY", "inet", "character", "citext")
NOT_OURS = {"django_migrations", "pghistory_events"}
NAME, NIP, PHONE = "Zulka Pertanda", "197103072005011003", "081355501971"
MAIL, BORN, NUPTK = "zul.pertanda@contoh.id", date(1971, 3, 7), "1971030720050199"
TRACES = (NAME, "Zulka", NIP, PHONE, MAIL, NUPTK, "aminah-01", "1971-03-07", "07-03-1971", "7 Maret 1971")

# Tables without a row in this world; the words of each are searched like all others.
UNFILLED = {
    "competency.ReplyEvent.helper_name",
    "competency.ReplyEvent.text",
    "kkg.Postponement.reason",
    "kkg.PostponementEvent.reason",
    "madrasah.ImportWrite.before",
}


def columns_of_the_database() -> set[tuple[str, str]]:
    """Every column that can hold words, of every table, as PostgreSQL has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = ANY(%s)",
            [list(TEXTUAL)],
        )
        return {(table, column) for table, column in cursor.fetchall() if table not in NOT_OURS}


def declared_columns() -> dict[tuple[str, str], str]:
    """The same by what the rules say: own, words or codes."""
    found: dict[tuple[str, str], str] = {}
    for model in stored_models():
        said = {name: "words" for name in ERASING_RULES.words.get(label(model), "").split()}
        said |= {name: "codes" for name in ERASING_RULES.codes.get(label(model), "").split()}
        if own := ERASING_RULES.own.get(label(model)):
            said |= {name: "own" for name in own.values}
        for column in model._meta.local_concrete_fields:
            kind = said.get(column.name) or ("codes" if is_code(column) else "")
            if kind:
                found[model._meta.db_table, column.column] = kind
    return found


def is_code(column: Any) -> bool:
    """A choice, a key to another row, or what pghistory says of an event."""
    return bool(column.choices or column.is_relation or column.name in ("pgh_label", "pgh_slug"))


@pytest.mark.django_db
def test_every_column_of_words_says_how_it_is_erased() -> None:
    """A new one stands in `erasing.py` of its app, or this fails."""
    assert columns_of_the_database() - set(declared_columns()) == set()


def test_what_is_declared_is_there() -> None:
    for said in (ERASING_RULES.words, ERASING_RULES.codes):
        for name, columns in said.items():
            known = {column.name for column in apps.get_model(name)._meta.concrete_fields}
            assert set(columns.split()) - known == set(), name


def test_frozen_rows_give_way_to_an_erasure_and_to_nothing_else() -> None:
    files = [path for app in FLOORS for path in (ROOT / app).rglob("*.py") if "pgtrigger.ignore" in path.read_text()]
    assert [str(path.relative_to(ROOT)) for path in files] == ["madrasah/erasures/sweeping.py"]


def everywhere() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, with the table's name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - a name from the catalog
            yield from ((table, row) for (row,) in cursor.fetchall())


def traces() -> list[str]:
    pattern = re.compile("|".join(map(re.escape, TRACES)), re.IGNORECASE)
    return [f"{table}: {found[0]} in {row[:200]}" for table, row in everywhere() if (found := pattern.search(row))]


def write_into_every_column() -> set[str]:
    """The person into each searched column of a row of each table; the columns where no row could take it."""
    missed = set()
    for model in stored_models():
        names = {column.name for column in model._meta.concrete_fields}
        for name in ERASING_RULES.words.get(label(model), "").split():
            if name in names and not _write(model, name):
                missed.add(f"{model._meta.label}.{name}")
    return missed


def _write(model: Any, name: str) -> bool:
    """Into the first row that may hold words there (a narasumber with a record of a person has no name of its own)."""
    told = f"Kata {NAME}, lahir 7 Maret 1971, NIP 19710307 200501 1 003, telp +62 813-5550-1971 ({MAIL})."
    column = model._meta.get_field(name)
    words = told if not column.max_length or column.max_length >= len(told) else NAME
    for row in model._base_manager.order_by("pk")[:20]:
        value = _put_in(getattr(row, name), told) if isinstance(column, models.JSONField) else words
        with pgtrigger.ignore(), suppress(IntegrityError), transaction.atomic():
            model._base_manager.filter(pk=row.pk).update(**{name: value})
            return True
    return False


def _put_in(document: Any, told: str) -> Any:
    if isinstance(document, dict):
        return {**document, "uji": [told, {"nip": int(NIP), "lahir": BORN.isoformat()}]}
    return [*(document or []), told]


@pytest.fixture
def erasable(cast: Cast) -> Person:
    """Aminah with rows in nearly every table, known by another name; her posts are over and the account is shut."""
    build_rows(cast)
    person = cast.aminah.person
    values = {"name": NAME, "nip": NIP, "nuptk": NUPTK, "phone": PHONE, "email": MAIL, "birth_date": BORN}
    Person.objects.filter(pk=person.pk).update(**values)
    Certificate.objects.filter(pk=Certificate.objects.filter(person__isnull=False).first().pk).update(person=person)
    Certificate.objects.filter(person=person).update(holder=f"{NAME}, S.Pd.I.", holder_number=NIP)
    add_rows(cast, person)
    leave(cast, person)
    return Person.objects.get(pk=person.pk)


def add_rows(cast: Cast, person: Person) -> None:
    """What stands behind no door."""
    now = timezone.now()
    version = SharedVersion.objects.exclude(reply__isnull=False).filter(assessment__teacher=person).first()
    sheet = version.assessment
    Reply.objects.create(version=version, text="x", by=person, written_at=now)
    values = {"written_at": now, "answer": "x", "answered_at": now, "answered_by": cast.daeng.person}
    Objection.objects.create(version=version, text="x", by=person, **values)
    for model in (Note, Sighting):
        names = {"indicator": "X1"} if model is Note else {}
        model.objects.create(assessment=sheet, school_year=2026, text="x", noted_at=now, **names)
    PaperCopy.objects.create(assessment=sheet, code="X", typed_by=cast.baso, typed_at=now)
    spare = Assessment.objects.filter(reflection=None).first()
    SelfReflection.objects.create(assessment=spare, by=person, text="x", sent_at=now)
    TopicOrigin.objects.create(
        topic=Topic.objects.first(), kind="masalah", words="x", proposed_on=date(2026, 11, 1), by=cast.gita
    )
    Consent.objects.create(person=person, given_on=date(2026, 1, 1), recorded_by=cast.jafar)
    ColumnMemory.objects.create(user=cast.jafar, kind="guru", key="x")
    DataRequest.objects.update(answer="x", answered_at=now, answered_by=cast.jafar)
    KeptSend.objects.create(browser="x", account=cast.aminah, page="/", action="/", content=NAME.encode())
    AccessLog.objects.create(username=NIP, ip_address="10.0.0.1", path_info="/masuk/")
    Revision.objects.update(looked_at=now, looked_by=cast.baso, is_accepted=True)


def leave(cast: Cast, person: Person) -> None:
    day = date(2024, 7, 2)
    person.placements.update(until=F("since"))
    person.assignments.update(until=day)
    person.officer_terms.update(until=day)
    close_account(user=User.objects.get(person=person), reason="Pensiun", by=cast.jafar)


def figures() -> dict[str, Any]:
    """What is counted anywhere, as it stands."""
    return {
        "scores": list(Score.objects.order_by("pk").values()),
        "results": list(SharedVersion.objects.order_by("pk").values_list("answers", "result")),
        "attendance": list(Attendance.objects.order_by("pk").values_list("session", "person", "mark", "way")),
        "hours": list(Certificate.objects.order_by("pk").values_list("person", "hours", "number")),
    }


def erase(cast: Cast, person: Person) -> Erasure:
    done = erase_person(
        person=person, reason=f"Surat {NAME} tanggal 3 November 2026", rules=ERASING_RULES, by=cast.jafar
    )
    return Erasure.objects.get(pk=done.pk)


def test_no_trace_is_left_in_any_table_and_no_figure_changes(cast: Cast, erasable: Person) -> None:
    assert write_into_every_column() == UNFILLED
    before = figures()
    assert len({line.partition(":")[0] for line in traces()}) > 50
    done = erase(cast, erasable)
    assert done.done_at
    assert done.replaced > 100
    assert traces() == []
    assert figures() == before
    assert str(Person.objects.get(pk=erasable.pk)) == f"Guru terhapus {done.code}"
    assert json.dumps(SharedVersion.objects.first().notes)
    assert client_of(cast.jafar).get(f"/guru/{erasable.pk}/").status_code == 200
