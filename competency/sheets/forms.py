"""Forms of a draft: one screen of indicators, the words before sharing; and the filter of the list.

A screen's form is built from the instrument's definition.
"""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from competency.scoring.definition import Definition
from competency.scoring.pieces import NOT_OBSERVED, Answer, Indicator, NotObserved
from competency.scoring.screens import Screen
from competency.sheets.models import Assessment
from competency.sheets.noted import NOTHING, Fact
from competency.sheets.querysets import AssessmentQuerySet
from competency.sheets.reads import proposed
from competency.sheets.states import LABELS
from core.formats import headline
from core.forms import TIME_INPUTS, FormBase
from madrasah.models import Madrasah, Person, User
from madrasah.places.choices import offer_places, place_filter
from madrasah.scope import scope_of
from madrasah.work.namesakes import PersonChoice

UNSEEN = "tt"


class StageForm(forms.Form):
    """One screen of an instrument; a draft may leave anything open."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, definition: Definition, screen: Screen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.screen = definition, screen
        for number, indicator in enumerate(screen.indicators, start=screen.first_number):
            self.fields[answer_name(indicator.code)] = _answer_field(definition, number)
            self.fields[note_name(indicator.code)] = _note_field(number)
            self.fields[time_name(indicator.code)] = _time_field(number)

    @property
    def codes(self) -> list[str]:
        """The indicators of this screen."""
        return [indicator.code for indicator in self.screen.indicators]

    def answers(self) -> dict[str, Answer | None]:
        """By indicator code: a value of the scale, NOT_OBSERVED, or None for nothing chosen."""
        return {i.code: _given(self.cleaned_data[answer_name(i.code)]) for i in self.screen.indicators}

    def notes(self) -> dict[str, Fact]:
        """The fact notes by indicator code, without text where there is none."""
        data = self.cleaned_data
        return {i.code: Fact(data[note_name(i.code)], data[time_name(i.code)]) for i in self.screen.indicators}

    def clean(self) -> dict[str, Any]:
        """A time tells when something happened, so it says what."""
        data = super().clean() or {}
        for number, indicator in enumerate(self.screen.indicators, start=self.screen.first_number):
            note = note_name(indicator.code)
            if data.get(time_name(indicator.code)) and note in data and not data[note]:
                self.add_error(
                    note, f"Catatan butir {number}: tulis apa yang terlihat pada jam itu, atau kosongkan jamnya."
                )
        return data

    def indicator_rows(self) -> list[tuple[int, Indicator, str, str, str, str]]:
        """Number, indicator, chosen value, note, its time and fault of each, as typed or as stored."""
        rows = []
        for number, indicator in enumerate(self.screen.indicators, start=self.screen.first_number):
            answer, note = self[answer_name(indicator.code)], self[note_name(indicator.code)]
            seen_at = self[time_name(indicator.code)]
            fault = " ".join([*answer.errors, *note.errors, *seen_at.errors])
            typed = (answer.value() or "", note.value() or "", seen_at.value() or "")
            rows.append((number, indicator, *typed, fault))
        return rows


class ReviewForm(FormBase, forms.Form):
    """The last screen before sharing: praise first, then advice, then the tindak lanjut or why none."""

    submit_word = "Simpan dulu"
    use_required_attribute = False  # only the chosen kind's fields are asked for; the browser can't know
    NEEDED, WAIVED = "perlu", "tidak_perlu"
    needed = ("text", "waived_because")  # whichever is asked for
    KINDS = ((NEEDED, "Diusulkan"), (WAIVED, "Tidak perlu"))

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    strengths = forms.CharField(
        label="Yang sudah baik",
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text="Tulis lebih dulu apa yang berhasil.",
    )
    suggestions = forms.CharField(label="Saran", widget=forms.Textarea, required=False, max_length=2000)
    followup = forms.ChoiceField(
        label="Tindak lanjut",
        widget=forms.RadioSelect,
        required=False,
        choices=KINDS,
        error_messages={"required": "Tindak lanjut belum dipilih: usulkan satu, atau nyatakan tidak perlu."},
    )
    text = forms.CharField(
        label="Apa yang akan dikerjakan guru",
        max_length=300,
        error_messages={"required": "Tulis tindak lanjut yang diusulkan."},
        help_text="Misalnya: membuat alat peraga pecahan dan memakainya di kelas IV.",
    )
    due_on = forms.DateField(label="Batas waktu", required=False)
    indicator = forms.ChoiceField(label="Untuk butir", required=False)
    waived_because = forms.CharField(
        label="Mengapa tidak perlu",
        max_length=200,
        error_messages={"required": "Tulis mengapa tindak lanjut tidak perlu."},
    )

    def __init__(
        self, *args: Any, definition: Definition, sharing: bool = False, is_correction: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.standing = self.initial.get("due_on") if is_correction else None
        self.fields["followup"].required = sharing
        if self.is_bound:
            self.fields["text"].required = self["followup"].value() == self.NEEDED
            self.fields["waived_because"].required = self["followup"].value() == self.WAIVED
        numbered = enumerate(definition.indicators, start=1)
        field: Any = self.fields["indicator"]
        field.choices = [("", "Tidak khusus"), *((i.code, f"{n}. {headline(i.text, 72)}") for n, i in numbered)]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """A proposal's date lies ahead; one that was shared may have passed since."""
        data = super().clean() or {}
        due_on = data.get("due_on") if data.get("followup") == self.NEEDED else None
        if due_on and due_on != self.standing and due_on < timezone.localdate():
            self.add_error("due_on", "Batas waktu sudah lewat. Pilih tanggal yang akan datang.")
        return data


