"""Whatever stands in a sheet: it is read without an exception, and what was written once stays the same."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from core.workbooks.limits import FileRefused
from madrasah.models import ImportRun
from tests.cast import Cast
from tests.madrasah.imports.uploads import done, kinds, upload
from tests.workbooks import TEACHER_HEAD, teachers

pytestmark = pytest.mark.django_db
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
FEW = settings(max_examples=12, suppress_health_check=SLOW, derandomize=True)

ODD = some.one_of(
    some.none(),
    some.text(max_size=12),
    some.integers(-1, 10**17),
    some.booleans(),
    some.floats(0, 1e6),
    some.sampled_from(["-", "null", "'", "1900-01-01", "\u202eContoh", "👩‍🏫", "=1+1", "MI Contoh Satu"]),
    some.dates(),
)
NAMES = some.sampled_from(["Contoh A", "CONTOH A", "Hj. Contoh B, S.Pd", "Muh. Contoh C", "Aminah Contoh"])
LIKELY = some.fixed_dictionaries(
    {"name": NAMES, "nsm": some.sampled_from(["111273020001", "111273020002", "111273020003"])},
    optional={
        "peg_id": some.integers(1, 4).map(lambda n: f"9900000000000{n}"),
        "nuptk": some.integers(1, 3).map(lambda n: f"990000000000000{n}"),
        "birth_date": some.sampled_from(["05/09/1990", "6 Juli 1991"]),
        "phone": some.sampled_from(["08001234567", "0800 765 4321"]),
        "level": some.sampled_from(["S1", "S2"]),
        "programme": some.sampled_from(["PGMI", "PAI"]),
        "subject": some.sampled_from(["Guru Kelas", "Kelas 4A", "Fikih"]),
        "is_certified": some.sampled_from(["Sudah", "Belum"]),
    },
)


def written(xlsx_rows: list[dict[str, Any]], cast: Cast) -> ImportRun:
    run = upload(teachers(*xlsx_rows), cast.jafar)
    assert run.job is not None and not run.job.has_failed
    return run


@FEW
@given(rows=some.lists(some.fixed_dictionaries({}, optional=dict.fromkeys(TEACHER_HEAD, ODD)), max_size=6))
def test_any_cells_lead_to_a_preview_or_a_sentence(cast: Cast, rows: list[dict[str, Any]]) -> None:
    rows = [{name: _fit(value) for name, value in row.items()} for row in rows]
    with transaction.atomic():
        try:
            run = written(rows, cast)
            assert run.status == ImportRun.Status.PREVIEW or run.problem
        except FileRefused as refusal:
            assert str(refusal)
        transaction.set_rollback(True)


@FEW
@given(rows=some.lists(LIKELY, min_size=1, max_size=8))
def test_what_was_written_once_is_the_same_the_second_time(cast: Cast, rows: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        assert done(written(rows, cast)) or not kinds(ImportRun.objects.get()).keys() & {"baru", "berubah"}
        assert not kinds(written(rows, cast)).keys() & {"baru", "berubah"}
        transaction.set_rollback(True)


def _fit(value: Any) -> Any:
    """Characters that no Excel file can hold are left out."""
    return "".join(sign for sign in value if sign.isprintable()) if isinstance(value, str) else value
