"""Forms on semesters and holidays."""

from core.forms import RowForm
from madrasah.semesters.models import Holiday, Semester


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
