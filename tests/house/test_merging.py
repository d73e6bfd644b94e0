"""No key to Person is forgotten when two records become one: each has a fold in the app that owns it."""

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from config.merging import MERGING_RULES
from madrasah.models import Person

APPS = ("core", "madrasah", "kkg", "competency", "config")


def keys_to_person() -> set[str]:
    """Every column and every table between that points to a person, those of the history aside."""
    ours = [model for model in apps.get_models() if model._meta.app_label in APPS]
    return {
        f"{model._meta.label}.{field.name}"
        for model in ours
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model is Person
    }


def test_every_key_to_a_person_is_declared_by_its_floor() -> None:
    assert set(MERGING_RULES.folds) == keys_to_person()
