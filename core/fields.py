"""What a model knows of its own columns and ties, asked by their names."""

from typing import Any

from django.db.models import Field, Model


def field_of(model: type[Model], name: str) -> "Field[Any, Any]":
    """The field behind a column of the model."""
    found = model._meta.get_field(name)
    assert isinstance(found, Field)  # noqa: S101 - tells the type checker
    return found


def label_of(model: type[Model], name: str) -> str:
    """What a column is called on screen."""
    return str(field_of(model, name).verbose_name)


def rows_behind(model: type[Model], relation: str) -> Any:
    """All rows at the other end of a relation, with their own verbs: for querysets, which import no model."""
    other: Any = model._meta.get_field(relation).related_model
    return other._default_manager


def keys_of_any(*rows: Any, key: str = "pk") -> Any:
    """Keys that one of these querysets finds, to stand in another: each way in by an index of its own, where joined by
    OR the planner would walk the whole table.
    """
    first, *others = (found.order_by().values(key) for found in rows)
    return first.union(*others)
