"""The code of a second factor, and the password beside it where something is changed."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from core.code_fields import CodeField, PinField
from core.forms import FormBase
from madrasah.factors.models import BACKUP_LETTERS, Tried

NO_MATCH = "Kode tidak cocok. Ketik kode yang sekarang tampil, dan pastikan jam perangkat disetel otomatis."
NO_BACKUP = "Kode cadangan tidak cocok, atau sudah pernah dipakai. Coba kode yang lain."
WRONG_PASSWORD = "Kata sandi tidak cocok."  # noqa: S105


class CodeForm(FormBase, forms.Form):
    """Six digits that the app shows, or one of the recovery codes."""

    submit_word = "Lanjutkan"
    not_done_word = "Belum masuk"
    pin = PinField(label="Kode", help_text="Enam angka yang sekarang tampil di aplikasi pembuat kode.")

    def __init__(self, *args: Any, is_backup: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_backup = is_backup
        if is_backup:
            words = {"label": "Kode cadangan", "help_text": "Sepuluh huruf dan angka; tiap kode hanya sekali pakai."}
            self.fields["pin"] = CodeField(length=BACKUP_LETTERS, **words)
            self.refresh_fields()
            self.fields["pin"].widget.attrs["inputmode"] = "text"
        else:
            self.fields["pin"].widget.attrs["autocomplete"] = "one-time-code"

    def refuse(self, tried: Tried) -> None:
        """Says why the code was not taken: the same whatever was wrong with it."""
        if tried.wait:
            self.add_error(None, f"Terlalu cepat mencoba lagi. Tunggu {_span(tried.wait)}, lalu ketik kodenya.")
        else:
            self.add_error("pin", NO_BACKUP if self.is_backup else NO_MATCH)


class ProofForm(CodeForm):
    """The same with the password: whoever finds a phone unlocked changes nothing here."""

    not_done_word = "Belum berubah"
    password = forms.CharField(label="Kata sandi", strip=False, widget=forms.PasswordInput)
    field_order = ("password", "pin")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean_password(self) -> str:
        """Asked as at the door, so that guesses are counted there and stop at the same number."""
        given: str = self.cleaned_data["password"]
        if authenticate(self.request, username=self.request.user.get_username(), password=given) is None:
            raise forms.ValidationError(WRONG_PASSWORD)
        return given


class ResetFactorForm(FormBase, forms.Form):
    """Why another's second factor is taken off; the history shows it."""

    reason = forms.CharField(label="Alasan", max_length=120, help_text="Misalnya: perangkat hilang. Ikut tercatat.")


def _span(seconds: int) -> str:
    """ "40 detik", "3 menit", "2 jam"."""
    for size, word in ((3600, "jam"), (60, "menit")):
        if seconds > size:
            return f"{-(-seconds // size)} {word}"
    return f"{seconds} detik"
