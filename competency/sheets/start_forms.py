"""Forms of what a sheet is about: its start, and mending it while it is a draft."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone

from competency.instruments.models import Instrument
from competency.sheets.models import Assessment
from competency.visits.models import Visit
from core.forms import FormBase
from madrasah.models import Person, Subject, User
from madrasah.scope import scope_of
from madrasah.work.namesakes import PersonChoice


class StartForm(FormBase, forms.Form):
    """Whom, with what, when; remembers nothing itself: the view hands it the last choices as `initial`."""

    submit_word = "Mulai mengisi"

    teacher = PersonChoice(Person.objects.none(), label="Guru")
    instrument = forms.ModelChoiceField(Instrument.objects.none(), label="Instrumen")
    observed_on = forms.DateField(label="Tanggal", initial=timezone.localdate)
    class_name = forms.CharField(
        label="Kelas", max_length=20, required=False, help_text="Kosong berarti kelas guru itu menurut penempatannya."
    )
    subject = forms.ModelChoiceField(Subject.objects.none(), label="Mata pelajaran", required=False)
    lesson_topic = forms.CharField(label="Materi", max_length=160, required=False)
    starts_at = forms.TimeField(label="Mulai pukul", required=False)
    ends_at = forms.TimeField(label="Selesai pukul", required=False)
    client_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, user: User, visit: Visit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["teacher"].queryset = _teachers(user, visit)
        offered = Instrument.objects.offered().defer("document")
        fields["instrument"].queryset = offered.in_order(settings.SUMMARY_INSTRUMENT)
        fields["subject"].queryset = Subject.objects.all()
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The lesson ends after it starts."""
        data = super().clean() or {}
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", "Selesai pukul harus sesudah mulai pukul.")
        return data


class WholeForm(StartForm):
    """The start of a sheet that is filled on one page: of one instrument, its token minted by the phone itself."""

    submit_word = "Simpan lembar"

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["instrument"]
        field.queryset, field.initial = Instrument.objects.filter(pk=instrument.pk), instrument.pk
        field.widget = forms.HiddenInput()
        self.refresh_fields()


class MendForm(StartForm):
    """The data of a draft, as it stands; `accepted` names the instrument whose losses were shown before."""

    submit_word = "Simpan data lembar"

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    accepted = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        fields: Any = self.fields
        del fields["client_token"]
        fields["teacher"].queryset |= Person.objects.kept().filter(pk=assessment.teacher_id).by_name()
        fields["instrument"].queryset |= Instrument.objects.filter(pk=assessment.instrument_id)
        self.refresh_fields()


def _teachers(user: User, visit: Visit | None) -> Any:
    """Whom a new sheet may be about: who was to be visited, else those placed where one is in office."""
    if visit is not None:
        return Person.objects.filter(pk=visit.teacher_id)
    placed = Person.objects.placed_at(scope_of(user).opens, timezone.localdate())
    return placed.exclude(pk=user.person_id or 0).by_name()


def planned_choices(visit: Visit) -> dict[str, Any]:
    """What was planned; the day of an overdue visit is not when it was seen."""
    names = ("starts_at", "class_name", "subject")
    day = {"observed_on": visit.day} if visit.day >= timezone.localdate() else {}
    return {"teacher": visit.teacher_id} | day | {name: getattr(visit, name) for name in names}


def last_choices(user: User) -> dict[str, Any]:
    """Instrument and subject of the sheet this person began last; else the summary's instrument.

    Not its class: that belongs to the teacher who is chosen.
    """
    sheets = Assessment.objects.kept().filter(observer=scope_of(user).person_id).order_by("-created_at")
    if last := sheets.values("instrument", "subject").first():
        return dict(last)
    first = Instrument.objects.offered().filter(code=settings.SUMMARY_INSTRUMENT)
    return {"instrument": first.values_list("pk", flat=True).first()}


def mend_initial(assessment: Assessment) -> dict[str, Any]:
    """What stands in the form of a draft's data at first."""
    names = ("observed_on", "class_name", "subject", "lesson_topic", "starts_at", "ends_at", "revision")
    people = {"teacher": assessment.teacher_id, "instrument": assessment.instrument_id}
    return people | {name: getattr(assessment, name) for name in names}
