"""Forms of tindak lanjut: the filter of the list, and closing with a proof."""

from django import forms

from core.forms import FormBase


class FollowUpFilter(FormBase, forms.Form):
    """What the address of the list asks for: `?show=semua` or nothing."""

    ALL = "semua"

    show = forms.ChoiceField(label="Tampilkan", required=False, choices=[(ALL, "Semua")])

    def wants_all(self) -> bool:
        """Whether closed and waived ones are shown too."""
        return self.is_valid() and self.cleaned_data["show"] == self.ALL


class ProofForm(FormBase, forms.Form):
    """What proves that a tindak lanjut is done."""

    submit_word = "Tandai selesai"

    proof = forms.CharField(
        label="Bukti",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebut kunjungan dan yang terlihat. Misalnya: kunjungan kelas IV pada 3 November, "
        "alat peraga pecahan dipakai.",
    )
