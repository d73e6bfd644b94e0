"""The form of a reflection: the items of the sheet, screen by screen, and a few own words."""

from django import forms

from competency.scoring.definition import Definition
from competency.scoring.pieces import Answer
from competency.sheets.forms import StageForm
from core.forms import FormBase


class WordsForm(FormBase, forms.Form):
    """What the items don't ask."""

    submit_word = "Kirim refleksi"

    text = forms.CharField(
        label="Catatan saya",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text="Misalnya: apa yang berjalan baik, dan apa yang ingin saya ubah.",
    )


def stages_of(definition: Definition, data: object) -> list[StageForm]:
    """One form a screen; `data`: what was sent, or None."""
    return [StageForm(data, definition=definition, screen=screen) for screen in definition.screens()]


def chosen(stages: list[StageForm]) -> dict[str, Answer]:
    """What was chosen, by indicator code; items left open are none."""
    return {code: value for stage in stages for code, value in stage.answers().items() if isinstance(value, int)}
