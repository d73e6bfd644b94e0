"""Persons to choose from, told apart where two names read alike: by madrasah, then class, then a number.

Belongs here: the one wording of every choice of a person, and the fields that use it. Whom a form offers is
said by the form.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from madrasah.people.models import Person
from madrasah.people.names import comparison_key
from madrasah.scope import open_at
from madrasah.work.models import Assignment, Placement

Words = dict[int, str]


def told_apart(people: Sequence[Person]) -> Words:
    """Person pk -> name with titles, and more only where it is needed. No query unless two are alike, then two."""
    names = {person.pk: str(person) for person in people}
    same = {person.pk: _read(person.name) for person in people}
    alike = _alike(same)
    if not alike:
        return names
    for words in _marks(alike):
        for pk in _alike(same):
            names[pk] += f" · {words[pk]}" if pk in words else ""
            same[pk] += f"|{words.get(pk, '')}"
    for number, pk in enumerate(sorted(_alike(same)), start=1):
        names[pk] += f" · data {number}"
    return names


def _read(name: str) -> str:
    """As it is heard; a number typed behind a name tells it apart already."""
    return comparison_key(name) + "".join(sign for sign in name if sign.isdigit())


def _alike(same: Mapping[int, str]) -> list[int]:
    counts = Counter(same.values())
    return [pk for pk, key in same.items() if counts[key] > 1]


def _marks(people: Collection[int]) -> tuple[Words, Words]:
    """Where each of them works today, else holds an office; and the class of who has one."""
    today = timezone.localdate()
    posts = Placement.objects.filter(open_at(today), person__in=people).select_related("madrasah")
    offices = Assignment.objects.open(today).filter(person__in=people).exclude(madrasah=None).select_related("madrasah")
    places = {office.person_id: f"{office.get_role_display()} {office.madrasah}" for office in offices}
    classes: Words = {}
    for post in posts.order_by("is_home", "-since", "-pk"):
        places[post.person_id] = str(post.madrasah)
        if post.class_name:
            classes[post.person_id] = f"kelas {post.class_name}"
    return places, classes


class _People(ModelChoiceIterator):  # type: ignore[type-arg]
    """All of them read once, since a name depends on the others; of each only the name."""

    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        rows: Any = self.queryset
        people = list(rows.names_only())
        yield from zip(map(field.prepare_value, people), name_all(field, people), strict=True)


def name_all(_field: Any, people: Sequence[Person]) -> list[str]:
    """The words of a choice, in its order; `core.forms.offer` asks a field for it."""
    names = told_apart(people)
    return [names[person.pk] for person in people]


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person."""

    iterator = _People
    name_all = name_all


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several persons."""

    iterator = _People
    name_all = name_all
