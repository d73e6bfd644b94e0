"""Forms of the import: the file, what columns mean, the filter of the preview, the answers to "pastikan"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from django import forms

from core.formats import joined
from core.forms import FormBase
from core.uploads import FileBox
from madrasah.imports.heads import FileHead, HeadState
from madrasah.people.models import Person

KINDS = ("baru", "berubah", "sama", "pastikan", "ditolak", "dilewati", "catatan")
NOT_USED = ("-", "Tidak dipakai")


class Column(Protocol):
    """A column nobody knows yet; `sheet` is "" in a file with a single one."""

    @property
    def key(self) -> str: ...
    @property
    def letter(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def samples(self) -> Sequence[str]: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_kept(self) -> bool: ...


class ImportForm(FormBase, forms.Form):
    """One file; what is in it shows by its headings."""

    submit_word = "Periksa berkas"
    file = forms.FileField(
        label="Berkas Excel atau CSV",
        help_text="Daftar guru atau daftar madrasah, apa pun judul kolomnya. Data belum diubah.",
        widget=FileBox({"accept": ".xlsx,.csv"}),
    )


class KindForm(FormBase, forms.Form):
    """What a file lists whose headings fit neither kind."""

    submit_word = "Lanjut"
    jenis = forms.ChoiceField(
        label="Berkas ini berisi apa?",
        choices=[("guru", "Daftar guru"), ("madrasah", "Daftar madrasah")],
        widget=forms.RadioSelect,
    )
    choices: ClassVar[dict[str, str]] = {}

    @property
    def kind(self) -> str:
        """ImportRun.Kind of a valid form."""
        kind: str = self.cleaned_data["jenis"]
        return kind


class ColumnsForm(FormBase, forms.Form):
    """What each column holds.

    `fields`: labels by field; `needed`: those no row can do without; `guesses`: fields by key of a column;
    `missing`: needed ones that no column fills yet.
    """

    submit_word = "Lanjut"

    def __init__(
        self,
        *args: Any,
        kind: str,
        columns: Sequence[Column],
        fields: Mapping[str, str],
        needed: Sequence[str],
        guesses: Mapping[str, str],
        missing: Sequence[str] = (),
    ) -> None:
        super().__init__(*args)
        self.columns = {f"kolom-{number}": column for number, column in enumerate(columns)}
        self.kind, self.labels, self.missing, self.guesses = kind, fields, missing, guesses
        choices = _choices(fields, needed)
        for name, column in self.columns.items():
            self.fields[name] = forms.ChoiceField(
                choices=choices, initial=guesses.get(column.key, "-"), label=_label(column), help_text=_help(column)
            )
        self.refresh_fields()

    @property
    def choices(self) -> dict[str, str]:
        """The chosen field ("" for none) by the key of its column, for those asked about and those changed."""
        said = {column.key: self.cleaned_data[name].strip("-") for name, column in self.columns.items()}
        asked = {column.key for column in self.columns.values() if column.is_open}
        return {key: field for key, field in said.items() if key in asked or field != self.guesses.get(key, "")}

    def clean(self) -> None:
        """In one sheet a field stands in one column."""
        seen: dict[tuple[str, str], str] = {}
        for name, column in self.columns.items():
            field = self.cleaned_data.get(name, "-").strip("-")
            taken = seen.setdefault((column.sheet, field), column.letter)
            if field and taken != column.letter:
                label = self.labels[field]
                self.add_error(name, f"{label} sudah dipilih untuk kolom {taken}. Pilih salah satu.")
        chosen = {field for _sheet, field in seen}
        if left := [self.labels[field] for field in self.missing if field not in chosen]:
            raise forms.ValidationError(
                f"Pilih kolom yang berisi {joined(left).lower()}. Tanpa itu berkas tidak terbaca."
            )


class HeadsForm(FormBase, forms.Form):
    """Who becomes kepala where, from which day. `heads`: those that can be appointed; `names`: people told apart.

    Who was found is ticked; who comes near is chosen, for each madrasah by itself.
    """

    submit_word = "Tunjuk kepala"
    not_done_word = "Belum ada yang ditunjuk"
    needed = ("found",)
    since = forms.DateField(
        label="Menjabat sejak",
        help_text="Dari SK; satu tanggal untuk semua yang ditunjuk. Yang tanggalnya lain, tunjuk tersendiri.",
    )
    found = forms.MultipleChoiceField(label="Ditemukan", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, heads: Sequence[FileHead], names: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, int] = {}
        found: Any = self.fields["found"]
        found.choices = [
            (f"{head.madrasah.pk}-{head.people[0].pk}", _offered(head, head.people[0], names))
            for head in heads
            if head.madrasah and head.state == HeadState.FOUND
        ]
        found.initial = [value for value, _ in found.choices]
        if not found.choices:
            del self.fields["found"]
        for head in heads:
            if head.madrasah and head.state == HeadState.ASKED:
                self._ask(head, head.madrasah.pk, names)
        self.refresh_fields()

    def _ask(self, head: FileHead, madrasah: int, names: Mapping[int, str]) -> None:
        choices = [(str(one.pk), f"{'Plt ' if one.pk in head.acting else ''}{names[one.pk]}") for one in head.people]
        self.asked[f"pilih-{madrasah}"] = madrasah
        self.fields[f"pilih-{madrasah}"] = forms.ChoiceField(
            label=head.place,
            choices=[*choices, ("", "Tidak ada yang cocok")],
            required=False,
            widget=forms.RadioSelect,
            help_text=head.detail,
        )

    def clean(self) -> dict[str, Any]:
        """At least one head."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen:
            raise forms.ValidationError("Centang atau pilih paling sedikit satu kepala.")
        return data

    @property
    def chosen(self) -> dict[int, int]:
        """Primary key of the person by that of the madrasah."""
        ticked = [value.split("-") for value in self.cleaned_data.get("found", ())]
        picked = {madrasah: self.cleaned_data.get(name) for name, madrasah in self.asked.items()}
        return {int(place): int(person) for place, person in ticked} | {m: int(pk) for m, pk in picked.items() if pk}


