"""The agenda of a session, and what becomes of an unfinished topic."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import formset_factory

from core.forms import BaseFormSet, FormBase, RowForm
from kkg.agenda.history import MOST_TOPICS
from kkg.agenda.permissions import why_not_hand_on
from kkg.groups.forms import GroupFilter
from kkg.groups.models import WorkingGroup
from kkg.sessions.models import Session, Topic
from kkg.speakers.choices import Known, known_speakers
from kkg.speakers.forms import SPEAKER, said_speaker, speaker_fields
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice

PREFIX = "t"


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


class AgendaBase(BaseFormSet[RowForm[Any]]):
    """All rows may be blank: a blank row is no topic."""

    def initial_form_count(self) -> int:
        """Every row counts as an extra one, so that blank ones pass."""
        return 0

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Filled rows in the order of the screen, as `save_agenda` takes them."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]

    @property
    def faults(self) -> list[str]:
        """Every fault with the row it stands in."""
        by_row: Any = enumerate(self.errors, start=1)
        found = [f"Topik {at}: {said}" for at, row in by_row for words in row.values() for said in words]
        return [*self.non_form_errors(), *found]


def agenda_formset(session: Session, *, rows: Sequence[Mapping[str, Any]] = (), data: Any = None) -> AgendaBase:
    """Bound to `data`, or showing `rows` as they stand, with one blank row if there is none."""
    shown = list(rows) or [{}]
    kind: Any = formset_factory(
        TopicForm,
        formset=AgendaBase,
        extra=len(shown),
        max_num=MOST_TOPICS,
        validate_max=True,
        absolute_max=MOST_TOPICS + 1,
    )
    messages = {
        "missing_management_form": "Formulir ini tidak utuh. Muat ulang halamannya, lalu isi lagi.",
        "too_many_forms": f"Paling banyak {MOST_TOPICS} topik dalam satu agenda.",
    }
    known = known_speakers(session.group, session.date)
    shared = {"prefix": PREFIX, "form_kwargs": {"known": known}, "error_messages": messages}
    formset: AgendaBase = kind(data, **shared) if data is not None else kind(initial=shown, **shared)
    return formset


def typed_rows(data: Any) -> list[dict[str, Any]]:
    """What stands in the boxes, unchecked, for showing it again in another order."""
    try:
        total = min(int(data.get(f"{PREFIX}-TOTAL_FORMS", 0)), MOST_TOPICS)
    except ValueError:
        total = 0
    names = ["pk", *TopicForm.Meta.fields, *SPEAKER]
    return [{name: data.get(f"{PREFIX}-{at}-{name}", "") for name in names} for at in range(total)]


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
