"""What is asked before somebody is erased, in two steps."""

from django import forms

from core.forms import FormBase


class ErasureForm(FormBase, forms.Form):
    """Step one: on what ground."""

    submit_word = "Lanjut"
    reason = forms.CharField(
        label="Dasar permintaan",
        max_length=200,
        help_text="Misalnya: surat permintaan tanggal 3 November 2026, nomor agenda 14. Tanpa nama dan nomor orangnya.",
    )


class SureForm(FormBase, forms.Form):
    """Step two: what becomes of what stands above it; the ground goes along."""

    submit_word = "Hapus data pribadi"
    reason = forms.CharField(widget=forms.HiddenInput, max_length=200)
    is_sure = forms.BooleanField(
        label="Saya sudah memastikan orangnya, dan tahu ini tidak bisa dibatalkan",
        error_messages={"required": "Beri tanda dulu bahwa Anda sudah memastikan orangnya."},
    )
