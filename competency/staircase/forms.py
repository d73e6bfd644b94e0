"""Choosing semester, madrasah and step; and the session that takes a topic."""

from typing import Any

from django import forms

from competency.scoring.staircase import UNSEEN, Stair
from competency.summary.forms import PlaceChoice
from core.forms import FormBase, offer
from kkg.models import Session


class StairsChoice(PlaceChoice):
    """Whose step is shown; an empty step means all, "belum" those of whom nothing was seen."""

    NOTHING = "belum"

    tangga = forms.ChoiceField(
        label="Catatan penilaian",
        required=False,
        choices=[("", "Semua guru"), *((stair.name.lower(), stair.value) for stair in Stair), (NOTHING, UNSEEN)],
    )

    @property
    def wants(self) -> str:
        """The step as the address has it."""
        return str(self.cleaned_data.get("tangga") or "")


class ProposalForm(FormBase, forms.Form):
    """The coming session whose agenda takes the topic."""

    submit_word = "Jadikan topik"
    session = forms.ModelChoiceField(Session.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coming = next(iter(offer(self.fields["session"], sessions)), None)
        self.fields["session"].initial = self.coming
