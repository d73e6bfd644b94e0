"""How two records of one person become one: what a fold is, and what every app says with it.

Each app declares its own folds; config/merging.py puts them together. Not here: who may, nor the writing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models

from core.steps import Plan, change_all
from madrasah.people.models import Person

KEPT, DROPPED = "kept", "dropped"
ACCOUNT = "account"
NUMBERS = ("nip", "nuptk", "npk", "peg_id", "nrg")
TEXTS = (
    "name",
    "title_before",
    "title_after",
    "sex",
    "birth_place",
    "birth_date",
    *NUMBERS,
    "phone",
    "email",
    "employment",
    "grade",
)


@dataclass(frozen=True)
class Pair:
    """Two records; `choices` says "kept" or "dropped" for each field that differs, and for the account."""

    kept: Person
    dropped: Person
    choices: Mapping[str, str] = field(default_factory=dict)

    def takes(self, name: str) -> bool:
        """Whether the value of the record that goes was chosen."""
        return self.choices.get(name) == DROPPED


Fold = Callable[[Pair], Plan]


@dataclass(frozen=True)
class MergingRules:
    """What all apps say: a fold per key to Person, what follows a merge, and what forbids its undoing."""

    folds: Mapping[str, Fold]
    afterwards: Sequence[Callable[[Person], None]] = ()
    why_not_undo: Sequence[Callable[[Any], str | None]] = ()


def moving(rows: Iterable[models.Model], column: str, pair: Pair, noun: str) -> Plan:
    """All these rows of the record that goes point to the one that stays."""
    found = list(rows)
    if not found:
        return Plan()
    step = change_all(found, noun, **{column: pair.kept.pk})
    return Plan((step,), (f"{len(found)} {noun} pindah ke {pair.kept.name}.",))


def folding(rules: Mapping[str, Fold | str]) -> dict[str, Fold]:
    """By "app.Model.key" what becomes of the rows: a fold, or their noun where all simply move (`moving`)."""
    return {key: partial(_move_all, key, rule) if isinstance(rule, str) else rule for key, rule in rules.items()}


def _move_all(key: str, noun: str, pair: Pair) -> Plan:
    model, column = key.rsplit(".", 1)
    rows = apps.get_model(model)._base_manager.filter(**{column: pair.dropped.pk})
    return moving(rows, f"{column}_id", pair, noun)


def staying(_pair: Pair) -> Plan:
    """Rows that tell what was: they go on naming the record they were made for."""
    return Plan()


def differing(kept: Person, dropped: Person) -> list[str]:
    """Fields that both have and that differ: the user says which holds."""
    return [
        name
        for name in TEXTS
        if getattr(kept, name) and getattr(dropped, name) and getattr(kept, name) != getattr(dropped, name)
    ]
