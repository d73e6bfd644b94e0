"""The roll call, guests, and persons invited."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.functional import cached_property
from django.utils.timezone import localtime

from core.formats import clock, ended, joined, some_of
from core.forms import LONG, FormBase
from core.tokens import token_field
from kkg.attendance.models import Attendance
from kkg.attendance.rollcall import ABSENT, PRESENT, read, seen_since, written
from kkg.attendance.rosters import RosterEntry, known_people
from kkg.sessions.models import Session
from kkg.speakers.choices import Known
from kkg.speakers.forms import Asked, said_speaker
from madrasah.work.namesakes import told_apart

OPTIONS = [
    ("hadir", "✓ Hadir", "green"),
    ("izin", "Izin", "amber"),
    ("sakit", "Sakit", "amber"),
    ("alpa", "Alpa", "red"),
]
UNMARKED = ("", "Belum dicatat", "grey")


class RollSection(NamedTuple):
    """The names of one madrasah, or of those called without one."""

    title: str
    rows: list[dict[str, Any]]


class RollCallForm(forms.Form):
    """One choice per person called; who has no mark yet is `taken_as` present, or as nothing (decisions.md 38).

    Hidden beside them: `checked`, `seen` and `taken`, what was stored when the roll was shown and what names
    without a mark were taken as, and `whole`, which a page sends that keeps itself: nothing before Simpan is
    pressed, so that only names touched are written. `rest` is the button that marks all others at once.
    """

    never_assumed: Collection[int] = ()

    checked = forms.CharField(required=False, widget=forms.HiddenInput)
    whole = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, roster: Sequence[RosterEntry], taken_as: str = PRESENT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roster = roster
        self.was_taken_as = self.data.get("taken", PRESENT)
        self.taken_as = taken_as if self.was_taken_as else ""
        self.shown = read(str(self.data.get("seen", ""))) if self.is_bound else {}
        for entry in roster:
            self.fields[self._name(entry)] = forms.ChoiceField(
                choices=Attendance.Mark.choices,
                required=False,
                error_messages={"invalid_choice": f"Kehadiran {entry.person}: pilih hadir, izin, sakit, atau alpa."},
            )

    @staticmethod
    def _name(entry: RosterEntry) -> str:
        return f"m-{entry.person.pk}"

    @cached_property
    def names(self) -> dict[int, str]:
        """Person pk -> name, namesakes told apart."""
        return told_apart([entry.person for entry in self.roster])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Rows for components/rollcall_row.html."""
        names = self.names
        return [
            {
                "name": self._name(entry),
                "title": names[entry.person.pk],
                "detail": self._detail(entry),
                "options": OPTIONS if entry.mark or self._default(entry, self.taken_as) else [*OPTIONS, UNMARKED],
                "chosen": self._chosen(entry),
            }
            for entry in self.roster
        ]

    @property
    def is_long(self) -> bool:
        """Whether names are looked for, and stand by madrasah."""
        return len(self.roster) > LONG

    @property
    def sections(self) -> list[RollSection]:
        """The rows of a long roll by madrasah, of a short one all in one."""
        parts: dict[str, list[dict[str, Any]]] = {}
        for entry, row in zip(self.roster, self.rows, strict=True):
            parts.setdefault((entry.place or "Pengurus dan undangan") if self.is_long else "", []).append(row)
        return [RollSection(title, parts[title]) for title in sorted(parts)]

    def _default(self, entry: RosterEntry, taken_as: str) -> str:
        """What this name is taken as while it has no mark, on a page where names are `taken_as` that."""
        is_strange = entry.person.pk in self.never_assumed or (entry.is_late and taken_as == PRESENT)
        return "" if is_strange else taken_as

    def _was(self, entry: RosterEntry) -> str:
        """What stood beside this name when the page was shown; nothing is known of a page that doesn't say."""
        if "seen" not in self.data:
            return ""
        return self.shown.get(entry.person.pk) or self._default(entry, self.was_taken_as)

    def _said(self, entry: RosterEntry) -> str:
        """The mark this person was given on this page; nothing if it was left as it was."""
        sent = str(self.data.get(self._name(entry), ""))
        return "" if sent == self._was(entry) else sent

    def _chosen(self, entry: RosterEntry) -> str:
        """What was given here, else what is stored, else the default."""
        return self._said(entry) or entry.mark or self._rest(entry)

    def _rest(self, entry: RosterEntry) -> str:
        """What becomes of this name if it is left alone."""
        return self._default(entry, ABSENT if self.marks_rest else self.taken_as)

    @property
    def marks_rest(self) -> bool:
        """Whether the button was pressed that marks all others at once."""
        return self.data.get("rest") == ABSENT

    def _detail(self, entry: RosterEntry) -> str:
        home = entry.place or entry.post
        if self._is_asked(entry):
            return f"{home} · tersimpan dari orang lain: {entry.mark}. Pilih yang benar."
        return f"{home} · presensi {clock(localtime(entry.checked_at))}" if entry.checked_at else home

    def _is_asked(self, entry: RosterEntry) -> bool:
        """Whether this row was marked otherwise by somebody else since it was shown."""
        if "seen" not in self.data:
            return False
        return bool(entry.mark) and entry.mark not in (self._was(entry), self._chosen(entry))

    @property
    def _open_names(self) -> list[str]:
        """The names that have no mark yet."""
        return [self.names[entry.person.pk] for entry in self.roster if not self._chosen(entry)]

    @property
    def unmarked(self) -> int:
        """How many names have no mark yet."""
        return len(self._open_names)

    @property
    def offers_rest(self) -> bool:
        """Whether one button may mark all that are left: only where a check-in said who came."""
        return bool(self.unmarked) and not self.taken_as

    @property
    def intro(self) -> str:
        """What the page says above the names."""
        if self.roster and all(entry.mark for entry in self.roster):
            return "Sudah disimpan. Ketuk nama untuk mengubah."
        if self.offers_rest:
            return f"{self.unmarked} nama belum presensi, jadi belum dicatat. Ketuk nama untuk menandai."
        if self.unmarked:
            return f"{ended(f'Belum dicatat: {some_of(self._open_names)}')} Ketuk nama untuk menandai."
        return "Semua dianggap hadir. Ketuk nama untuk mengubah."

    @property
    def is_asking(self) -> bool:
        """Whether the page comes back with a choice between two marks."""
        return any(self._is_asked(entry) for entry in self.roster)

    @property
    def seen_now(self) -> str:
        """What is stored while this page is shown."""
        return written({entry.person.pk: entry.mark for entry in self.roster})

    @property
    def checked_now(self) -> str:
        """Who had checked in when this roll was begun, also when it comes back with a fault."""
        now = ",".join(str(entry.person.pk) for entry in self.roster if entry.checked_at)
        return str(self.data.get("checked", now)).replace("\0", "")

    @property
    def seen_checked(self) -> set[int]:
        """The same as `mark_roll_call` takes it."""
        return {int(text) for text in self.cleaned_data["checked"].split(",") if text.isdecimal()}

    @property
    def seen(self) -> dict[int, str] | None:
        """The marks that were stored when this roll was shown, if it says so."""
        return self.shown if "seen" in self.data else None

    @property
    def overruled(self) -> str:
        """A sentence on those who checked in while the roll lay open, and so stay present; or nothing."""
        names = [
            str(entry.person)
            for entry in self.roster
            if entry.checked_at and entry.person.pk not in self.seen_checked and self._said(entry) not in ("", PRESENT)
        ]
        return f" Tetap hadir karena presensi sendiri: {ended(joined(names))}" if names else ""

    @property
    def marks(self) -> dict[int, str]:
        """What was said name by name; a name that was left alone keeps its mark."""
        return {entry.person.pk: mark for entry in self.roster if (mark := self._said(entry))}

    @property
    def assumed(self) -> dict[int, str]:
        """What becomes of the others on Simpan, as far as they stood on the page."""
        alone = [entry for entry in self.roster if not entry.mark and entry.person.pk in self.shown]
        return {entry.person.pk: mark for entry in alone if (mark := self._rest(entry))}

    @property
    def assumed_so_far(self) -> dict[int, str]:
        """Before Simpan is pressed a default is nobody's word yet."""
        return self.assumed if self.cleaned_data["whole"] else {}

    def seen_after(self, roster: Sequence[RosterEntry]) -> str:
        """What the page may count as seen once its marks were written; `roster` as it stands then."""
        sent = {entry.person.pk: str(self.data.get(self._name(entry), "")) for entry in self.roster}
        return written(seen_since(sent, self.shown, {entry.person.pk: entry.mark for entry in roster}))

    @property
    def totals(self) -> str:
        """ "46 hadir · 1 izin · 1 alpa · 2 belum dicatat", of what is shown."""
        chosen = [self._chosen(entry) for entry in self.roster]
        choices = [*Attendance.Mark.choices, UNMARKED[:2]]
        counts = [(chosen.count(value), word.lower()) for value, word in choices]
        return " · ".join(f"{n} {word}" for n, word in counts if n) or "Belum ada nama"


