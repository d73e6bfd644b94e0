"""Forms of a sheet filled by pen: its code, and all that stands on it in one page, in the order of the paper."""

from typing import Any

from django import forms

from competency.instruments.models import Instrument
from competency.paper_forms.codes import read_code
from competency.sheets.start_forms import StartForm
from competency.visits.models import Visit
from competency.visits.reads import ever_superiors_at
from core.code_fields import CodeField
from core.forms import FormBase
from core.uploads import FileBox
from madrasah.models import Person, User
from madrasah.scope import scope_of
from madrasah.work.namesakes import PersonChoice

PHOTO_HELP = "Boleh kosong bila Anda sendiri penilainya. Seluruh kertas dalam satu foto; paling besar 5 MB."


class FormCode(CodeField):
    """Four signs of an instrument, more where it was printed for a visit; the last checks the others."""

    def __init__(self) -> None:
        help_text = "Di sudut kanan atas lembar, misalnya AAK7."
        super().__init__(length=0, label="Kode lembar", help_text=help_text)

    def fits(self, code: str) -> bool:
        """Whether its signs belong together."""
        return read_code(code) is not None

    def sentence(self, code: str) -> str:
        """What is wrong with it."""
        return f"Kode {code} tidak cocok: ada tanda yang keliru atau tertukar. Baca lagi sudut kanan atas lembar."


class CodeForm(FormBase, forms.Form):
    """Opens the page where that form is typed in."""

    submit_word = "Buka lembar"
    kode = FormCode()


class HeadForm(StartForm):
    """The head of the paper, the words below its items, who typed and the photo; the day is what the pen wrote."""

    submit_word = "Simpan lembar"
    field_order = (
        "teacher",
        "place",
        "observer",
        "purpose",
        "observed_on",
        "starts_at",
        "ends_at",
        "class_name",
        "subject",
        "lesson_topic",
    )
    needed = ("purpose",)

    observer = PersonChoice(Person.objects.none(), label="Penilai di kertas")
    strengths = forms.CharField(label="Yang sudah baik", widget=forms.Textarea, required=False, max_length=2000)
    suggestions = forms.CharField(label="Catatan dan saran", widget=forms.Textarea, required=False, max_length=2000)
    followup = forms.CharField(label="Tindak lanjut yang disepakati", required=False, max_length=300)
    due_on = forms.DateField(label="Batas waktu tindak lanjut", required=False)
    helper_name = forms.CharField(
        label="Dibantu mengetik oleh",
        required=False,
        max_length=100,
        help_text="Nama orang yang mengetik untuk Anda, bila ada. Namanya tercantum pada lembar.",
    )
    photo = forms.FileField(
        label="Foto kertas", required=False, help_text=PHOTO_HELP, widget=FileBox(attrs={"accept": "image/*"})
    )

    BELOW = ("strengths", "suggestions", "followup", "due_on", "photo", "helper_name")

    def __init__(self, *args: Any, user: User, instrument: Instrument, visit: Visit | None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, instruments=[instrument], visit=visit, **kwargs)
        fields: Any = self.fields
        fields["instrument"].widget = forms.HiddenInput()
        fields["observed_on"].initial = None
        fields["observer"].queryset = _who_may_have_seen(user, visit)
        for name in ("strengths", "suggestions"):
            fields[name].widget.attrs["rows"] = 3
        self.refresh_fields()

    @property
    def head(self) -> list[Any]:
        """Its fields above the items."""
        return [field for field in self.visible_fields() if field.name not in self.BELOW]

    @property
    def below(self) -> list[Any]:
        """Its fields below the items, as they stand on the paper; then the photo and who helped."""
        return [self[name] for name in self.BELOW]

    def clean(self) -> dict[str, Any]:
        """A date of a tindak lanjut says which."""
        data = super().clean() or {}
        if data.get("due_on") and not data.get("followup"):
            self.add_error("followup", "Tulis tindak lanjutnya, atau kosongkan batas waktunya.")
        return data


def _who_may_have_seen(user: User, visit: Visit | None) -> Any:
    """Whom the plan names, else who is or was in office where the user is."""
    if visit is not None:
        return Person.objects.filter(pk=visit.observer_id)
    return Person.objects.kept().filter(pk__in=ever_superiors_at(scope_of(user).opens)).by_name()
