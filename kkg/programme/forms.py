"""Forms of a programme: beginning one, its rows that grow and move without JavaScript, tying a session."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.formats import date_range
from core.forms import FormBase, RowForm
from kkg.agenda.row_forms import MovingRows
from kkg.groups.forms import offer_group
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_plan_on
from kkg.programme.models import PlannedSession, Programme
from kkg.sessions.models import Session
from kkg.speakers.choices import Known, known_speakers
from kkg.speakers.forms import said_speaker, speaker_fields
from madrasah.models import Semester, User


class ProgrammeForm(FormBase, forms.Form):
    """Whose programme, of which semester; the one that is there already is opened, not refused."""

    submit_word = "Lanjut ke isi program"
    group = forms.ModelChoiceField(WorkingGroup.objects.none(), label="KKG")
    semester = forms.ModelChoiceField(Semester.objects.none(), label="Semester")
    goals = forms.CharField(
        label="Tujuan",
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text="Apa yang ingin dicapai KKG sampai akhir semester.",
    )
    with_last = forms.BooleanField(
        label="Mulai dari isi program semester sebelumnya, bila ada", required=False, initial=True
    )

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offer_group(self.fields["group"], groups)
        semester: Any = self.fields["semester"]
        semester.queryset = Semester.objects.filter(ends_on__gte=today - timedelta(days=366))
        semester.initial = Semester.objects.filter(ends_on__gte=today).order_by("starts_on").first()


class GoalsForm(RowForm[Programme]):
    """What the semester is for."""

    class Meta:
        model = Programme
        fields = ["goals"]


class PlannedForm(RowForm[PlannedSession]):
    """One meeting meant to be; `pk` tells which stored row it is, if any."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    jp = forms.IntegerField(label="JP", required=False, min_value=0, max_value=16)

    class Meta:
        model = PlannedSession
        fields = ["title", "kind", "pack", "competency", "date", "jp"]
        help_texts = {
            "pack": "Nama topik yang dibahas dalam beberapa pertemuan, misalnya RPP.",
            "date": "Boleh kosong sampai pasti.",
        }

    def __init__(self, *args: Any, group: WorkingGroup, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.known = group, known
        self.fields |= speaker_fields(known)
        self.refresh_fields()

    def clean(self) -> dict[str, Any]:
        """The narasumber as `save_programme` takes it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        return data | {"speaker": said_speaker(self, self.known)}

    def clean_jp(self) -> int:
        """An empty box is 0: not yet known."""
        return self.cleaned_data.get("jp") or 0

    def clean_date(self) -> date | None:
        """A day on which the group can meet; one outside the semester is only pointed out."""
        day: date | None = self.cleaned_data["date"]
        if day and (reason := why_not_plan_on(self.group, day)):
            raise forms.ValidationError(reason, code="far")
        return day


class PlannedRows(MovingRows):
    """The meetings of one programme."""

    row, letter, most = PlannedForm, "r", 30
    noun, too_many = "Pertemuan", "Paling banyak 30 pertemuan dalam satu program."


def planned_rows(group: WorkingGroup, *, rows: Sequence[Mapping[str, Any]] = (), data: Any = None) -> PlannedRows:
    """Those of a group, as `MovingRows.filled`."""
    return PlannedRows.filled(rows, data, group=group, known=known_speakers(group, timezone.localdate()))


class TieForm(FormBase, forms.Form):
    """Which session is what was planned; none unties."""

    submit_word = "Simpan kaitan"
    session = forms.ModelChoiceField(
        Session.objects.none(), label="Pertemuan", required=False, empty_label="Belum ada pertemuannya"
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = sessions
        field.label_from_instance = lambda session: f"{date_range(session.date, session.date)}: {session}"


def groups_to_plan(user: User) -> Any:
    """Groups whose sessions the user plans: those run, without those that have ended."""
    return WorkingGroup.objects.run_by(user).lasting(timezone.localdate())
