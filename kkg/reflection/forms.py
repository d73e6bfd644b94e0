"""Three questions after a session, three steps each, one press."""

from django import forms

from core.forms import FormBase
from kkg.reflection.models import Feeling


def _question(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Feeling.choices, widget=forms.RadioSelect)


class ReflectionForm(FormBase, forms.Form):
    """All three or none: a partial answer would count a different number of people for each question."""

    submit_word = "Kirim tanpa nama"
    useful = _question("Apakah pertemuan ini bermanfaat bagi kelas Anda?")
    clear = _question("Apakah penjelasannya Anda pahami?")
    will_try = _question("Apakah akan Anda coba di kelas?")
