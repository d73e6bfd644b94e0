"""A working group, its places and officers; and how any form of KKG offers a choice of groups."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from core.forms import FormBase, RowForm, offer
from kkg.groups.lettering import CERTIFICATE_PATTERN, CERTIFICATE_WORDS, LETTER_PATTERN, LETTER_WORDS, why_not_pattern
from kkg.groups.members import people_of, places_open_to
from kkg.groups.models import Officer, WorkingGroup
from madrasah.models import Person, User
from madrasah.places.choices import ManyPlacesForm
from madrasah.work.namesakes import PersonChoice


class GroupFilter(FormBase, forms.Form):
    """What a list of KKG is narrowed by: last the group (`kkg`), for a lone one is no question."""

    COLUMNS: ClassVar[Mapping[str, str]]  # by the name of the field

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(groups, label="KKG", required=False, empty_label="Semua KKG")
        self.has_many = len(offer(field, groups.only("name"))) > 1
        if self.has_many:
            self.fields["kkg"] = field
            self.refresh_fields()
        self.is_valid()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self.cleaned_data.values())

    def fitting(self, rows: Any) -> Any:
        """The rows with what was chosen in COLUMNS; what can't be read narrows nothing."""
        wanted = {column: self.cleaned_data.get(name) for name, column in self.COLUMNS.items()}
        return rows.filter(**{column: value for column, value in wanted.items() if value})


def offer_group(field: Any, groups: Any) -> None:
    """Fill the field of a form that writes; a lone group is no question."""
    found = offer(field, groups)
    if len(found) == 1:
        field.initial, field.widget = found[0], forms.HiddenInput()


class GroupForm(RowForm[WorkingGroup]):
    """Name and letterhead; for a new group also its madrasah."""

    class Meta:
        model = WorkingGroup
        fields = ["name", "city", "letterhead"]
        help_texts = {
            "letterhead": "Baris-baris di atas setiap surat dan daftar hadir, satu baris satu nama.",
            "city": "Tertulis di depan tanggal surat, misalnya Gantarang.",
        }


class GroupSettingsForm(GroupForm):
    """Name, letterhead, how letters and certificates are numbered, and who signs beside the ketua."""

    class Meta(GroupForm.Meta):
        fields = [
            *GroupForm.Meta.fields,
            "letter_pattern",
            "certificate_pattern",
            "approver_office",
            "approver_name",
            "approver_number",
        ]
        help_texts = GroupForm.Meta.help_texts | {
            "approver_office": "Di kolom “Mengetahui”. Kosongkan bila yang mengetahui pengawas KKG ini.",
            "approver_name": "Lengkap dengan gelar.",
        }

    numeric = ("approver_number",)
    approver_number = forms.CharField(label="NIP yang mengetahui", required=False, max_length=30)

    def __init__(self, *args: Any, examples: Mapping[str, str], **kwargs: Any) -> None:
        """`examples`: pattern field -> the next number as it would read now."""
        super().__init__(*args, **kwargs)
        for name, example in examples.items():
            field = self.fields[name]
            field.required = False
            field.help_text = f"{field.help_text} Nomor berikutnya: {example}"

    def clean_letter_pattern(self) -> str:
        """An empty box goes back to the pattern of the start."""
        return self._pattern("letter_pattern", LETTER_PATTERN, LETTER_WORDS)

    def clean_certificate_pattern(self) -> str:
        """An empty box goes back to the pattern of the start."""
        return self._pattern("certificate_pattern", CERTIFICATE_PATTERN, CERTIFICATE_WORDS)

    def _pattern(self, name: str, usual: str, words: tuple[str, ...]) -> str:
        pattern = self.cleaned_data[name] or usual
        fault = why_not_pattern(pattern, words)
        if fault:
            raise forms.ValidationError(fault, code="pattern")
        return pattern

    def clean_approver_number(self) -> str:
        """Digits only: blanks and dots of a copied NIP go."""
        number = re.sub(r"[\s.]", "", self.cleaned_data["approver_number"])
        if number and not (number.isascii() and number.isdecimal() and len(number) == 18):
            raise forms.ValidationError("NIP harus 18 angka. Periksa lagi, atau kosongkan.", code="nip")
        return number


class PlacesForm(ManyPlacesForm):
    """Which madrasah belong to the group, among those the user may choose."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["madrasahs"].label = "Madrasah anggota"
        self.offer_places(places_open_to(user))


class NewGroupForm(PlacesForm, GroupForm):
    """A group and its first places on one page."""

    submit_word = "Buat KKG"

    class Meta(GroupForm.Meta):
        pass

    field_order = ["name", "whole", "madrasahs", "city", "letterhead"]
    needed = ("whole", "madrasahs")
    needs_one = "Pilih paling sedikit satu madrasah untuk KKG ini."


class OfficerForm(FormBase, forms.Form):
    """Who holds which office from when."""

    submit_word = "Tetapkan"
    office = forms.ChoiceField(label="Jabatan", choices=Officer.Office.choices)
    person = PersonChoice(Person.objects.none(), label="Nama")
    since = forms.DateField(label="Sejak")

    def __init__(self, *args: Any, group: WorkingGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people_of(group, self.initial.get("since"))
