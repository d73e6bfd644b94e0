"""The two forms of the RPP week: which week and madrasah to open, and one line per teacher."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from competency.rpp.models import Rpp
from competency.rpp.weeks import DaysOff, RppMark
from competency.sheets.permissions import why_not_check_week
from core.formats import date_range
from core.forms import FormBase, offer
from core.uploads import FileBox
from madrasah.models import Madrasah
from madrasah.periods import week_end, week_start
from madrasah.places.choices import MadrasahChoice

FIRST_WEEK = date(2020, 1, 6)
TAKE_BACK = "batal"


class PhotoForm(FormBase, forms.Form):
    """One photo of a handwritten RPP; what is in it is checked when it is stored."""

    submit_word = "Simpan foto"
    foto = forms.FileField(
        label="Foto RPP tulisan tangan",
        help_text="JPG atau PNG, paling besar 5 MB. Keterangan tempat di dalam foto dibuang.",
        widget=FileBox(attrs={"accept": "image/*"}),
    )


class RppWeekChoice(FormBase, forms.Form):
    """Reads the address: any day of the week, and one of the madrasah that may be opened."""

    minggu = forms.DateField(label="Minggu", required=False, widget=forms.HiddenInput)
    madrasah = MadrasahChoice(label="Madrasah", queryset=Madrasah.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: Any, places: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.places = offer(self.fields["madrasah"], places)

    def clean_minggu(self) -> date:
        """The Monday; weeks that have not begun can't be checked yet."""
        week = week_start(self.cleaned_data["minggu"] or self.today)
        if reason := why_not_check_week(week, DaysOff(), self.today):
            raise forms.ValidationError(reason)
        if week < FIRST_WEEK:
            raise forms.ValidationError("Minggu itu terlalu lama berlalu. Pilih minggu lain.")
        return week

    @property
    def week_fault(self) -> str:
        """Why the asked week is not the one that is shown; empty if it is."""
        return " ".join(str(fault) for fault in self.errors.get("minggu", ()))

    @property
    def week(self) -> date:
        """The chosen Monday, else that of today."""
        return self.cleaned_data.get("minggu") or week_start(self.today)

    @property
    def chosen_madrasah(self) -> Madrasah | None:
        """The chosen one, else the first by name; None where there is none."""
        return self.cleaned_data.get("madrasah") or next(iter(self.places), None)


@dataclass(frozen=True)
class RppFormRow:
    """One teacher's card: field names with what is chosen, and what is wrong."""

    line: Any
    name: str
    chosen: str
    cause: str
    weeks: str
    error: str
    now: str

    @property
    def is_special(self) -> bool:
        """Whether something behind "Pilihan lain" is chosen, so that it stands open."""
        return self.chosen in (Rpp.Status.LIBUR, TAKE_BACK) or self.weeks != "1"


class RppWeekForm(FormBase, forms.Form):
    """One line per teacher, one submit; a line left untouched stays unchecked.

    `lines` are the week's RppLine rows, `coming` the Mondays that one RPP may cover too. After is_valid(), `marks()`
    holds what was typed.
    """

    submit_word = "Simpan"
    statuses = [
        (Rpp.Status.ADA.value, Rpp.Status.ADA.label, "green"),
        (Rpp.Status.TERLAMBAT.value, Rpp.Status.TERLAMBAT.label, "amber"),
        (Rpp.Status.BELUM_ADA.value, Rpp.Status.BELUM_ADA.label, "red"),
    ]
    causes = Rpp.Cause.choices

    def __init__(self, *args: Any, lines: Sequence[Any], coming: Sequence[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans = [(1, "Minggu ini saja"), *((number, _until(week)) for number, week in enumerate(coming, start=2))]
        self.lines = [line for line in lines if not line.is_elsewhere]
        for line in self.lines:
            self._add_line(line)
        self.refresh_fields()

    def _add_line(self, line: Any) -> None:
        name, label = f"rpp-{line.teacher.pk}", str(line.teacher)
        states = [*Rpp.Status.choices, (TAKE_BACK, "Belum diperiksa")]
        self.fields[name] = forms.ChoiceField(label=label, choices=states, required=False, initial=line.status)
        self.fields[f"{name}-sebab"] = forms.ChoiceField(
            label=f"{label}, sebab", choices=[("", ""), *self.causes], required=False, initial=line.cause
        )
        self.fields[f"{name}-minggu"] = forms.TypedChoiceField(
            label=f"{label}, lama berlaku",
            choices=self.spans,
            coerce=int,
            required=False,
            empty_value=None,
            initial=min(line.weeks, len(self.spans)),
        )

    def clean(self) -> dict[str, Any]:
        """A late RPP needs its cause."""
        for mark in self.marks():
            if mark.status == Rpp.Status.TERLAMBAT and not mark.cause:
                field = f"rpp-{mark.teacher_id}-sebab"
                if field not in self.errors:
                    label = self.fields[f"rpp-{mark.teacher_id}"].label
                    self.add_error(field, f"{label}: pilih sebab terlambatnya.")
        return self.cleaned_data

    def marks(self) -> list[RppMark]:
        """What was typed; causes and spans only where the state asks for them."""
        return [mark for line in self.lines if (mark := self._mark(line.teacher.pk))]

    def _mark(self, teacher: int) -> RppMark | None:
        name = f"rpp-{teacher}"
        status = self.cleaned_data.get(name)
        if not status:
            return None
        late = status == Rpp.Status.TERLAMBAT
        return RppMark(
            teacher_id=teacher,
            status="" if status == TAKE_BACK else status,
            cause=self.cleaned_data.get(f"{name}-sebab", "") if late else "",
            weeks=self.cleaned_data.get(f"{name}-minggu") or 1 if status == Rpp.Status.ADA else 1,
        )

    def rows(self) -> Iterator[RppFormRow]:
        """The cards in order, with what was typed if the form came back."""
        for line in self.lines:
            name = f"rpp-{line.teacher.pk}"
            chosen = self[name].value() or ""
            faults = [*self.errors.get(name, ()), *self.errors.get(f"{name}-sebab", ())]
            yield RppFormRow(
                line=line,
                name=name,
                chosen=chosen,
                cause=self[f"{name}-sebab"].value() or "",
                weeks=str(self[f"{name}-minggu"].value() or 1),
                error=" ".join(faults),
                now=line.label if self.is_bound and line.status and chosen != line.status else "",
            )


def _until(week: date) -> str:
    return f"sampai minggu {date_range(week, week_end(week))}"
