"""Forms for planning, finding, closing and reopening a session."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField

from core.forms import FormBase
from kkg.forms.common import group_filter, offer_group, offer_groups, token_field
from kkg.models import MOST_JP, Session, Topic, WorkingGroup, hosts_of
from kkg.permissions import why_not_plan_on


class SessionForm(FormBase, forms.ModelForm):
    """Theme, day, place and hours of one session."""

    class Meta:
        model = Session
        fields = ["title", "kind", "date", "starts_at", "ends_at", "madrasah", "place", "jp"]
        labels = {"jp": "Jumlah JP"}
        help_texts = {
            "title": "Satu kalimat pendek, misalnya: Menyusun RPP dengan metode 5M.",
            "place": "Bila bukan di madrasah tuan rumah, atau nama ruangnya.",
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
        sessions = sessions.filter(title__icontains=words) if words else sessions
        return sessions.filter(group=group) if group else sessions


class TopicRow(NamedTuple):
    """One topic beside its two fields on the closing form."""

    topic: Topic
    status: BoundField
    minutes: BoundField


class CloseForm(FormBase, forms.Form):
    """Tuntas, sebagian or belum for every topic, minutes used, and the hours that count."""

    submit_word = "Tutup pertemuan"
    jp = forms.IntegerField(
        label="Jumlah JP",
        min_value=1,
        max_value=MOST_JP,
        help_text="Jam pelajaran yang tertulis di sertifikat. Paling sedikit 1.",
    )
    minutes_text = forms.CharField(
        label="Catatan pertemuan",
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text="Keputusan, kendala, atau masukan yang perlu diingat.",
    )

    def __init__(self, *args: Any, topics: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = list(topics)
        for topic in self.topics:
            self.fields[f"status-{topic.pk}"] = self._status_field(topic)
            self.fields[f"minutes-{topic.pk}"] = forms.IntegerField(
                label="Menit terpakai",
                min_value=0,
                max_value=600,
                required=False,
                initial=topic.minutes_planned if topic.minutes_used is None else topic.minutes_used,
            )
        self.refresh_fields()

    def _status_field(self, topic: Topic) -> forms.ChoiceField:
        return forms.ChoiceField(
            label="Hasil",
            choices=Topic.Status.choices,
            widget=forms.RadioSelect,
            initial=topic.status,
            error_messages={"required": f"Hasil “{topic.title}” belum dipilih: tuntas, sebagian, belum."},
        )

    @property
    def rows(self) -> list[TopicRow]:
        """Topics in order, each with its fields."""
        return [TopicRow(t, self[f"status-{t.pk}"], self[f"minutes-{t.pk}"]) for t in self.topics]

    @property
    def results(self) -> dict[int, dict[str, Any]]:
        """What `close_session` takes."""
        data = self.cleaned_data
        return {
            t.pk: {"status": data[f"status-{t.pk}"], "minutes_used": data[f"minutes-{t.pk}"]}
            for t in self.topics
        }


class ReasonForm(FormBase, forms.Form):
    """Why a closed record is opened again."""

    reason = forms.CharField(
        label="Alasan", max_length=200, min_length=5, help_text="Tersimpan di jejak perubahan."
    )
