"""Logging in, passwords, personal links, and the list of accounts."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest

from core.code_fields import PinField
from core.forms import FormBase
from madrasah.accounts.states import AccountState
from madrasah.people.forms import PersonFilter
from madrasah.people.models import Person
from madrasah.people.names import split_titles
from madrasah.places.models import Region
from madrasah.roles import Role, role_label
from madrasah.users.models import User
from madrasah.work.namesakes import PeopleChoice

MOST_AT_ONCE = 50
LONGEST_NAME = 40

if TYPE_CHECKING:  # at run time Django's form takes no type in brackets
    _SetPasswordForm = SetPasswordForm[User]
else:
    _SetPasswordForm = SetPasswordForm


class AccountFilter(PersonFilter):
    """Which accounts of the list."""

    keadaan = forms.ChoiceField(
        label="Keadaan akun",
        required=False,
        choices=[("", "Semua keadaan"), *((state.value, state.label) for state in AccountState)],
    )
    tugas = forms.ChoiceField(label="Tugas", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices: Any = self.fields["tugas"]
        offices.choices = [("", "Semua tugas"), *((role.value, role_label(role)) for role in Role)]
        self.refresh_fields()


class ChosenForm(FormBase, forms.Form):
    """The persons ticked on one page of the list, out of `persons`; the view judges each again."""

    orang = PeopleChoice(
        Person.objects.none(), error_messages={"required": "Belum ada orang yang dipilih. Centang namanya dulu."}
    )

    def __init__(self, *args: Any, persons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["orang"]
        chosen.queryset = persons

    def clean_orang(self) -> Any:
        """A page's worth at most: each line is told to somebody in person."""
        chosen = self.cleaned_data["orang"]
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Pilih paling banyak {MOST_AT_ONCE} orang sekaligus.")
        return chosen


class ReasonForm(FormBase, forms.Form):
    """Why; the history shows it."""

    reason = forms.CharField(label="Alasan", max_length=120, help_text="Ikut tercatat dalam riwayat.")


PASSWORD_HINT = "Paling sedikit 8 huruf atau angka; jangan hanya angka, kata umum, atau nama Anda, madrasah, dan KKG."  # noqa: S105
MISMATCH = "Kedua kata sandi belum sama. Ketik lagi."


class LoginForm(FormBase, AuthenticationForm):
    """Name and password."""

    submit_word = "Masuk"
    not_done_word = "Belum masuk"
    error_messages = {
        "invalid_login": "Nama masuk atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya.",
        "inactive": "Akun ini sedang dinonaktifkan. Hubungi operator atau kepala madrasah Anda.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama masuk"
        self.fields["username"].help_text = "Misalnya aminah-01, bukan NIP."
        self.fields["username"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["password"].label = "Kata sandi"
        self.refresh_fields()

    def clean_username(self) -> str:
        """A phone begins with a capital and puts a blank behind; names are given in small letters."""
        typed = "".join(self.cleaned_data["username"].split())
        small = typed.casefold()
        is_known = typed != small and User.objects.filter(username=typed).exists()
        return typed if is_known else small

    def get_invalid_login_error(self) -> forms.ValidationError:
        """Who knows the password of a closed account is told so; nobody else learns that it is closed."""
        account = User.objects.filter(username=self.cleaned_data.get("username"), is_active=False).first()
        if account is not None and account.check_password(self.cleaned_data.get("password")):
            return forms.ValidationError(self.error_messages["inactive"], code="inactive")
        return super().get_invalid_login_error()


class PinForm(FormBase, forms.Form):
    """Six digits told apart from the link."""

    submit_word = "Lanjutkan"
    not_done_word = "Belum terbuka"
    pin = PinField(help_text="Enam angka yang diberitahukan terpisah.")


class NewPasswordForm(FormBase, _SetPasswordForm):
    """The own password after a link."""

    submit_word = "Simpan dan masuk"
    error_messages = {"password_mismatch": MISMATCH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self.fields)
        self.refresh_fields()


class OwnPasswordForm(FormBase, PasswordChangeForm):
    """A new password by somebody who knows the old one."""

    submit_word = "Ganti kata sandi"
    error_messages = {"password_mismatch": MISMATCH, "password_incorrect": "Kata sandi lama tidak cocok."}

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request.user, *args, **kwargs)
        self.request = request
        self.fields["old_password"].label = "Kata sandi lama"
        _name_passwords(self.fields)
        self.refresh_fields()

    def clean_old_password(self) -> str:
        """Asked as at the door, so that guesses are counted there and stop at the same number."""
        given: str = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=given) is None:
            raise forms.ValidationError(self.error_messages["password_incorrect"])
        return given


class ResetForm(FormBase, forms.Form):
    """Why an account is reset; the owner's history shows it."""

    reason = forms.CharField(
        label="Alasan", max_length=120, required=False, help_text="Misalnya: lupa kata sandi. Ikut tercatat."
    )


class FirstAccountForm(FormBase, forms.Form):
    """The first person of an empty system: who, where, and a password."""

    submit_word = "Buat akun pertama"
    not_done_word = "Belum dibuat"
    code = forms.CharField(label="Kode pertama", max_length=20, help_text="Tampil di layar komputer server.")
    name = forms.CharField(label="Nama lengkap", max_length=100, help_text="Gelar boleh ikut ditulis.")
    region = forms.ChoiceField(label="Kabupaten/kota", help_text="Anda menjadi operator wilayah ini.")
    password1 = forms.CharField(label="Kata sandi baru", widget=forms.PasswordInput, help_text=PASSWORD_HINT)
    password2 = forms.CharField(label="Ulangi kata sandi", widget=forms.PasswordInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)  # noqa: S101 - tells the type checker
        region.choices = _kabupaten_by_province()
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs["autocomplete"] = "new-password"

    def clean_password1(self) -> str:
        """Judged by the same validators as every password."""
        validate_password(self.cleaned_data["password1"])
        return str(self.cleaned_data["password1"])

    def clean_password2(self) -> str:
        """The same twice."""
        second = str(self.cleaned_data["password2"])
        if self.cleaned_data.get("password1") not in (None, second):
            raise forms.ValidationError(MISMATCH)
        return second

    def person(self) -> Person:
        """The person typed in, not yet saved, titles apart from the name."""
        parts = split_titles(self.cleaned_data["name"])
        return Person(name=parts.name, title_before=parts.before, title_after=parts.after)


def _name_passwords(fields: dict[str, forms.Field]) -> None:
    fields["new_password1"].label = "Kata sandi baru"
    fields["new_password1"].help_text = PASSWORD_HINT
    fields["new_password2"].label = "Ulangi kata sandi baru"
    fields["new_password2"].help_text = ""


def _kabupaten_by_province() -> list[tuple[str, Any]]:
    """Every kabupaten/kota under the name of its province, for one long list that works without script."""
    rows = Region.objects.filter(level=Region.Level.KABUPATEN).select_related("parent").order_by("code")
    groups = groupby(rows, key=lambda region: str(region.parent or "Lainnya"))
    return [("", "Pilih …"), *((name, [(r.code, r.name) for r in regions]) for name, regions in groups)]
