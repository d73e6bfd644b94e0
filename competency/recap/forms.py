"""Which semester, madrasah and teacher a recap is of. GET forms only."""

from datetime import date
from typing import Any

from django import forms

from competency.summary.forms import SemesterChoice
from core.forms import offer
from madrasah.models import Madrasah, Person
from madrasah.places.choices import MadrasahChoice
from madrasah.work.namesakes import PersonChoice


class RecapChoice(SemesterChoice):
    """Empty is all: every madrasah of the reader's office, every teacher there."""

    madrasah = MadrasahChoice(
        label="Madrasah", queryset=Madrasah.objects.none(), required=False, empty_label="Semua madrasah"
    )
    guru = PersonChoice(Person.objects.none(), label="Guru", required=False, empty_label="Semua guru")

    def __init__(self, *args: Any, today: date, places: Any, teachers: Any, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        if len(offer(self.fields["madrasah"], places)) < 2:
            self.fields["madrasah"].widget = forms.HiddenInput()
        field: Any = self.fields["guru"]
        field.queryset = teachers
        if teachers is None or not places:
            del self.fields["guru"]
        self.refresh_fields()

    @property
    def place(self) -> Madrasah | None:
        """The chosen madrasah; None for all."""
        place: Madrasah | None = self.cleaned_data.get("madrasah") if self.is_valid() else None
        return place

    @property
    def teacher(self) -> Person | None:
        """The chosen teacher; None for all."""
        teacher: Person | None = self.cleaned_data.get("guru") if self.is_valid() else None
        return teacher