class ListFilter(FormBase, forms.Form):
    """The GET filter of the list of sheets; what can't be read filters nothing."""

    UNREAD, OBJECTED = "belum-dibaca", "keberatan"

    WAITING = ((UNREAD, "Tanggapan belum dibaca"), (OBJECTED, "Keberatan belum dijawab"))

    madrasah = place_filter()
    teacher = PersonChoice(Person.objects.none(), label="Guru", required=False, empty_label="Semua guru")
    state = forms.ChoiceField(label="Keadaan", required=False)

    def __init__(self, *args: Any, user: User, sheets: AssessmentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        opened = Madrasah.objects.visible_to(user).filter(pk__in=scope_of(user).opens)
        offer_places(self, opened.by_name())
        taught = Person.objects.kept().filter(pk__in=sheets.values("teacher"))
        fields["teacher"].queryset = taught.by_name()
        states = [(state.value, word) for state, word in LABELS.items()]
        fields["state"].choices = [("", "Semua"), *states, *self.WAITING]
        self.refresh_fields()

    @property
    def is_asked(self) -> bool:
        """Whether it filters anything."""
        return bool(self._chosen)

    def of(self, rows: AssessmentQuerySet) -> AssessmentQuerySet:
        """Those of the list that were asked for."""
        chosen = dict(self._chosen)
        if chosen.get("state") == self.UNREAD:
            del chosen["state"]
            rows = rows.with_unread_reply()
        elif chosen.get("state") == self.OBJECTED:
            del chosen["state"]
            rows = rows.with_open_objection()
        return rows.filter(**chosen)

    def of_waiting(self, rows: AssessmentQuerySet) -> AssessmentQuerySet:
        """Those that wait to be taken over: at the madrasah asked for, none where teacher or state are."""
        chosen = dict(self._chosen)
        place = chosen.pop("madrasah", None)
        if chosen:
            return rows.none()
        return rows.filter(madrasah=place) if place else rows

    @property
    def _chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def answer_name(code: str) -> str:
    """The field of an indicator's answer."""
    return f"butir-{code}"


def note_name(code: str) -> str:
    """The field of an indicator's fact note."""
    return f"catatan-{code}"


def time_name(code: str) -> str:
    """The field of the time at which a noted fact happened."""
    return f"pukul-{code}"


def typed_time(seen_at: time | None) -> str:
    """As a browser sends it."""
    return seen_at.isoformat("minutes") if seen_at else ""


def typed_answer(answer: Answer | None) -> str:
    """As a browser sends it; zero is an answer, not an empty field."""
    if answer is None:
        return ""
    return UNSEEN if isinstance(answer, NotObserved) else str(answer)


def stage_initial(assessment: Assessment, screen: Screen) -> dict[str, Any]:
    """What stands in a screen's form at first: the stored answers and notes."""
    answers = assessment.draft_answers()
    notes = assessment.draft_notes()
    initial: dict[str, Any] = {"revision": assessment.mark_of(i.code for i in screen.indicators)}
    for indicator in screen.indicators:
        value = answers.get(indicator.code)
        initial[answer_name(indicator.code)] = typed_answer(value)
        fact = notes.get(indicator.code, NOTHING)
        initial[note_name(indicator.code)], initial[time_name(indicator.code)] = fact.text, typed_time(fact.seen_at)
    return initial


def review_initial(assessment: Assessment) -> dict[str, Any]:
    """What stands in the review form at first."""
    initial: dict[str, Any] = {
        "revision": assessment.revision,
        "strengths": assessment.strengths,
        "suggestions": assessment.suggestions,
    }
    if followup := proposed(assessment):
        kind = ReviewForm.WAIVED if followup["waived_because"] else ReviewForm.NEEDED
        initial |= {"followup": kind, **followup}
    return initial


def _answer_field(definition: Definition, number: int) -> forms.ChoiceField:
    values = [(str(value), str(value)) for value in definition.scale.values]
    unseen = [(UNSEEN, "Tidak teramati")] if definition.scale.allow_not_observed else []
    wrong = f"Butir {number}: pilihan itu tidak ada. Pilih lagi."
    return forms.ChoiceField(
        choices=[("", ""), *values, *unseen], required=False, error_messages={"invalid_choice": wrong}
    )


def _note_field(number: int) -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=600,
        error_messages={
            "max_length": f"Catatan butir {number} paling banyak 600 huruf. Ringkas dulu.",
            "null_characters_not_allowed": f"Catatan butir {number} memuat tanda tak terbaca. Ketik ulang.",
        },
    )


def _time_field(number: int) -> forms.TimeField:
    wrong = f"Jam catatan butir {number} tidak terbaca. Tulis seperti 08.30."
    return forms.TimeField(required=False, input_formats=TIME_INPUTS, error_messages={"invalid": wrong})


def _given(text: str) -> Answer | None:
    if text == UNSEEN:
        return NOT_OBSERVED
    return int(text) if text else None
