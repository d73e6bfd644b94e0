"""Forms for planning, changing and finding sessions, and giving a reason."""

import datetime
from typing import Any

from django import forms

from core.forms import FormBase, RowForm, token_field
from core.search import forgiving
from kkg.groups.forms import group_filter, offer_group, offer_groups
from kkg.groups.members import hosts_of
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_plan_on
from kkg.sessions.models import Session


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
    group = forms.ModelChoiceField(WorkingGroup.objects.none(), label="KKG")
    client_token = token_field()

    field_order = ["group", "title", "kind", "date", "starts_at", "ends_at", "madrasah", "place", "jp"]

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, groups=groups, **kwargs)
        offer_group(self.fields["group"], groups)


class CopyForm(FormBase, forms.Form):
    """On which day the same meeting is held, and whether its topics come along."""

    submit_word = "Salin pertemuan"
    date = forms.DateField(label="Tanggal baru")
    with_topics = forms.BooleanField(label="Salin topiknya juga", required=False, initial=True)
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


class SessionFilter(FormBase, forms.Form):
    """What to look for in the list of sessions."""

    cari = forms.CharField(label="Tema", required=False, max_length=100)
    kkg = group_filter()

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_many = offer_groups(self, groups)
        if not self.has_many:
            del self.fields["kkg"]

    def narrow(self, sessions: Any) -> Any:
        """The sessions that fit; what can't be read narrows nothing."""
        words, group = self.cleaned_data.get("cari"), self.cleaned_data.get("kkg")
        sessions = forgiving(sessions, words, "title") if words else sessions
        return sessions.filter(group=group) if group else sessions


class ReasonForm(FormBase, forms.Form):
    """Why a closed record is opened again."""

    reason = forms.CharField(label="Alasan", max_length=200, min_length=5, help_text="Tersimpan di jejak perubahan.")
