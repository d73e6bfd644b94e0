"""Forms on madrasah; regions offered are those the user registers."""

from typing import Any

from django import forms
from django.db.models import Q

from core.forms import FormBase, RevisedForm
from madrasah import identity
from madrasah.places.models import Madrasah, Region
from madrasah.scope import in_regions, scope_of
from madrasah.users.models import User


class SearchForm(FormBase, forms.Form):
    """One word to look for."""

    q = forms.CharField(label="Cari nama atau nomor", max_length=60, required=False)


class MadrasahFilter(SearchForm):
    """Which madrasah of the list."""

    tanpa_kepala = forms.BooleanField(label="Hanya yang belum punya kepala", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not scope_of(user).registers_regions:
            del self.fields["tanpa_kepala"]


class MadrasahForm(RevisedForm[Madrasah]):
    """Identity of a madrasah."""

    submit_word = "Simpan madrasah"

    class Meta:
        model = Madrasah
        fields = ["name", "status", "nsm", "npsn", "region", "village", "address", "affiliation", "accreditation"]
        widgets = {"status": forms.RadioSelect}
        help_texts = {
            "name": "Untuk nama baru sejak tanggal tertentu, pakai Ganti nama.",
            "nsm": "12 angka, boleh kosong.",
            "npsn": "8 angka, boleh kosong.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
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


def _sound(number: str, reason: str | None) -> str:
    if reason:
        raise forms.ValidationError(reason)
    return number
