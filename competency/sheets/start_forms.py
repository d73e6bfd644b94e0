"""Forms of what a sheet is about: its start, and mending it while it is a draft."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from competency.instruments.models import Instrument
from competency.sheets.models import Assessment
from competency.sheets.permissions import why_not_purpose
from competency.sheets.reads import instruments_for
from competency.visits.forms import PlaceChoice, ask_place
from competency.visits.models import Visit
from competency.visits.reads import teachers_under
from core.forms import FormBase
from core.tokens import token_field
from madrasah.models import Person, Subject, User
from madrasah.scope import scope_of
from madrasah.work.namesakes import PersonChoice


class TaskBoxes(forms.RadioSelect):
    """Marks the choices that ask whether a rating is formatif or sumatif."""

    yearly: frozenset[Any] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's own."""
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"data-yearly": True} if value in self.yearly else {}
        return option


class TaskChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses an instrument by what one wants to do: the usual one of each task, the others folded away."""

    far_label = "Instrumen lain"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Instrument.objects.none(), widget=TaskBoxes, empty_label=None, **kwargs)

    def offer(self, instruments: Iterable[Instrument]) -> None:
        """`instruments`: the usual ones first (`reads.instruments_for`)."""
        usual: dict[str, Instrument] = {}
        others = [row for row in instruments if usual.setdefault(row.task, row) is not row]
        rows = [*usual.values(), *others]
        self.queryset = Instrument.objects.filter(pk__in=[row.pk for row in rows])
        near = [(row.pk, _two_lines(row.task, row.short)) for row in usual.values()]
        self.choices = [*near, *((row.pk, _two_lines(row.short, row.task)) for row in others)]
        self.near, self.initial = len(near), rows[0].pk if rows else None
        self.widget.yearly = frozenset(row.pk for row in rows if row.definition.is_yearly)


def _two_lines(words: str, more: str) -> SafeString:
    return format_html("<b>{}</b><small>{}</small>", words, "" if more == words else more)


class StartForm(FormBase, forms.Form):
    """Whom, with what, when; remembers nothing itself: the view hands it the last choices as `initial`."""

    submit_word = "Mulai mengisi"
    needed = ("purpose",)

    teacher = PersonChoice(Person.objects.none(), label="Guru")
    place = PlaceChoice()
    instrument = TaskChoice(label="Apa yang Anda kerjakan?", error_messages={"required": "Pilih apa yang dikerjakan."})
    purpose = forms.ChoiceField(
        label="Formatif atau sumatif?",
        choices=[
            (Assessment.Purpose.FORMATIVE, "Formatif: awal tahun, untuk pembinaan"),
            (Assessment.Purpose.SUMMATIVE, "Sumatif: akhir tahun, nilai setahun"),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text="Hanya untuk penilaian kinerja.",
    )
    observed_on = forms.DateField(label="Tanggal", initial=timezone.localdate)
    class_name = forms.CharField(
        label="Kelas", max_length=20, required=False, help_text="Kosong berarti kelas guru itu menurut penempatannya."
    )
    subject = forms.ModelChoiceField(Subject.objects.none(), label="Mata pelajaran", required=False)
    lesson_topic = forms.CharField(label="Materi", max_length=160, required=False)
    starts_at = forms.TimeField(label="Mulai pukul", required=False)
    ends_at = forms.TimeField(label="Selesai pukul", required=False)
    client_token = token_field()

    def __init__(
        self,
        *args: Any,
        user: User,
        instruments: Iterable[Instrument] | None = None,
        visit: Visit | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["teacher"].queryset = _teachers(user, visit)
        fields["instrument"].offer(instruments_for(user) if instruments is None else instruments)
        fields["subject"].queryset = Subject.objects.all()
        if visit is None:
            ask_place(self, user)
        else:
            del fields["place"]
        if not fields["instrument"].widget.yearly:
            del fields["purpose"]
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The lesson ends after it starts; a yearly rating says which it is."""
        data = super().clean() or {}
        instrument: Instrument | None = data.get("instrument")
        if instrument and (reason := why_not_purpose(instrument.definition, data.get("purpose", ""))):
            self.add_error("purpose", reason)
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", "Selesai pukul harus sesudah mulai pukul.")
        return data


class WholeForm(StartForm):
    """The start of a sheet that is filled on one page: of one instrument, its token minted by the phone itself."""

    submit_word = "Simpan lembar"

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, instruments=[instrument], **kwargs)
        self.fields["instrument"].widget = forms.HiddenInput()
        self.refresh_fields()


class MendForm(StartForm):
    """The data of a draft, as it stands; `accepted` names the instrument whose losses were shown before."""

    submit_word = "Simpan data lembar"

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    accepted = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, assessment: Assessment, **kwargs: Any) -> None:
        own = assessment.instrument  # also where it is no longer offered
        instruments = [own, *(one for one in instruments_for(user) if one != own)]
        super().__init__(*args, user=user, instruments=instruments, **kwargs)
        fields: Any = self.fields
        for name in {"client_token", "place"} & fields.keys():
            del fields[name]
        offered = Q(pk__in=fields["teacher"].queryset.order_by().values("pk"))
        fields["teacher"].queryset = Person.objects.kept().met_by(offered, Q(pk=assessment.teacher_id)).by_name()
        self.refresh_fields()


def _teachers(user: User, visit: Visit | None) -> Any:
    """Whom a new sheet may be about: who was to be visited, else those placed where one is in office."""
    if visit is not None:
        return Person.objects.filter(pk=visit.teacher_id)
    return teachers_under(user)


def planned_choices(visit: Visit) -> dict[str, Any]:
    """What was planned; the day of an overdue visit is not when it was seen."""
    names = ("starts_at", "class_name", "subject")
    day = {"observed_on": visit.day} if visit.day >= timezone.localdate() else {}
    return {"teacher": visit.teacher_id} | day | {name: getattr(visit, name) for name in names}


def last_choices(user: User) -> dict[str, Any]:
    """The subject of the sheet this person began last. Not its class: that belongs to the teacher who is chosen."""
    sheets = Assessment.objects.kept().filter(observer=scope_of(user).person_id).order_by("-created_at")
    return dict(sheets.values("subject").first() or {})


def mend_initial(assessment: Assessment) -> dict[str, Any]:
    """What stands in the form of a draft's data at first."""
    names = ("purpose", "observed_on", "class_name", "subject", "lesson_topic", "starts_at", "ends_at", "revision")
    people = {"teacher": assessment.teacher_id, "instrument": assessment.instrument_id}
    return people | {name: getattr(assessment, name) for name in names}
