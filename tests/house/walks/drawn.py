"""What a page was drawn from."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet


def forms_in(context: Any) -> Iterator[forms.BaseForm]:
    """Every form that the page was drawn from, those of a formset one by one."""
    for layer in context or ():
        for value in layer.dicts if hasattr(layer, "dicts") else [layer]:
            for found in value.values() if isinstance(value, dict) else ():
                if isinstance(found, BaseFormSet):
                    yield from found.forms
                elif isinstance(found, forms.BaseForm):
                    yield found
