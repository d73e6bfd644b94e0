"""The long part of an erasure: every column of words is looked through, table by table; then the person's own rows.

Each table is a transaction of its own, and a table looked through twice is as after once: so a job that was cut off
goes on. The identity is read from the rows themselves each time and goes last; it is noted nowhere else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from madrasah.erasures.models import Erasure, Leftover
from madrasah.erasures.reads import Subject, subject_of
from madrasah.erasures.rules import ErasingRules, label, own_filter, own_values, subject_model
from madrasah.people.models import Person
from madrasah.users.models import User

OURS = frozenset({"core", "madrasah", "kkg", "competency"})
MOST_LEFT, PORTION, DEEPEST = 500, 500, 3


@contextmanager
def unfrozen() -> Iterator[None]:
    """Within this transaction, and for this only, frozen rows may be changed, and no history is written of it."""
    with pgtrigger.ignore(), transaction.atomic():
        yield


def finish_erasure(*, erasure: Erasure, rules: ErasingRules, tell: Callable[[int, int], None]) -> None:
    """Look through all tables, then set the person's own rows; done once, it is done."""
    if erasure.done_at:
        return
    erasure.leftovers.all().delete()
    subject = subject_of(erasure.person, erasure)
    tables = [(model, columns) for model in stored_models() if (columns := words_of(model, rules))]
    for number, (model, columns) in enumerate(tables):
        tell(number, len(tables))
        replaced, left = _sweep(model, columns, subject, erasure)
        Erasure.objects.filter(pk=erasure.pk).update(replaced=F("replaced") + replaced, left=F("left") + left)
    with unfrozen():
        _name_unread(erasure, subject, rules)
        for model in stored_models():
            if own := rules.own.get(label(model)):
                rows = model._base_manager.filter(own_filter(model, own.paths, subject.persons))
                rows.update(**own_values(model, own.values, subject.pseudonym))
        Erasure.objects.filter(pk=erasure.pk).update(done_at=timezone.now())


def stored_models() -> list[type[models.Model]]:
    """Everything with a table of its own, those of the history and of other packages too."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [model for model in found if not model._meta.proxy]


def words_of(model: type[models.Model], rules: ErasingRules) -> list[str]:
    """The columns of this table that are searched; what the history leaves out is not there."""
    names = {column.name for column in model._meta.concrete_fields}
    return [name for name in rules.words.get(label(model), "").split() if name in names]


def _sweep(model: type[models.Model], columns: Sequence[str], subject: Subject, erasure: Erasure) -> tuple[int, int]:
    """How many values were replaced, and in how many rows something like the person is left."""
    rows = model._base_manager.annotate(all_words=_together(columns)).filter(all_words__iregex=subject.identity.coarse)
    changed, left = 0, 0
    with unfrozen():
        for portion in _portions(rows.order_by().values_list("pk", *columns)):
            theirs = _linked(model, [row[0] for row in portion], subject)
            alike = {}
            for key, *values in portion:
                after, why = _written(columns, values, subject, names=key in theirs)
                if after:
                    model._base_manager.filter(pk=key).update(**_fitting(model, after))
                    changed += len(after)
                if why:
                    alike[key] = why
            _name_left(model, alike, erasure)
            left += len(alike)
    return changed, left


def _together(columns: Sequence[str]) -> Concat:
    """All words of a row as one text: trying the pattern costs more than what it is tried on."""
    parts = (part for name in columns for part in (Value("\n"), Cast(name, TextField())))
    return Concat(*parts, output_field=TextField())


def _portions(rows: Any) -> Iterator[list[Any]]:
    found = list(rows)  # what matches is little beside what was read
    for start in range(0, len(found), PORTION):
        yield found[start : start + PORTION]


def _written(
    columns: Sequence[str], values: Sequence[Any], subject: Subject, *, names: bool
) -> tuple[dict[str, Any], Leftover.Why | None]:
    """What changes in a row, and why something like the person is left in it, if it is."""
    after: dict[str, Any] = {}
    may_name, is_left = names or not subject.identity.is_shared, False
    for name, value in zip(columns, values, strict=True):
        written = subject.identity.replace(value, subject.pseudonym, names=may_name)
        after |= {name: written.value} if written.changed else {}
        is_left |= written.left
    why = Leftover.Why.LIKE if may_name else Leftover.Why.SHARED
    return after, why if is_left else None


def _fitting(model: type[models.Model], after: dict[str, Any]) -> dict[str, Any]:
    """A pseudonym may be longer than the name that stood there."""
    fitted = {}
    for name, value in after.items():
        most = getattr(model._meta.get_field(name), "max_length", None)
        fitted[name] = value[:most] if most and isinstance(value, str) else value
    return fitted


def _name_left(model: type[models.Model], alike: Mapping[Any, Leftover.Why], erasure: Erasure) -> None:
    """Rows one by one, up to a bound. The history of a row is told with the row."""
    if subject_model(model) is model and alike:
        room = max(0, MOST_LEFT - erasure.leftovers.count())
        rows = [
            Leftover(erasure=erasure, place=label(model), row=key, why=why)
            for key, why in alike.items()
            if isinstance(key, int)
        ]
        Leftover.objects.bulk_create(rows[:room], ignore_conflicts=True)


def _linked(model: type[models.Model], keys: Sequence[Any], subject: Subject) -> set[Any]:
    """Of these rows those that hang on the person, by any way: there a name that others share means this one."""
    if not subject.identity.is_shared:
        return set()
    found: set[Any] = set()
    for path in ways_to_person(model):
        rows = model._base_manager.filter(pk__in=keys, **{f"{path}__in": list(subject.persons)})
        found |= set(rows.values_list("pk", flat=True))
    return found


def ways_to_person(model: type[models.Model], deep: int = 0) -> list[str]:
    """Look-ups from a row to each person it names, by itself or by a row it hangs on."""
    ways: list[str] = []
    for column in [*model._meta.fields, *model._meta.many_to_many]:
        target = column.related_model
        if target is Person:
            ways.append(column.name)
        elif target is User:
            ways.append(f"{column.name}__person")
        elif isinstance(target, type) and target._meta.app_label in OURS and target is not model and deep < DEEPEST:
            ways += [f"{column.name}__{way}" for way in ways_to_person(target, deep + 1)]
    return ways


def _name_unread(erasure: Erasure, subject: Subject, rules: ErasingRules) -> None:
    """Rows with a file that may name the person and that no search can read."""
    rows = [
        Leftover(erasure=erasure, place=where, row=key, why=Leftover.Why.FILE)
        for where, path in rules.unread.items()
        for key in _keys(apps.get_model(where), path, subject)
    ]
    Leftover.objects.bulk_create(rows, ignore_conflicts=True)
    Erasure.objects.filter(pk=erasure.pk).update(left=F("left") + len(rows))


def _keys(model: type[models.Model], path: str, subject: Subject) -> list[int]:
    column, _, way = path.partition(" ")
    rows = model._base_manager.filter(**{f"{way}__in": list(subject.persons), f"{column}__isnull": False})
    return list(rows.order_by("pk").values_list("pk", flat=True).distinct()[:MOST_LEFT])
