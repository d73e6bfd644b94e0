"""Forms on semesters and holidays."""

from typing import Any

from django import forms

from core.formats import date_range
from core.forms import FormBase, RowForm
from madrasah.semesters.models import Holiday, Semester
from madrasah.semesters.national_reads import NationalHoliday


class SemesterForm(RowForm[Semester]):
    """First and last day of a semester."""

    submit_word = "Simpan tanggal"

    class Meta:
        model = Semester
        fields = ["starts_on", "ends_on"]


class HolidayForm(RowForm[Holiday]):
    """Days without lessons inside the semester."""

    submit_word = "Tambah hari libur"

    class Meta:
        model = Holiday
        fields = ["name", "starts_on", "ends_on"]


class NationalForm(FormBase, forms.Form):
    """Which national holidays count in the semester; none is ticked before somebody has looked."""

    submit_word = "Masukkan ke kalender"
    libur = forms.MultipleChoiceField(label="Hari libur nasional", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: list[NationalHoliday], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {day.key: day for day in offered}
        field: Any = self.fields["libur"]
        field.choices = [(day.key, _words(day)) for day in offered]

    @property
    def chosen(self) -> list[NationalHoliday]:
        """Those ticked."""
        return [self.offered[key] for key in self.cleaned_data["libur"]]


def _words(day: NationalHoliday) -> str:
    """'21–22 Maret 2026: Idulfitri 1447 Hijriah (ditetapkan)'."""
    return f"{date_range(day.starts_on, day.ends_on)}: {day.name} ({day.certainty})"
