"""Forms of a planned visit: planning, changing, calling off; and the filter of the list."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Case, Q, When
from django.utils import timezone

from competency.visits.models import Visit
from competency.visits.reads import places_shared, superiors_at, teachers_under
from competency.visits.states import LABELS, VisitState
from core.forms import FormBase, offer
from core.tokens import token_field
from madrasah.models import Madrasah, Person, Semester, Subject, User
from madrasah.places.choices import MadrasahChoice, offer_places, place_filter
from madrasah.scope import scope_of
from madrasah.work.namesakes import PersonChoice

PEERS = "Guru sejawat yang Anda tunjuk hanya melihat dan mengisi lembar kunjungan ini."


class PlaceChoice(MadrasahChoice):
    """Which of two madrasah a teacher who serves at both was, or is to be, seen at; asked where there is one."""

    def __init__(self) -> None:
        super().__init__(
            Madrasah.objects.none(),
            label="Di madrasah mana?",
            required=False,
            empty_label="Madrasah guru itu",
            help_text="Pilih bila gurunya bertugas di dua madrasah.",
        )


def ask_place(form: Any, user: User) -> None:
    """Offers the madrasah in question in the form's `place`; without any the field goes."""
    many = len(scope_of(user).opens) > 1
    if not (many and offer(form.fields["place"], places_shared(user))):
        del form.fields["place"]


class ChangeForm(FormBase, forms.Form):
    """What is planned, apart from the teacher; the day stays as it is unless another is chosen."""

    submit_word = "Simpan rencana"

    kind = forms.ChoiceField(label="Untuk", choices=Visit.Kind.choices, widget=forms.RadioSelect)
    day = forms.DateField(label="Tanggal")
    starts_at = forms.TimeField(label="Pukul", required=False)
    observer = PersonChoice(Person.objects.none(), label="Yang mengamati")
    class_name = forms.CharField(
        label="Kelas", max_length=20, required=False, help_text="Kosong berarti kelas guru itu menurut penempatannya."
    )
    subject = forms.ModelChoiceField(Subject.objects.none(), label="Mata pelajaran", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["observer"].queryset = _who_may_come(user, self.initial.get("observer"))
        fields["observer"].help_text = PEERS if scope_of(user).heads else ""
        fields["subject"].queryset = Subject.objects.all()
        self.refresh_fields()


class PlanForm(ChangeForm):
    """A new visit: whom, what for, when, by whom."""

    submit_word = "Rencanakan"
    field_order = ("teacher", "place", "kind", "day", "starts_at", "observer")

    revision = None  # type: ignore[assignment] # Django's way to drop an inherited field
    teacher = PersonChoice(Person.objects.none(), label="Guru")
    place = PlaceChoice()
    client_token = token_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["teacher"]
        field.queryset = teachers_under(user)
        ask_place(self, user)
        self.refresh_fields()


def _who_may_come(user: User, now: Any) -> Any:
    """Who is in office there, who is named already, and for a kepala the colleagues."""
    scope, today = scope_of(user), timezone.localdate()
    named, superiors = Q(pk=getattr(now, "pk", now)), Q(pk__in=superiors_at(scope.opens, today))
    peers = Q(pk__in=Person.objects.placed_at(scope.heads, today).values("pk"))
    return Person.objects.kept().met_by(named, superiors, peers).by_name()


class CallOffForm(FormBase, forms.Form):
    """Why nobody comes."""

    submit_word = "Batalkan kunjungan"

    reason = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=200,
        help_text="Dibaca guru dan pengamatnya, misalnya: kelas VI ujian pada hari itu.",
    )


class TalkForm(FormBase, forms.Form):
    """The short talk before the lesson; `may_note`: who looks says also what the RPP shows."""

    submit_word = "Simpan percakapan"

    wanted = forms.CharField(
        label="Apa yang ingin Anda minta diamati?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
        required=False,
        help_text="Misalnya: apakah anak yang pendiam ikut bertanya.",
    )
    rpp_seen = forms.CharField(
        label="Yang terlihat di RPP",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
        required=False,
        help_text="Misalnya: tujuan jelas; penilaian belum ditulis.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, may_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_note:
            self.fields["wanted"].label = "Yang ingin diamati, dengan kata-kata guru"
        else:
            del self.fields["rpp_seen"]
        self.refresh_fields()


class VisitFilter(FormBase, forms.Form):
    """Semester, madrasah and state in the address; without a semester, that of today or the last that began."""

    semester = forms.ModelChoiceField(
        label="Semester", queryset=Semester.objects.none(), required=False, empty_label=None
    )
    madrasah = place_filter()
    tampil = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[("", "Semua"), *((state.value, word) for state, word in LABELS.items())],
    )

    def __init__(self, *args: Any, places: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_ahead = Case(When(starts_on__gt=today, then=1), default=0)
        self.semesters = offer(self.fields["semester"], Semester.objects.order_by(is_ahead, "-starts_on"))
        offer_places(self, places)

    @cached_property
    def chosen(self) -> Semester | None:
        """The chosen one, else the first offered: the newest that has begun; None where no semester is recorded."""
        return self._given("semester") or next(iter(self.semesters), None)

    @property
    def place(self) -> Madrasah | None:
        """The chosen madrasah; None for all."""
        place: Madrasah | None = self._given("madrasah")
        return place

    @property
    def state(self) -> VisitState | None:
        """The chosen state; None for all."""
        return VisitState(self._given("tampil")) if self._given("tampil") else None

    def _given(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None
