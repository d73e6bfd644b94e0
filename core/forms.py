"""FormBase: what every form of the app has in common on screen.

Belongs here: labels, hints, controls fit for a phone, Indonesian sentences for what is wrong. Not here:
fields or rules of any one form.
"""

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Model

from core.fields import label_of
from core.refusals import Refused
from core.revisions import SentBefore

NUMERIC_NAMES = frozenset({"nip", "nuptk", "npk", "nsm", "npsn", "nisn", "pin", "postcode", "kode_pos"})
PHONE_NAMES = frozenset({"phone", "whatsapp", "telepon"})
DATE_INPUTS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
DASHES = "---------"
TIME_INPUTS = ["%H:%M", "%H.%M", "%H:%M:%S"]
NUMBERS_ALONE = ("min", "max", "step")  # what HTML knows of a number box, and of no text box
LONG = 15  # names that fill more than two screens of a phone

MESSAGES = {
    "required": "{label} belum diisi.",
    "null_characters_not_allowed": "{label} memuat tanda yang tidak terbaca. Ketik ulang isian ini.",
    "max_length": "{label} terlalu panjang: paling banyak %(limit_value)d huruf, sekarang %(show_value)d.",
    "min_length": "{label} terlalu pendek: paling sedikit %(limit_value)d huruf, sekarang %(show_value)d.",
    "max_value": "{label} paling besar %(limit_value)s.",
    "min_value": "{label} paling kecil %(limit_value)s.",
    "unique": "{label} ini sudah dipakai. Periksa lagi, atau cari data yang sudah ada.",
    "invalid_image": "{label} bukan gambar yang terbaca. Pilih foto lain (JPG atau PNG).",
    "empty": "{label} kosong. Pilih berkas lain.",
    "missing": "{label} belum dipilih.",
    "invalid_list": "{label} tidak terbaca. Pilih lagi dari daftar.",
    "invalid_choice": "{label}: pilihan itu tidak ada dalam daftar. Pilih lagi.",
    "invalid_pk_value": "{label}: pilihan itu tidak ada dalam daftar. Pilih lagi.",
}
INVALID: list[tuple[type[forms.Field], str]] = [
    (forms.DateField, "{label} tidak terbaca. Tulis seperti 23-11-2026."),
    (forms.TimeField, "{label} tidak terbaca. Tulis seperti 08.30."),
    (forms.DateTimeField, "{label} tidak terbaca. Tulis tanggal dan jamnya lagi."),
    (forms.EmailField, "{label} tidak lengkap. Tulis seperti nama@contoh.id."),
    (forms.URLField, "{label} tidak terbaca. Tulis seperti https://contoh.id/bahan."),
    (forms.FileField, "{label} tidak sampai utuh. Pilih berkasnya sekali lagi."),
    (forms.IntegerField, "{label} harus angka, misalnya 12."),
]
# Control signs, and those that turn the direction of letters, so that a name reads as another.
NO_SIGNS = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]",
    "Isian ini memuat tanda yang tidak terlihat. Hapus isian ini, lalu ketik ulang.",
    inverse_match=True,
)
CHOSEN = (forms.ChoiceField, forms.FileField, forms.ModelChoiceField)

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    from django.forms import BaseFormSet as BaseFormSet
    from django.forms import ModelForm as ModelForm
else:

    class _Bracketed:
        """Lets a form say what it is of, `ModelForm[Topic]`, as Django itself lets a queryset."""

        def __class_getitem__(cls, kind):
            return cls

    class ModelForm(_Bracketed, forms.ModelForm):
        pass

    class BaseFormSet(_Bracketed, forms.BaseFormSet):
        pass


class _FieldMaker(Protocol):
    fields: dict[str, forms.Field]


class FormBase:
    """Mixin before Form: `class CloseTopicForm(FormBase, forms.Form)`; a form on a row is a RowForm.

    Render with `{% include "components/form.html" %}`, or `{% crispy form %}` inside a form tag of your own:
    the helper writes fields and the error summary, never the form tag, the CSRF token or the button.
    `numeric` names further text fields that hold digits only (leading zeros survive: they stay text).
    """

    submit_word: ClassVar[str] = "Simpan"
    not_done_word: ClassVar[str] = "Belum tersimpan"  # what a faulty form did not do
    numeric: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ()  # of which one must be filled: none of them "boleh kosong"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.refresh_fields()

    def refresh_fields(self) -> None:
        """Dress every field; call again after adding or changing fields in a subclass's __init__."""
        for name, field in cast(_FieldMaker, self).fields.items():
            _dress(name, field, digits=name in NUMERIC_NAMES or name in self.numeric)
            _put_in_words(name, field)
            field.may_be_blank = not (field.required or name in self.needed)  # type: ignore[attr-defined]

    @property
    def is_long(self) -> bool:
        """Whether a list in it is long, so that the button must stay in reach."""
        return any(map(is_long_list, cast(_FieldMaker, self).fields.values()))


def is_long_list(field: forms.Field) -> bool:
    """Whether a field is boxes to tick, more than one sees at once: they are looked for by name."""
    widget = field.widget
    return isinstance(widget, forms.CheckboxSelectMultiple) and len(cast(Sized, widget.choices)) > LONG


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """What the actions inside refuse stands in the form's error summary, above all that was typed."""
    try:
        yield
    except ValidationError as error:
        form.add_error(None, error)
    except SentBefore as refusal:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["client_token"] = str(uuid4())  # type: ignore[index]
        form.add_error(None, str(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))


def succeeds(form: forms.BaseForm, action: Callable[..., Any], **values: Any) -> bool:
    """Runs the action and says whether it went through; if not, the form says why."""
    with refusals_on(form):
        action(**values)
    return form.is_valid()


