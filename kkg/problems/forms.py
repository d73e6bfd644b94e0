"""Forms of problems: bringing one with or without a name, the discussion, and the session it goes to."""

from typing import Any

from django import forms

from core.forms import FormBase, RowForm
from core.search import forgiving
from core.tokens import token_field
from kkg.groups.forms import GroupFilter, offer_group
from kkg.groups.models import WorkingGroup
from kkg.problems.models import Problem
from kkg.sessions.models import Session

LEVELS = [("", "Tidak disebut"), *((number, f"Kelas {number}") for number in range(1, 7))]
NAMED, UNNAMED = "nama", "tanpa"
LONGEST = 2000
TRIED_HINT = "Supaya pertemuan tidak mengulang yang sudah dicoba."


def _words(label: str, hint: str = "") -> forms.CharField:
    """A few sentences, or none."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST, widget=forms.Textarea)


class ProblemForm(RowForm[Problem]):
    """What is difficult, and what was tried already."""

    tried = _words("Yang sudah dicoba", TRIED_HINT)
    class_level = forms.TypedChoiceField(label="Kelas", required=False, choices=LEVELS, coerce=int, empty_value=None)

    class Meta:
        model = Problem
        fields = ["text", "tried", "competency", "class_level", "subject"]
        labels = {"text": "Apa masalahnya?"}
        help_texts = {"text": "Satu atau dua kalimat. Tanpa nama murid dan orang lain."}


class NewProblemForm(ProblemForm):
    """The same with the group, the choice of a name, and a token, its key, so that a second press brings it once."""

    submit_word = "Kirim masalah"
    group = forms.ModelChoiceField(WorkingGroup.objects.none(), label="KKG")
    named = forms.ChoiceField(
        label="Dikirim",
        choices=[(NAMED, "Dengan nama saya"), (UNNAMED, "Tanpa nama")],
        initial=NAMED,
        widget=forms.RadioSelect,
        help_text="Tanpa nama: tidak tersimpan siapa pengirimnya, jadi Anda tidak bisa mengubah atau "
        "menghapusnya lagi. Kelas dan mata pelajaran bisa menunjuk Anda; kosongkan bila ragu.",
    )
    client_token = token_field()

    field_order = ["group", "text", "tried", "named", "competency", "class_level", "subject"]

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_group(self.fields["group"], groups)

    @property
    def is_named(self) -> bool:
        """Whether the bringer wants to be known."""
        return bool(self.cleaned_data["named"] == NAMED)


class DiscussionForm(RowForm[Problem]):
    """What the group said about it and how far it is."""

    submit_word = "Simpan pembahasan"
    discussion = _words("Hasil pembahasan")
    tried = _words("Yang sudah dicoba", TRIED_HINT)

    class Meta:
        model = Problem
        fields = ["discussion", "tried", "status"]
        widgets = {"status": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["status"]
        state.choices = Problem.Status.choices


class TargetForm(FormBase, forms.Form):
    """The coming session whose agenda takes the problem; the soonest unless another is chosen."""

    submit_word = "Jadikan topik"
    session = forms.ModelChoiceField(Session.objects.none(), label="Pertemuan", empty_label=None)

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = sessions
        field.label_from_instance = lambda session: f"{session.title} ({session.date:%d-%m-%Y})"
        self.targets = list(sessions)
        field.initial = self.targets[0] if self.targets else None
        if len(self.targets) == 1:
            field.widget = forms.HiddenInput()


class ProblemFilter(GroupFilter):
    """What to look for in the list of problems."""

    COLUMNS = {"keadaan": "status", "kkg": "group"}

    cari = forms.CharField(label="Cari", required=False, max_length=100)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=[("", "Semua"), *Problem.Status.choices])

    def narrow(self, problems: Any) -> Any:
        """The problems that fit; what can't be read narrows nothing."""
        return forgiving(self.fitting(problems), self.cleaned_data.get("cari") or "", "text")
