"""Forms on semesters and holidays."""

from django import forms

from core.forms import FormBase
from madrasah.semesters.models import Holiday, Semester


class SemesterForm(FormBase, forms.ModelForm):
    """First and last day of a semester."""

    submit_word = "Simpan tanggal"

    class Meta:
        model = Semester
        fields = ["starts_on", "ends_on"]


class HolidayForm(FormBase, forms.ModelForm):
    """Days without lessons inside the semester."""

    submit_word = "Tambah hari libur"

    class Meta:
        model = Holiday
        fields = ["name", "starts_on", "ends_on"]
