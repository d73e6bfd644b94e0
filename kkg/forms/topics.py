"""Forms of a topic that is not finished: closing it, handing it on, finding it."""

from collections.abc import Collection
from typing import Any

from django import forms

from core.forms import FormBase
from kkg.forms.common import group_filter, offer_groups_or_hide
from kkg.models import Topic, WorkingGroup
from kkg.permissions import why_not_hand_on
from madrasah.models import Person


class CloseTopicForm(FormBase, forms.Form):
    """Why a topic is closed although it was not finished."""

    submit_word = "Tutup tanpa dituntaskan"
    reason = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=300,
        help_text="Misalnya: sudah dibahas di pelatihan kecamatan.",
    )

    @property
    def values(self) -> dict[str, Any]:
        """What `settle_topic` takes."""
        return {"how": Topic.Settled.CLOSED.value, "note": self.cleaned_data["reason"]}


class HandOnForm(FormBase, forms.Form):
    """To whom a topic goes, and with what."""

    submit_word = "Serahkan"
    person = forms.ModelChoiceField(Person.objects.none(), label="Kepada orang", required=False)
    group = forms.ModelChoiceField(
        WorkingGroup.objects.none(), label="Kepada KKG lain", required=False,
        help_text="Topik ini menjadi yang pertama di agenda mereka berikutnya.",
    )  # fmt: skip
    to = forms.CharField(
        label="Kepada pihak lain",
        required=False,
        max_length=120,
        help_text="Misalnya: Seksi Pendidikan Madrasah.",
    )
    note = forms.CharField(
        label="Apa yang diserahkan", min_length=5, max_length=300,
        help_text="Misalnya: catatan diskusi dan dua contoh RPP.",
    )  # fmt: skip

    def __init__(self, *args: Any, topic: Topic, people: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        person, group = self.fields["person"], self.fields["group"]
        person.queryset = Person.objects.filter(pk__in=people).by_name()  # type: ignore[attr-defined]
        others = WorkingGroup.objects.kept().exclude(pk=topic.session.group_id)
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


class TopicFilter(FormBase, forms.Form):
    """Which topics the list shows: those that wait, or those that were settled."""

    STATES = (("", "Belum tuntas"), ("ditutup", "Ditutup"), ("diserahkan", "Diserahkan"))

    tampil = forms.ChoiceField(label="Keadaan", required=False, choices=STATES, widget=forms.HiddenInput)
    kkg = group_filter()

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_many = offer_groups_or_hide(self, groups)
        self.is_valid()

    @property
    def chosen(self) -> str:
        """One of STATES; what can't be read is the first."""
        state: str = self.cleaned_data.get("tampil", "")
        return state

    def narrow(self, topics: Any) -> Any:
        """The topics that fit."""
        group = self.cleaned_data.get("kkg")
        topics = topics.filter(session__group=group) if group else topics
        return topics.filter(settled_how=self.chosen) if self.chosen else topics.pending()
