"""Choosing a semester, and for those who read many teachers a madrasah. GET forms only."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms

from core.forms import FormBase, offer
from madrasah.models import Madrasah, Semester
from madrasah.places.choices import offer_places, place_filter


class SemesterChoice(FormBase, forms.Form):
    """The semester in the address; without one, that of today or the last that began."""

    submit_word = "Tampilkan"
    semester = forms.ModelChoiceField(
        label="Semester", queryset=Semester.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun = offer(self.fields["semester"], Semester.objects.begun(today))

    @cached_property
    def chosen(self) -> Semester | None:
        """The chosen one, else the newest that has begun; None where no semester is recorded."""
        return (self.cleaned_data.get("semester") if self.is_bound else None) or next(iter(self.begun), None)


class PlaceChoice(SemesterChoice):
    """Semester, and of who reads several a madrasah; an empty one means all."""

    madrasah = place_filter()

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, places)

    @property
    def place(self) -> Madrasah | None:
        """The chosen madrasah; None for all."""
        place: Madrasah | None = self.cleaned_data.get("madrasah") if self.is_bound else None
        return place


class TeachersChoice(PlaceChoice):
    """Of whom the list of teachers is: all, or those not observed yet."""

    SEMESTER, EVER = "semester", "pernah"

    belum = forms.ChoiceField(
        label="Diamati",
        required=False,
        choices=[
            ("", "Semua guru"),
            (SEMESTER, "Belum diamati semester itu"),
            (EVER, "Belum pernah diamati di madrasahnya"),
        ],
    )
