"""Writes that can be taken back: each step names its rows, and their values before and after.

Belongs here: making, taking and undoing a step on any model. Not here: which rows a merge touches.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.apps import apps
from django.db import IntegrityError, models, transaction

from core.refusals import Refused

Values = dict[str, str | None]


@dataclass(frozen=True)
class Step:
    """`pks` of `model` get `after`; a row added has no `before`, a row removed no `after`."""

    model: str
    pks: list[int]
    noun: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True)
class Plan:
    """What will be written, in words too; with a refusal nothing is."""

    steps: tuple[Step, ...] = ()
    words: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    fresh: tuple[models.Model, ...] = field(default=(), compare=False)

    def __add__(self, other: Self) -> "Plan":
        return Plan(
            self.steps + other.steps, self.words + other.words, self.refusals + other.refusals, self.fresh + other.fresh
        )


def together(plans: Iterable[Plan]) -> Plan:
    """One plan of many, in their order."""
    return sum(plans, Plan())


def mark_of(plan: Plan) -> str:
    """Changes when the preview would say something else or touch other rows."""
    said = repr((plan.words, plan.refusals, [(step.model, step.pks) for step in plan.steps]))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def change(row: models.Model, noun: str, **after: Any) -> Step:
    """Set these columns (`person_id`, not `person`) of one row."""
    return change_all([row], noun, **after)


def change_all(rows: Sequence[models.Model], noun: str, **after: Any) -> Step:
    """The same columns of rows that hold the same values now."""
    first = rows[0]
    before = {name: _stored(first, name) for name in after}
    wanted = {name: _as_text(value) for name, value in after.items()}
    return Step(first._meta.label, [row.pk for row in rows], noun, before, wanted)


def remove(row: models.Model, noun: str) -> Step:
    """Take one row out; every value is kept for the way back."""
    return Step(row._meta.label, [row.pk], noun, _all_values(row), None)


def take(steps: Iterable[Step], fresh: Iterable[models.Model] = (), noun: str = "") -> list[dict[str, Any]]:
    """Write the steps, then the `fresh` rows; the document to keep for `undo`."""
    taken = list(steps)
    for step in taken:
        rows = _rows(step)
        if step.after is None:
            rows.delete()
        else:
            rows.update(**step.after)
    for row in fresh:
        row.save()
        taken.append(Step(row._meta.label, [row.pk], noun, None, _all_values(row)))
    return [asdict(step) for step in taken]


def undo(document: Sequence[Mapping[str, Any]]) -> None:
    """Take the steps back, last first. Raises Refused where a row is no longer as the step left it."""
    for step in reversed([Step(**part) for part in document]):
        try:
            with transaction.atomic():
                _undo_one(step)
        except IntegrityError as fault:
            raise Refused(_taken(step)) from fault


def _undo_one(step: Step) -> None:
    if step.before is None:
        _untouched(step).delete()
    elif step.after is None:
        _restore(step)
    else:
        _untouched(step).update(**step.before)


def _untouched(step: Step) -> models.QuerySet[Any]:
    """The rows as the step left them, all of them."""
    rows = _rows(step).filter(**{name: value for name, value in (step.after or {}).items() if _is_kept(name)})
    if rows.count() != len(step.pks):
        raise Refused(_changed(step))
    return rows


def _is_kept(name: str) -> bool:
    return name not in ("created_at", "updated_at", "revision")


def _changed(step: Step) -> str:
    return f"Tidak bisa dibatalkan: {step.noun} sudah diubah sejak itu. Perbaiki satu per satu."


def _taken(step: Step) -> str:
    return f"Tidak bisa dibatalkan: {step.noun} bertabrakan dengan data yang dicatat sesudahnya."


def _restore(step: Step) -> None:
    """The same row under the same key, its time stamps included."""
    model, values = apps.get_model(step.model), dict(step.before or {})
    if _rows(step).exists():
        return
    row = model(**{name: model._meta.get_field(name).to_python(value) for name, value in values.items()})
    model._base_manager.bulk_create([row])
    values.pop(model._meta.pk.attname)
    _rows(step).update(**values)  # time stamps, which saving would set anew


def _rows(step: Step) -> models.QuerySet[Any]:
    model: type[models.Model] = apps.get_model(step.model)
    return model._base_manager.filter(pk__in=step.pks)


def _all_values(row: models.Model) -> Values:
    return {part.attname: _stored(row, part.attname) for part in row._meta.concrete_fields}


def _stored(row: models.Model, name: str) -> str | None:
    return _as_text(getattr(row, name))


def _as_text(value: Any) -> str | None:
    """A value as text that its field reads back without loss; None stays."""
    if value is None:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
