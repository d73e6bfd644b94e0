"""Which month of the RPP ledger to open, where, and whether only what is unchecked. A GET form."""

from datetime import date, timedelta
from typing import Any

from django import forms

from competency.rpp.forms import FIRST_WEEK
from competency.rpp.weeks import month_of
from core.forms import FormBase
from madrasah.models import Madrasah
from madrasah.periods import week_start
from madrasah.places.choices import offer_places, place_filter


class MonthChoice(FormBase, forms.Form):
    """Reads the address; a month that can't be read or has not begun is that of the running week."""

    bulan = forms.DateField(label="Bulan", required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput)
    madrasah = place_filter()
    belum = forms.BooleanField(label="Hanya yang belum diperiksa", required=False)

    def __init__(self, *args: Any, places: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.places = offer_places(self, places)

    @property
    def now(self) -> date:
        """The month of the running week."""
        return month_of(week_start(self.today))

    @property
    def month(self) -> date:
        """Its first day."""
        asked: date | None = self.cleaned_data.get("bulan")
        return asked if asked and FIRST_WEEK <= asked <= self.now else self.now

    @property
    def before(self) -> date:
        """The month before."""
        return month_of(self.month - timedelta(days=1))

    @property
    def after(self) -> date | None:
        """The month after, once it has begun."""
        following = month_of(self.month + timedelta(days=31))
        return following if following <= self.now else None

    @property
    def one(self) -> Madrasah | None:
        """The madrasah chosen, or the only one there is."""
        return self.cleaned_data.get("madrasah") or (self.places[0] if len(self.places) == 1 else None)