class GuestForm(FormBase, forms.Form):
    """A person or an outsider we know, or a guest by name."""

    submit_word = "Tambahkan"
    needed = ("person", "name")
    person = forms.ChoiceField(required=False)
    name = forms.CharField(label="Nama tamu", required=False, max_length=100)
    institution = forms.CharField(label="Asal tamu", required=False, max_length=120)
    is_speaker = forms.BooleanField(label="Sebagai narasumber", required=False)
    client_token = token_field()

    def __init__(self, *args: Any, session: Session, roster: Sequence[RosterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called = [entry.person.pk for entry in roster]
        self.known = Known(list(known_people(session)), list(session.group.speakers.outsiders()))
        field: Any = self.fields["person"]
        field.label = "Orang yang sudah dikenal"
        field.choices = [("", "Tamu lain, saya tulis namanya"), *self.known.choices]

    def clean(self) -> dict[str, Any]:
        """`who`: one of both, so that nobody is noted twice; not yet stored where it is new."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        who = said_speaker(self, self.known, Asked("person", "name", "institution"))
        if who is None and not self.errors:
            self.add_error("name", "Pilih nama dari daftar, atau tulis nama tamu: salah satu.")
        if who and who.person_id in self.called and not data.get("is_speaker"):
            words = f"{who} sudah ada di daftar di atas. Centang “Sebagai narasumber” bila ia berbicara."
            self.add_error("person", words)
        return data | {"who": who}


class GuestEditForm(FormBase, forms.Form):
    """Name and place of a guest who is on the list."""

    submit_word = "Simpan tamu"
    name = forms.CharField(label="Nama tamu", max_length=100)
    institution = forms.CharField(label="Asal tamu", required=False, max_length=120)
