"""A daftar hadir on paper: how many blank lines, which code, and what stands on the sheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from core.code_fields import CodeField
from core.forms import FormBase
from core.uploads import FileBox
from kkg.attendance.forms import RollCallForm
from kkg.attendance.models import Attendance
from kkg.attendance.rosters import RosterEntry, known_people
from kkg.coded_lists.models import CodedList
from madrasah.work.namesakes import told_apart

MOST_BLANK = 20
PHOTO_HELP = "Boleh kosong. Seluruh lembar dalam satu foto; paling besar 5 MB."


class PrintForm(FormBase, forms.Form):
    """Room for names that nobody expected."""

    submit_word = "Buat lembar"
    blank_lines = forms.IntegerField(
        label="Baris kosong untuk tamu",
        min_value=0,
        max_value=MOST_BLANK,
        initial=5,
        help_text="Ditambahkan di bawah nama-nama anggota.",
    )


class CodeForm(FormBase, forms.Form):
    """The code in the corner of a sheet, in whatever capitals and with whatever blanks."""

    submit_word = "Buka lembar"
    kode = CodeField(label="Kode lembar", length=6, help_text="Enam tanda di sudut kanan atas.")


class TypeForm(RollCallForm):
    """The sheet in its printed order: a signature is hadir. Blank lines hold guests or persons we know.

    `roster` in printed order; `noted`: line -> the guest who was typed in before.
    """

    photo = forms.FileField(
        label="Foto lembar", required=False, help_text=PHOTO_HELP, widget=FileBox(attrs={"accept": "image/*"})
    )

    def __init__(
        self,
        *args: Any,
        sheet: CodedList,
        roster: Sequence[RosterEntry],
        noted: Mapping[int, Attendance],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, roster=roster, **kwargs)
        self.sheet = sheet
        self.printed = set(sheet.lines)
        self.never_assumed = {entry.person.pk for entry in roster} - self.printed  # they had no line to sign
        self.blank_lines = range(len(sheet.lines) + 1, len(sheet.lines) + sheet.blank_lines + 1)
        others = list(known_people(sheet.session).exclude(pk__in=[entry.person.pk for entry in roster]))
        self.known = {str(person.pk): person for person in others}
        choices = [("", "Tamu lain"), *((str(pk), name) for pk, name in told_apart(others).items())]
        for line in self.blank_lines:
            self._add_line(line, noted.get(line), choices)

    def _add_line(self, line: int, guest: Attendance | None, choices: list[tuple[str, str]]) -> None:
        name, place = (guest.guest.name, guest.guest.institution) if guest else ("", "")
        self.fields[f"b{line}-name"] = forms.CharField(
            label="Nama",
            required=False,
            max_length=100,
            initial=name,
            widget=forms.TextInput({"class": "form-control"}),
        )
        self.fields[f"b{line}-place"] = forms.CharField(
            label="Asal",
            required=False,
            max_length=120,
            initial=place,
            widget=forms.TextInput({"class": "form-control"}),
        )
        if len(choices) > 1:
            field = forms.ChoiceField(label="Atau pilih orang", required=False, choices=choices)
            field.widget.attrs["class"] = "form-select"
            field.error_messages["invalid_choice"] = f"Baris {line}: pilih lagi orangnya dari daftar."
            self.fields[f"b{line}-person"] = field

    @property
    def is_open(self) -> bool:
        """Whether a name on the paper has no mark yet."""
        return any(entry.person.pk in self.printed and not self._chosen(entry) for entry in self.roster)

    @property
    def intro(self) -> str:
        """What the page says above the names."""
        if self.is_open:
            return "Urutannya sama dengan kertas. Yang belum presensi belum dicatat: ketuk nama yang bertanda tangan."
        return "Urutannya sama dengan kertas. Ada tanda tangan berarti hadir; ketuk nama tanpa tanda tangan."

    def clean(self) -> dict[str, Any]:
        """A line names one person."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for line in self.blank_lines:
            if data.get(f"b{line}-name") and data.get(f"b{line}-person"):
                self.add_error(f"b{line}-name", f"Baris {line}: tulis nama tamu, atau pilih orang; satu saja.")
            elif data.get(f"b{line}-place") and not data.get(f"b{line}-name"):
                self.add_error(f"b{line}-name", f"Baris {line}: nama tamu belum diisi.")
        return data

    @property
    def printed_rows(self) -> list[dict[str, Any]]:
        """The names on the paper with their numbers, as far as they are still called."""
        place = {pk: at for at, pk in enumerate(self.sheet.lines, start=1)}
        rows = zip(self.roster, self.rows, strict=True)
        return [
            row | {"title": f"{place[entry.person.pk]}. {row['title']}"}
            for entry, row in rows
            if entry.person.pk in place
        ]

    @property
    def other_rows(self) -> list[dict[str, Any]]:
        """Who came onto the roster after printing: they did not sign here, so nothing is assumed."""
        rows = zip(self.roster, self.rows, strict=True)
        return [row for entry, row in rows if entry.person.pk not in self.printed]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The blank lines with their bound fields."""
        return [
            {
                "number": line,
                "name": self[f"b{line}-name"],
                "place": self[f"b{line}-place"],
                "person": self[f"b{line}-person"] if f"b{line}-person" in self.fields else None,
                "said": self[f"b{line}-name"].value() or "",
                "is_faulty": f"b{line}-name" in self.errors,
            }
            for line in self.blank_lines
        ]

    @property
    def written(self) -> list[dict[str, Any]]:
        """What `type_sheet` takes of the blank lines, as keywords of Written."""
        data = self.cleaned_data
        return [
            {
                "line": line,
                "person": self.known.get(data.get(f"b{line}-person", "")),
                "name": data[f"b{line}-name"],
                "institution": data[f"b{line}-place"],
            }
            for line in self.blank_lines
        ]
