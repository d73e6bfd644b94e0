"""Words of forms: no field speaks English because its column was left without a name."""

from collections.abc import Iterator

from django.db.models import Field
from django.urls import get_resolver

from core.forms import RowForm

ALIKE = {"status"}  # Indonesian as well


def kinds(kind: type = RowForm) -> Iterator[type]:
    """Every form on a row, once all pages are loaded."""
    for one in kind.__subclasses__():
        yield one
        yield from kinds(one)


def nameless(form: type) -> list[str]:
    """Fields whose label would be the column's English name."""
    meta = form._meta  # type: ignore[attr-defined]
    columns = [meta.model._meta.get_field(name) for name in meta.fields or ()]
    labels = meta.labels or {}
    own = [one for one in columns if isinstance(one, Field) and one.name not in {*labels, *form.declared_fields}]  # type: ignore[attr-defined]
    return [one.name for one in own if str(one.verbose_name) == one.name.replace("_", " ") and one.name not in ALIKE]


def test_no_field_takes_its_label_from_an_english_column() -> None:
    assert get_resolver().reverse_dict is not None  # loads every view, and with it every form
    found = {form.__qualname__: nameless(form) for form in kinds() if form._meta.model}  # type: ignore[attr-defined]
    assert {form: bad for form, bad in found.items() if bad} == {}
