"""Forms on madrasah, semester and holiday; regions offered are those the user registers."""

from typing import Any

from django import forms
from django.db.models import Q

from core.forms import FormBase
from madrasah import identity
from madrasah.models import Holiday, Madrasah, Region, Semester
from madrasah.scope import in_regions, scope_of


class SearchForm(FormBase, forms.Form):
    """One word to look for."""

    q = forms.CharField(label="Cari nama atau nomor", max_length=60, required=False)


class RevisedForm(FormBase, forms.ModelForm):
    """A form on a row with `revision`: the number comes along, so that nothing is overwritten in silence."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision

    def seen(self) -> int:
        """The revision the person saw; 0 for none."""
        return self.cleaned_data["revision"] or 0

    def values(self) -> dict[str, Any]:
        """What was typed, and what the form makes of it, by the names of the columns."""
        return {name: getattr(self.instance, name) for name in self._meta.fields or ()}

    def build_on(self, stored: Any) -> None:
        """Show the form again, with what stands stored by now, so that the next press saves over that."""
        self.data = {**self.data.dict(), "revision": str(stored.revision)}  # type: ignore[attr-defined]
        there = [
            f"{stored._meta.get_field(name).verbose_name} sekarang “{_shown(stored, name)}”"
            for name, typed in self.values().items()
            if getattr(stored, name) != typed
        ]
        self.add_error(
            None,
            f"Orang lain mengubah data ini sejak Anda membukanya: {'; '.join(there)}. "
            "Periksa, lalu simpan lagi.",
        )

    def _get_validation_exclusions(self) -> set[str]:
        """Numbers are unique among rows not deleted: that condition must be judged too."""
        return super()._get_validation_exclusions() - {"removed_at"}  # type: ignore[misc]


class MadrasahForm(RevisedForm):
    """Identity of a madrasah."""

    submit_word = "Simpan madrasah"

    class Meta:
        model = Madrasah
        fields = [
            "name", "status", "nsm", "npsn", "region", "village", "address", "affiliation", "accreditation",
        ]  # fmt: skip
        widgets = {"status": forms.RadioSelect}
        help_texts = {
            "name": "Untuk nama baru sejak tanggal tertentu, pakai Ganti nama.",
            "nsm": "12 angka, boleh kosong.",
            "npsn": "8 angka, boleh kosong.",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        registered = in_regions(scope_of(user).registers_regions, path="")
        own = Region.objects.filter(registered | Q(pk=self.instance.region_id))
        region = self.fields["region"]
        assert isinstance(region, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        region.queryset = own.filter(level=Region.Level.KECAMATAN)
        self.fields["name"].widget.attrs["autocapitalize"] = "words"

    def clean_nsm(self) -> str:
        """Twelve digits of an MI, or nothing."""
        nsm = identity.clean_number(self.cleaned_data["nsm"])
        return _sound(nsm, identity.why_not_nsm(nsm) or identity.why_not_mi(nsm))

    def clean_npsn(self) -> str:
        """Eight digits, or nothing."""
        npsn = identity.clean_number(self.cleaned_data["npsn"])
        return _sound(npsn, identity.why_not_npsn(npsn))


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


def _sound(number: str, reason: str | None) -> str:
    if reason:
        raise forms.ValidationError(reason)
    return number


def _shown(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return str(value) if value not in (None, "") else "kosong"