def offer(field: Any, rows: Any) -> list[Any]:
    """Give a choice of rows what it may choose from: read once, however often the form looks at it.

    `field`: a ModelChoiceField whose blank is named already; it may word all rows at once (`name_all`).
    Returns the rows.
    """
    found = list(rows)
    words = field.name_all(found) if hasattr(field, "name_all") else map(field.label_from_instance, found)
    blank = [] if field.empty_label is None else [("", field.empty_label)]
    field.queryset = rows
    field.choices = [*blank, *zip(map(field.prepare_value, found), words, strict=True)]
    return found


def _dress(name: str, field: forms.Field, *, digits: bool) -> None:
    """Give a field the control a phone's keyboard fits."""
    attrs = field.widget.attrs
    if digits:
        attrs.update({"inputmode": "numeric", "autocomplete": "off"})
    elif name in PHONE_NAMES:
        attrs.update({"inputmode": "tel", "autocomplete": "tel"})
    elif isinstance(field, forms.DecimalField):
        _as_text(field, "decimal")
    elif isinstance(field, forms.IntegerField):
        _as_text(field, "numeric")
    if isinstance(field.widget, forms.Textarea):
        attrs["rows"] = 4 if str(attrs.get("rows")) == "10" else attrs.get("rows", 4)
        attrs.pop("cols", None)
    elif isinstance(field, forms.CharField) and NO_SIGNS not in field.validators:
        field.validators.append(NO_SIGNS)
    _name_the_blank(field)
    _dress_moment(field)


def _name_the_blank(field: forms.Field) -> None:
    """The library's row of dashes says nothing; name what an empty choice means."""
    word = "Tidak dipilih" if isinstance(field.widget, forms.RadioSelect) else "Pilih …"
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = word if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField) and not callable(field.choices):
        told = [(value, word if label == DASHES else label) for value, label in field.choices]
        if told != field.choices:  # to set them takes longer
            field.choices = told


def _dress_moment(field: forms.Field) -> None:
    """The browser's own picker; it needs ISO values, while people may type 23-11-2026 or 08.30."""
    if isinstance(field.widget, forms.HiddenInput):
        return
    if isinstance(field, forms.DateTimeField):
        field.widget = forms.DateTimeInput(_typed(field, "datetime-local"), format="%Y-%m-%dT%H:%M")
    elif isinstance(field, forms.DateField):
        field.widget = forms.DateInput(_typed(field, "date"), format="%Y-%m-%d")
        field.input_formats = DATE_INPUTS
    elif isinstance(field, forms.TimeField):
        field.widget = forms.TimeInput(_typed(field, "time"), format="%H:%M")
        field.input_formats = TIME_INPUTS


def _typed(field: forms.Field, kind: str) -> dict[str, Any]:
    return {**field.widget.attrs, "type": kind}


def _as_text(field: forms.Field, mode: str) -> None:
    """A browser's number box loses "3,5" and steps on a scroll; a text box with a number pad doesn't."""
    if isinstance(field.widget, forms.NumberInput):
        attrs = {name: value for name, value in field.widget.attrs.items() if name not in NUMBERS_ALONE}
        field.localize = True
        field.widget = forms.TextInput(attrs | {"inputmode": mode})
        field.widget.is_localized = True


def _put_in_words(name: str, field: forms.Field) -> None:
    """Replace library messages by sentences with the field's name; messages a form wrote itself stay."""
    kind: Any = type(field)
    label = str(field.label or name.replace("_", " ").capitalize())
    field.error_messages |= {
        code: sentence.replace("{label}", label)
        for code, (theirs, sentence) in _sentences(kind).items()
        if field.error_messages.get(code) is theirs
    }


@cache
def _sentences(kind: Any) -> dict[str, tuple[Any, str]]:
    """By the code of a fault what Django itself says of such a field (None: a validator does), and what we say."""
    invalid = next((sentence for known, sentence in INVALID if issubclass(kind, known)), "")
    ours = MESSAGES | {"invalid": invalid}
    if issubclass(kind, CHOSEN):
        ours["required"] = "{label} belum dipilih."
    theirs: dict[str, Any] = {}
    for each in reversed(kind.__mro__):
        theirs |= vars(each).get("default_error_messages", {})
    return {code: (theirs.get(code), sentence) for code, sentence in ours.items() if sentence}


class RowForm(FormBase, ModelForm[M]):
    """A form on a row: `class TopicForm(RowForm[Topic])`. `judged`: columns it doesn't ask, but judges rules by."""

    judged: ClassVar[tuple[str, ...]] = ()

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc] # Django's own, untold
        return excluded - set(self.judged)


class RevisedForm(RowForm[M]):
    """A form on a row with `revision`: the number comes along, so that nothing is overwritten in silence."""

    judged = ("removed_at",)  # numbers are unique among rows not deleted
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Any = self.instance
        self.initial["revision"] = row.revision

    def seen(self) -> int:
        """The revision the person saw; 0 for none."""
        seen: int = self.cleaned_data["revision"] or 0
        return seen

    def values(self) -> dict[str, Any]:
        """What was typed, and what the form makes of it, by the names of the columns."""
        return {name: getattr(self.instance, name) for name in self._meta.fields or ()}

    def build_on(self, stored: Any) -> None:
        """Show the form again, with what stands stored by now, so that the next press saves over that."""
        self.data = dict(self.data.items()) | {"revision": str(stored.revision)}
        there = [
            f"{label_of(type(stored), name)} sekarang “{_shown(stored, name)}”"
            for name, typed in self.values().items()
            if getattr(stored, name) != typed
        ]
        self.add_error(
            None, f"Orang lain mengubah data ini sejak Anda membukanya: {'; '.join(there)}. Periksa, lalu simpan lagi."
        )


def _shown(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return str(value) if value not in (None, "") else "kosong"
