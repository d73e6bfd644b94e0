"""The dates of a new school year; proposed as the ministry's calendars have been, changed by who opens it."""

from typing import Any

from django import forms

from core.forms import FormBase
from madrasah.periods import Span, Term, default_dates
from madrasah.school_years.rules import Opening


class YearForm(FormBase, forms.Form):
    """First press tries it out (no `mark` yet), the second opens the year."""

    gasal_starts = forms.DateField(label="Semester gasal mulai")
    gasal_ends = forms.DateField(label="Semester gasal selesai")
    genap_starts = forms.DateField(label="Semester genap mulai")
    genap_ends = forms.DateField(label="Semester genap selesai")
    mark = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)

    def __init__(self, *args: Any, school_year: int, **kwargs: Any) -> None:
        gasal, genap = (default_dates(school_year, term) for term in Term)
        proposed = {
            "gasal_starts": gasal.starts_on,
            "gasal_ends": gasal.ends_on,
            "genap_starts": genap.starts_on,
            "genap_ends": genap.ends_on,
        }
        super().__init__(*args, initial=proposed, **kwargs)
        self.school_year = school_year

    def opening_in(self, regions: frozenset[str]) -> Opening:
        """What was typed, as facts."""
        typed = self.cleaned_data
        gasal = Span(typed["gasal_starts"], typed["gasal_ends"])
        return Opening(self.school_year, gasal, Span(typed["genap_starts"], typed["genap_ends"]), regions)

    def build_on(self, mark: str) -> None:
        """Show the form again so that the next press acts on this preview."""
        self.data = dict(self.data.items()) | {"mark": mark}
