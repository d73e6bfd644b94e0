"""Two persons of one name are told apart wherever one of them is chosen: by madrasah, then class."""

from collections.abc import Iterator

import pytest
from django import forms

from madrasah.models import Person
from madrasah.work.namesakes import PeopleChoice, PersonChoice
from tests.house.namesakes import NAME
from tests.house.table import Page
from tests.house.walks.drawn import forms_in


def of_persons(form: forms.BaseForm) -> Iterator[tuple[str, forms.Field]]:
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Person:
            yield name, field


def of_namesakes(field: forms.Field) -> list[str]:
    """The words of each choice in which a namesake stands."""
    return [str(word) for _, word in getattr(field, "choices", ()) if NAME.lower() in str(word).lower()]


@pytest.mark.django_db
def test_every_form_tells_namesakes_apart(shown: list[Page]) -> None:
    """Fields over persons, and every other choice in which a namesake stands."""
    plain, alike, seen = set(), {}, set()
    for form in (form for page in shown for form in forms_in(page.answer.context)):
        kind = type(form).__name__
        plain |= {f"{kind}.{f}" for f, one in of_persons(form) if not isinstance(one, PersonChoice | PeopleChoice)}
        for name, field in form.fields.items():
            words = of_namesakes(field)
            seen |= {f"{kind}.{name}"} if len(words) > 2 else set()
            if len({word.lower() for word in words}) < len(words):
                alike[f"{kind}.{name}"] = words
    assert plain == set()
    assert alike == {}
    assert len(seen) >= 8, seen