class ImportFilterForm(forms.Form):
    """Which rows of a preview are shown; an unknown word shows all."""

    jenis = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS], required=False)
    halaman = forms.IntegerField(min_value=1, required=False)


class AnswersForm(forms.Form):
    """One choice per question; `questions`: the allowed answers by name of the field."""

    def __init__(self, questions: Mapping[str, Iterable[str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, answers in questions.items():
            choices = [(answer, answer) for answer in answers]
            self.fields[name] = forms.ChoiceField(choices=choices, required=False)

    @property
    def given(self) -> dict[str, str]:
        """What was answered, by name of the field; an answer that wasn't offered is none."""
        self.is_valid()
        return {name: answer for name, answer in self.cleaned_data.items() if answer}


def _offered(head: FileHead, person: Person, names: Mapping[int, str]) -> str:
    office = "Plt " if person.pk in head.acting else ""
    return f"{head.place}: {office}{names[person.pk]} · di berkas {head.written}"


def _choices(fields: Mapping[str, str], needed: Sequence[str]) -> list[Any]:
    """What a row can't do without comes first."""
    rest = [(field, label) for field, label in fields.items() if field not in needed]
    return [NOT_USED, ("Harus ada", [(field, fields[field]) for field in needed]), ("Boleh ada", rest)]


def _label(column: Column) -> str:
    sheet = f", lembar “{column.sheet}”" if column.sheet else ""
    return f"{column.heading or 'Tanpa judul'} (kolom {column.letter}{sheet})"


def _help(column: Column) -> str:
    if not column.is_kept:
        return "Isinya tidak disimpan. Bila Anda memakainya, berkas ini perlu diunggah sekali lagi."
    return f"Isinya misalnya: {' · '.join(column.samples)}" if column.samples else "Kolom ini kosong."
