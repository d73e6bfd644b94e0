"""Madrasah to choose from, told apart by kecamatan wherever more than one is offered; and many of them at once.

Belongs here: the one wording of every choice of madrasah, and the fields that use it. Whom a form offers is said by
the form.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator

from core.forms import FormBase, offer
from madrasah.places.models import Madrasah, Region


def name_all(_field: Any, places: Sequence[Madrasah]) -> list[str]:
    """The words of a choice, in its order; `core.forms.offer` asks a field for it. One query, if any."""
    names = _kecamatan_of(places)
    return [f"{place} · {names[place.region_id]}" if names else str(place) for place in places]


def _kecamatan_of(places: Sequence[Madrasah]) -> dict[str, str]:
    """Code -> name; empty where all of them stand in one."""
    codes = {place.region_id for place in places}
    return dict(Region.objects.filter(pk__in=codes).values_list("pk", "name")) if len(codes) > 1 else {}


class _Places(ModelChoiceIterator):  # type: ignore[type-arg]
    """All of them read once, since the words depend on the others."""

    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        places = list(self.queryset)
        yield from zip(map(field.prepare_value, places), name_all(field, places), strict=True)


class MadrasahChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One madrasah."""

    iterator = _Places
    name_all = name_all


def place_filter() -> MadrasahChoice:
    """The field `madrasah` by which a list is narrowed; `offer_places` fills it."""
    return MadrasahChoice(Madrasah.objects.none(), label="Madrasah", required=False, empty_label="Semua madrasah")


def offer_places(form: Any, places: Any) -> list[Madrasah]:
    """Fill a filter's madrasah, out of sight where there is no choice. Returns them."""
    found: list[Madrasah] = offer(form.fields["madrasah"], places)
    if len(found) < 2:
        form.fields["madrasah"].widget = forms.HiddenInput()
    return found


class MadrasahsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several madrasah, ticked one by one; `offer_madrasahs` fills it."""

    name_all = name_all
    widget = forms.CheckboxSelectMultiple


def offer_madrasahs(field: Any, places: Any) -> list[Madrasah]:
    """Fill a MadrasahsChoice from a queryset; those of a kecamatan stand together. Returns them in that order."""
    return offer(field, places.by_kecamatan())


def _wholes(places: Sequence[Madrasah]) -> list[tuple[str, str]]:
    """Regions to choose as a whole: a kabupaten where several kecamatan stand, a kecamatan with several madrasah."""
    found = Counter(place.region for place in places)
    parts = Counter(region.parent for region in found if region.parent)
    counts = Counter(place.region.parent for place in places)
    whole = [(one.pk, f"{one} ({counts[one]})") for one, several in parts.items() if several > 1]
    return whole + [(one.pk, f"{one} ({count})") for one, count in found.items() if count > 1]


class ManyPlacesForm(FormBase, forms.Form):
    """Many madrasah in one press: a whole kabupaten or kecamatan, single ones, or both."""

    needs_one = ""  # the sentence where none may not be chosen; both fields are `needed` then
    whole = forms.MultipleChoiceField(
        label="Semua madrasah di",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Yang dicentang di sini ikut terpilih seluruhnya; selebihnya pilih satu per satu di bawah.",
    )
    madrasahs = MadrasahsChoice(Madrasah.objects.none(), label="Madrasah", required=False)

    def offer_places(self, places: Any) -> None:
        """`places`: a queryset of madrasah."""
        whole: Any = self.fields["whole"]
        whole.choices = _wholes(offer_madrasahs(self.fields["madrasahs"], places))
        if not whole.choices:
            del self.fields["whole"]

    def clean(self) -> dict[str, Any]:
        """What was ticked one by one, and all of the whole regions; at least one where one is needed."""
        data = super().clean() or self.cleaned_data
        codes = data.pop("whole", [])
        field: Any = self.fields["madrasahs"]
        ticked = [place.pk for place in data.get("madrasahs", ())]
        within = Q(region__in=codes) | Q(region__parent__in=codes)
        data["madrasahs"] = field.queryset.filter(Q(pk__in=ticked) | within)
        if self.needs_one and not (ticked or codes):
            self.add_error("madrasahs", self.needs_one)
        return data
