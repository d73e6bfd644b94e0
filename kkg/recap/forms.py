"""Which KKG and which span of days a recap is about."""

from datetime import date
from typing import Any

from django import forms

from core.forms import FormBase, offer
from kkg.groups.models import WorkingGroup
from madrasah.models import Semester
from madrasah.periods import semester_label


class RecapForm(FormBase, forms.Form):
    """Reads the address: a KKG and a semester, or days of one's own; by default the latest semester."""

    kkg = forms.ModelChoiceField(WorkingGroup.objects.none(), label="KKG", required=False, empty_label=None)
    semester = forms.ModelChoiceField(Semester.objects.none(), label="Semester", required=False, empty_label=None)
    dari = forms.DateField(label="Dari tanggal", required=False)
    sampai = forms.DateField(label="Sampai tanggal", required=False)

    def __init__(self, *args: Any, groups: Any, semesters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        semester: Any = self.fields["semester"]
        semester.label_from_instance = lambda row: semester_label(row.school_year, row.term)
        found = {name: offer(self.fields[name], rows) for name, rows in (("kkg", groups), ("semester", semesters))}
        if len(found["kkg"]) < 2:
            del self.fields["kkg"]
        # Without a blank choice: what stands first is what is shown when nothing was said.
        self._else: dict[str, Any] = {name: rows[0] if rows else None for name, rows in found.items()}
        self.is_valid()

    def clean(self) -> dict[str, Any]:
        """Both days or none, in their order."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("dari"), data.get("sampai")
        if bool(since) != bool(until):
            self.add_error("sampai" if since else "dari", "Isi kedua tanggalnya, atau kosongkan keduanya.")
        elif since and until and until < since:
            self.add_error("sampai", "Tanggal akhir harus sesudah tanggal awal.")
        return data

    @property
    def group(self) -> WorkingGroup | None:
        """Which was chosen, else the first one may see."""
        found: WorkingGroup | None = self.cleaned_data.get("kkg") or self._else["kkg"]
        return found

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day; None while there is no semester yet."""
        if self.cleaned_data.get("dari") and self.cleaned_data.get("sampai"):
            return self.cleaned_data["dari"], self.cleaned_data["sampai"]
        semester = self.cleaned_data.get("semester") or self._else["semester"]
        return (semester.kkg_days.starts_on, semester.kkg_days.ends_on) if semester else None

    @property
    def year(self) -> int | None:
        """The school year of the chosen semester; None where days of one's own were typed."""
        semester = self.cleaned_data.get("semester") or self._else["semester"]
        return semester.school_year if semester and not self.cleaned_data.get("dari") else None

    @property
    def has_days(self) -> bool:
        """Whether days of one's own were typed."""
        return bool(self["dari"].value() or self["sampai"].value())
