"""Forms for planning, changing and finding sessions, and giving a reason."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms

from core.formats import date_plain
from core.forms import FormBase, RowForm
from core.search import forgiving
from core.tokens import token_field
from kkg.groups.forms import GroupFilter, offer_group
from kkg.groups.members import hosts_of
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_plan_on
from kkg.sessions.models import MOST_JP, Session
from kkg.sessions.permissions import MOST_DAYS, further_days, why_not_hold_on

MORE_DAYS = 3  # empty rows below those that stand


class SessionForm(RowForm[Session]):
    """Theme, day, place and hours of one session."""

    class Meta:
        model = Session
        fields = ["title", "kind", "date", "starts_at", "ends_at", "madrasah", "place", "jp"]
        labels = {"jp": "Jumlah JP"}
        help_texts = {
            "title": "Satu kalimat pendek, misalnya: Menyusun RPP dengan metode 5M.",
            "place": "Bila bukan di madrasah tuan rumah, atau nama ruangnya.",
            "ends_at": "Bila lewat tengah malam, isi jamnya saja, misalnya 01.30: terbaca keesokan harinya.",
            "kind": "Rapat pengurus: hanya pengurus dipanggil, tanpa topik dan JP, tidak dihitung di rekap.",
            "jp": "Jam pelajaran diisi sendiri, tidak dihitung dari jam. Boleh 0 sampai pertemuan ditutup.",
        }

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host: Any = self.fields["madrasah"]
        host.queryset = hosts_of(groups)
        self.fields["jp"].required = False
        if self.instance.until:
            self._say_first_day()

    def _say_first_day(self) -> None:
        """Of one that lasts several days these two boxes are about the first."""
        day, jp = self.fields["date"], self.fields["jp"]
        day.label, jp.label = "Tanggal hari pertama", "JP hari pertama"
        day.help_text = "Hari-hari lain ikut bergeser sama jauhnya. Satu hari saja diubah di Hari pertemuan."
        self.refresh_fields()

    def clean_jp(self) -> int:
        """An empty box is 0 until the session is closed."""
        return self.cleaned_data.get("jp") or 0

    def clean(self) -> dict[str, Any]:
        """No session after the last day of its KKG or of its host; the sentence stands at its box."""
        data = super().clean() or self.cleaned_data
        if data.get("date"):
            self._refuse_day(data)
            self._refuse_closed_host(data)
        return data

    def _refuse_day(self, data: dict[str, Any]) -> None:
        group = data.get("group") or (self.instance.group if self.instance.group_id else None)
        if group and (reason := why_not_plan_on(group, data["date"])):
            self.add_error("date", reason)

    def _refuse_closed_host(self, data: dict[str, Any]) -> None:
        host = data.get("madrasah")
        try:
            if host:
                host.refuse_after_closing(data["date"], data["date"])
        except forms.ValidationError as error:
            self.add_error("madrasah", error)


class NewSessionForm(SessionForm):
    """The same with the group, and a token so that a second press makes no second session."""

    submit_word = "Buat pertemuan"
    until = forms.DateField(
        label="Sampai tanggal",
        required=False,
        help_text="Hanya bila lebih dari satu hari, misalnya lokakarya. Tiap hari punya presensi dan JP sendiri.",
    )
    group = forms.ModelChoiceField(WorkingGroup.objects.none(), label="KKG")
    client_token = token_field()

    field_order = ["group", "title", "kind", "date", "until", "starts_at", "ends_at", "madrasah", "place", "jp"]

    def clean_until(self) -> datetime.date | None:
        """The same day is no further day; the sentence about it stands at its box."""
        group, first, until = (self.cleaned_data.get(name) for name in ("group", "date", "until"))
        known = Session(group=group, date=first) if group and first else None
        if known and (reason := why_not_hold_on(known, further_days(known, until))):
            raise forms.ValidationError(reason)
        return until

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, groups=groups, **kwargs)
        self.fields["jp"].help_text += " Bila beberapa hari: JP tiap hari, bisa diubah di Hari pertemuan."
        self.refresh_fields()
        offer_group(self.fields["group"], groups)


class DayRow(NamedTuple):
    """One further day on its form; a stored one can be left out."""

    title: str
    boxes: list[forms.BoundField]


class DaysForm(FormBase, forms.Form):
    """The days of a session after its first, each with its JP; an empty row is no day.

    `stored`: rows of those that stand already.
    """

    submit_word = "Simpan hari"

    def __init__(self, *args: Any, session: Session, stored: Sequence[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.count = min(len(stored) + MORE_DAYS, MOST_DAYS - 1)
        for at in range(self.count):
            self._add_row(at, stored[at] if at < len(stored) else None)
        self.refresh_fields()

    def _add_row(self, at: int, day: Session | None) -> None:
        name = f"Hari {at + 2}"
        self.fields[f"date-{at}"] = forms.DateField(
            label="Tanggal",
            required=False,
            initial=day and day.date,
            error_messages={"invalid": f"{name}: tulis tanggalnya."},
        )
        self.fields[f"jp-{at}"] = forms.IntegerField(
            label="JP", required=False, min_value=0, max_value=MOST_JP, initial=day.jp if day else None
        )
        if day:
            self.fields[f"out-{at}"] = forms.BooleanField(label=f"Hapus hari {at + 2}", required=False)

    @property
    def rows(self) -> list[DayRow]:
        """Each day with its boxes, in order."""
        names = ("date", "jp", "out")
        return [
            DayRow(f"Hari {at + 2}", [self[f"{name}-{at}"] for name in names if f"{name}-{at}" in self.fields])
            for at in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Each day once."""
        data = super().clean() or self.cleaned_data
        seen: set[datetime.date] = set()
        for at in range(self.count):
            day = data.get(f"date-{at}")
            if day in seen:
                self.add_error(f"date-{at}", f"{date_plain(day)} sudah ada di atas.")
            seen |= {day} if day else set()
        return data

    @property
    def days(self) -> dict[datetime.date, int]:
        """What `plan_days` takes; a day without JP has those of the first."""
        data = self.cleaned_data
        kept = [at for at in range(self.count) if data[f"date-{at}"] and not data.get(f"out-{at}")]
        jp = {at: data[f"jp-{at}"] for at in kept}
        return {data[f"date-{at}"]: self.session.jp if jp[at] is None else jp[at] for at in kept}


