"""The agenda as a list of rows that grows and moves without JavaScript: each press sends the whole list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from core.forms import FormBase
from kkg.agenda import MOST_TOPICS
from kkg.models import Topic

PREFIX = "t"


class TopicForm(FormBase, forms.ModelForm):
    """One point of the agenda; `pk` tells which stored topic it is, if any."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    minutes_planned = forms.IntegerField(label="Menit", required=False, min_value=0, max_value=600)

    class Meta:
        model = Topic
        fields = ["title", "competency", "speaker_name", "minutes_planned"]
        labels = {"competency": "Kompetensi", "title": "Pokok bahasan"}

    def clean_minutes_planned(self) -> int:
        """An empty box is 0: not yet planned."""
        return self.cleaned_data.get("minutes_planned") or 0


class AgendaBase(BaseFormSet):
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


def agenda_formset(*, rows: Sequence[Mapping[str, Any]] = (), data: Any = None) -> AgendaBase:
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
    if data is not None:
        return kind(data, prefix=PREFIX, error_messages=messages)
    return kind(initial=shown, prefix=PREFIX)


def typed_rows(data: Any) -> list[dict[str, Any]]:
    """What stands in the boxes, unchecked, for showing it again in another order."""
    try:
        total = min(int(data.get(f"{PREFIX}-TOTAL_FORMS", 0)), MOST_TOPICS)
    except ValueError:
        total = 0
    names = ["pk", *TopicForm.Meta.fields]
    return [{name: data.get(f"{PREFIX}-{at}-{name}", "") for name in names} for at in range(total)]
