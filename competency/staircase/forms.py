"""Choosing semester, madrasah and step."""

from django import forms

from competency.scoring.staircase import UNSEEN, Stair
from competency.summary.forms import PlaceChoice


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
