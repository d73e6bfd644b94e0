"""The roll call, guests, and persons invited."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from core.forms import FormBase
from kkg.forms.groups import people_of
from kkg.models import Attendance, RosterEntry, Session
from madrasah.models import Person
from madrasah.roles import Role, role_label

OPTIONS = [
    ("hadir", "✓ Hadir", "green"),
    ("izin", "Izin", "amber"),
    ("sakit", "Sakit", "amber"),
    ("alpa", "Alpa", "red"),
]


class RollCallForm(forms.Form):
    """One choice per person called; who has no mark yet is taken as present (S5)."""

    def __init__(self, *args: Any, roster: Sequence[RosterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roster = roster
        for entry in roster:
            self.fields[self._name(entry)] = forms.ChoiceField(
                choices=Attendance.Mark.choices, required=False,
                error_messages={
                    "invalid_choice": f"Kehadiran {entry.person}: pilih hadir, izin, sakit, atau alpa."
                },
            )  # fmt: skip

    @staticmethod
    def _name(entry: RosterEntry) -> str:
        return f"m-{entry.person.pk}"

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Rows for components/rollcall_row.html."""
        return [
            {
                "name": self._name(entry), "title": str(entry.person),
                "detail": entry.place or entry.post, "options": OPTIONS,
                "chosen": self.data.get(self._name(entry)) or entry.mark or "hadir",
            }
            for entry in self.roster
        ]  # fmt: skip

    @property
    def marks(self) -> dict[int, str]:
        """What `mark_roll_call` takes; a name that was not sent keeps its mark."""
        return {
            entry.person.pk: self.cleaned_data[self._name(entry)] or entry.mark or "hadir"
            for entry in self.roster
        }

    @property
    def totals(self) -> str:
        """ "46 hadir · 1 izin · 1 alpa", of what is shown."""
        chosen = [row["chosen"] for row in self.rows]
        counts = [(chosen.count(value), word.lower()) for value, word in Attendance.Mark.choices]
        return " · ".join(f"{n} {word}" for n, word in counts if n) or "Belum ada nama"


class GuestForm(FormBase, forms.Form):
    """A person we know who isn't on the roster, or a guest by name."""

    submit_word = "Tambahkan"
    person = forms.ModelChoiceField(Person.objects.none(), required=False, empty_label="Bukan, tamu lain")
    name = forms.CharField(label="Nama tamu", required=False, max_length=100)
    institution = forms.CharField(label="Asal tamu", required=False, max_length=120)
    is_speaker = forms.BooleanField(label="Sebagai narasumber", required=False)
    client_token = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        label="Tanda formulir",
        error_messages={"invalid": "Formulir ini tidak utuh. Muat ulang halamannya, lalu isi lagi."},
    )

    def __init__(self, *args: Any, session: Session, roster: Sequence[RosterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.label = f"{role_label(Role.KEPALA)} atau {role_label(Role.PENGAWAS).lower()}"
        called = [entry.person.pk for entry in roster]
        field.queryset = people_of(session.group, session.date).exclude(pk__in=called)

    def clean(self) -> dict[str, Any]:
        """One of both, so that nobody is noted twice."""
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("name")) and not self.errors:
            self.add_error("name", "Pilih nama dari daftar, atau tulis nama tamu: salah satu.")
        return data
