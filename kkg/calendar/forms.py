"""Which month of the calendar."""

from django import forms

from core.forms import FormBase
from kkg.calendar.months import Month, read_month


class MonthForm(FormBase, forms.Form):
    """ "bulan=2026-11"; what can't be read is the month of today."""

    bulan = forms.CharField(label="Bulan", required=False, max_length=7)

    @property
    def month(self) -> Month | None:
        """The month asked for, if any."""
        return read_month(self.cleaned_data.get("bulan", ""))
