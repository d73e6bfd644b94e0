"""Forms for splitting a KKG and for joining it to another."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import FormBase
from kkg.groups.models import WorkingGroup
from madrasah.models import Madrasah, User
from madrasah.places.choices import MadrasahsChoice, offer_madrasahs

DAYS_AHEAD = 366
TOPICS = [("lama", "Tetap di KKG ini"), ("baru", "Ikut ke KKG baru")]


class DayForm(FormBase, forms.Form):
    """From which day on."""

    submit_word = "Lihat dulu akibatnya"
    day = forms.DateField(label="Mulai hari", help_text="Sebelum hari ini semuanya tetap seperti semula.")

    def clean_day(self) -> date:
        """A slip of the year is caught here."""
        day: date = self.cleaned_data["day"]
        today = timezone.localdate()
        if not today - timedelta(days=DAYS_AHEAD) <= day <= today + timedelta(days=DAYS_AHEAD):
            raise forms.ValidationError("Paling jauh setahun dari hari ini. Periksa lagi tahunnya.")
        return day


class SplitForm(DayForm):
    """Which madrasah leave, under which name, and who goes on with what is unfinished."""

    name = forms.CharField(label="Nama KKG baru", max_length=120)
    madrasahs = MadrasahsChoice(Madrasah.objects.none(), label="Madrasah yang pindah ke KKG baru")
    topics = forms.ChoiceField(
        label="Topik yang belum tuntas", choices=TOPICS, widget=forms.RadioSelect, initial="lama"
    )
    field_order = ["name", "madrasahs", "day", "topics"]

    def __init__(self, *args: Any, group: WorkingGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_now = group.group_places.filter(until=None).values("madrasah")
        offer_madrasahs(self.fields["madrasahs"], Madrasah.objects.filter(pk__in=open_now))

    @property
    def takes_topics(self) -> bool:
        """Whether unfinished topics go with the new KKG."""
        return bool(self.cleaned_data["topics"] == "baru")


class MergeForm(DayForm):
    """In which KKG this one goes on."""

    into = forms.ModelChoiceField(WorkingGroup.objects.none(), label="Bergabung dengan")
    field_order = ["into", "day"]

    def __init__(self, *args: Any, group: WorkingGroup, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        kept = WorkingGroup.objects.kept_by(user).lasting(timezone.localdate())
        field.queryset = kept.exclude(pk=group.pk)
        self.is_alone = not field.queryset.exists()
