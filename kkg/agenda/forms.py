"""The agenda of a session, and what becomes of an unfinished topic."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from core.forms import FormBase, RowForm
from kkg.agenda.history import MOST_TOPICS
from kkg.agenda.permissions import why_not_hand_on
from kkg.agenda.row_forms import MovingRows
from kkg.groups.forms import GroupFilter
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Topic
from kkg.speakers.choices import Known, known_speakers
from kkg.speakers.forms import said_speaker, speaker_fields
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice


class TopicForm(RowForm[Topic]):
    """One point of the agenda; `pk` tells which stored topic it is, if any."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    minutes_planned = forms.IntegerField(label="Menit", required=False, min_value=0, max_value=600)

    class Meta:
        model = Topic
        fields = ["title", "competency", "minutes_planned"]
        labels = {"competency": "Kompetensi", "title": "Pokok bahasan"}

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields |= speaker_fields(known)
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The narasumber as `save_agenda` takes it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        return data | {"speaker": said_speaker(self, self.known)}

    def clean_minutes_planned(self) -> int:
        """An empty box is 0: not yet planned."""
        return self.cleaned_data.get("minutes_planned") or 0


class AgendaRows(MovingRows):
    """The points of one agenda."""

    row, letter, most = TopicForm, "t", MOST_TOPICS
    noun, too_many = "Topik", f"Paling banyak {MOST_TOPICS} topik dalam satu agenda."


def agenda_rows(session: Session, *, rows: Sequence[Mapping[str, Any]] = (), data: Any = None) -> AgendaRows:
    """Those of a session, as `MovingRows.filled`."""
    return AgendaRows.filled(rows, data, known=known_speakers(session.group, session.date))


class CloseTopicForm(FormBase, forms.Form):
    """Why a topic is closed although it was not finished."""

    submit_word = "Tutup tanpa dituntaskan"
    reason = forms.CharField(
        label="Alasan", min_length=5, max_length=300, help_text="Misalnya: sudah dibahas di pelatihan kecamatan."
    )

    @property
    def values(self) -> dict[str, Any]:
        """What `settle_topic` takes."""
        return {"how": Topic.Settled.CLOSED.value, "note": self.cleaned_data["reason"]}


class HandOnForm(FormBase, forms.Form):
    """To whom a topic goes, and with what. `people`: who may be chosen, by name."""

    submit_word = "Serahkan"
    needed = ("person", "group", "to")
    person = PersonChoice(Person.objects.none(), label="Kepada orang", required=False)
    group = forms.ModelChoiceField(
        WorkingGroup.objects.none(),
        label="Kepada KKG lain",
        required=False,
        help_text="Topik ini menjadi yang pertama di agenda mereka berikutnya.",
    )
    to = forms.CharField(
        label="Kepada pihak lain", required=False, max_length=120, help_text="Misalnya: Seksi Pendidikan Madrasah."
    )
    note = forms.CharField(
        label="Apa yang diserahkan",
        min_length=5,
        max_length=300,
        help_text="Misalnya: catatan diskusi dan dua contoh RPP.",
    )

    def __init__(self, *args: Any, topic: Topic, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        person, group = self.fields["person"], self.fields["group"]
        person.queryset = people  # type: ignore[attr-defined]
        others = WorkingGroup.objects.kept().beside(topic.session.group_id)
        group.queryset = others.filter(ended_on=None).order_by("name")  # type: ignore[attr-defined]
        for field in (person, group):
            field.empty_label = "Tidak dipilih"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one receiver."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        named: dict[str, Any] = {name: data.get(name) for name in ("person", "group", "to")}
        if not self.errors and (reason := why_not_hand_on(self.topic, **named)):
            raise forms.ValidationError(reason)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What `settle_topic` takes."""
        names = ("person", "group", "to", "note")
        return {name: self.cleaned_data[name] for name in names} | {"how": Topic.Settled.HANDED_ON.value}


class TopicFilter(GroupFilter):
    """Which topics the list shows: those that wait, or those that were settled."""

    COLUMNS = {"kkg": "session__group"}
    STATES = (("", "Belum tuntas"), ("ditutup", "Ditutup"), ("diserahkan", "Diserahkan"))

    tampil = forms.ChoiceField(label="Keadaan", required=False, choices=STATES, widget=forms.HiddenInput)

    @property
    def chosen(self) -> str:
        """One of STATES; what can't be read is the first."""
        state: str = self.cleaned_data.get("tampil", "")
        return state

    def narrow(self, topics: Any) -> Any:
        """The topics that fit."""
        topics = self.fitting(topics)
        return topics.filter(settled_how=self.chosen) if self.chosen else topics.pending()
