"""How a person is erased: what every app says of its columns. config/erasing.py puts it together.

Each text and JSON column of every table is either `own` (says something of the person the row hangs on: set anew),
`words` (may name anybody: searched) or `codes` (holds nobody: codes, digests, names of places and things). A column
that offers choices is a code. Tables of history are like the tables whose history they tell.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

from madrasah.erasures.reads import Subject

PSEUDONYM = object()
LOG_IN = object()


@dataclass(frozen=True)
class Own:
    """Columns of the rows that hang on a person by any of `paths`, and what they say from then on."""

    paths: Sequence[str]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Photo:
    """A file about nobody but the person its row hangs on; `instead` is set in the row when it goes."""

    path: str
    column: str
    instead: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ErasingRules:
    """What all apps say. `first` is done at once and tells how many files went; `unread` names files left as they are.

    `begin` is the job, which `config` names, since a job finds its rules by itself.
    """

    words: Mapping[str, str]
    codes: Mapping[str, str]
    own: Mapping[str, Own]
    gone: Mapping[str, str]
    photos: Mapping[str, Photo]
    unread: Mapping[str, str]
    first: Sequence[Callable[[Subject], int]]
    why_not: Sequence[Callable[[Any], str | None]]
    begin: Callable[..., None]


def subject_model(model: type[models.Model]) -> type[models.Model]:
    """Itself, or what it tells the history of."""
    tracked: type[models.Model] = getattr(model, "pgh_tracked_model", model)
    return tracked


def label(model: type[models.Model]) -> str:
    return subject_model(model)._meta.label


def own_filter(model: type[models.Model], paths: Sequence[str], persons: Collection[int]) -> models.Q:
    """Rows of `model` that hang on these persons; "pk" of a row is `pgh_obj` of its history."""
    is_history = model is not subject_model(model)
    found = models.Q(pk__in=[])
    for path in paths:
        found |= models.Q(**{f"{'pgh_obj' if is_history and path == 'pk' else path}__in": list(persons)})
    return found


def own_values(model: type[models.Model], values: Mapping[str, Any], pseudonym: str) -> dict[str, Any]:
    """What is set, as far as `model` has these columns."""
    key = "pk" if model is subject_model(model) else "pgh_obj_id"
    log_in = Concat(Value("terhapus-"), Cast(key, models.CharField()))
    names = {column.name for column in model._meta.concrete_fields}
    special = {id(PSEUDONYM): pseudonym, id(LOG_IN): log_in}
    return {name: special.get(id(value), value) for name, value in values.items() if name in names}