class CopyForm(FormBase, forms.Form):
    """On which day the same meeting is held, and whether its topics come along."""

    submit_word = "Salin pertemuan"
    date = forms.DateField(label="Tanggal baru")
    with_topics = forms.BooleanField(
        label="Salin topiknya juga",
        required=False,
        initial=True,
        help_text="Topik yang belum tuntas tidak disalin: ia masuk agenda berikutnya dengan sendirinya.",
    )
    client_token = token_field()

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        if session.is_committee:
            del self.fields["with_topics"]

    def clean_date(self) -> datetime.date:
        """The sentence about the day stands at its box."""
        day: datetime.date = self.cleaned_data["date"]
        if reason := why_not_plan_on(self.session.group, day):
            raise forms.ValidationError(reason)
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What `copy_session` takes."""
        return {"with_topics": False} | self.cleaned_data


class SessionFilter(GroupFilter):
    """What to look for in the list of sessions."""

    COLUMNS = {"kkg": "group"}

    cari = forms.CharField(label="Tema", required=False, max_length=100)

    def narrow(self, sessions: Any) -> Any:
        """The sessions that fit; what can't be read narrows nothing."""
        return self.fitting(forgiving(sessions, self.cleaned_data.get("cari") or "", "title"))


class ReasonForm(FormBase, forms.Form):
    """Why a closed record is opened again."""

    reason = forms.CharField(label="Alasan", max_length=200, min_length=5, help_text="Tersimpan di jejak perubahan.")
