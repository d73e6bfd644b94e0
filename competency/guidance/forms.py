"""Forms of an agreement: noting one, and mending one."""

from typing import Any, ClassVar

from django import forms

from competency.guidance.models import Guidance
from core.forms import FormBase, RevisedForm, offer
from core.tokens import token_field
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice

WIDGETS = {"text": forms.Textarea(attrs={"rows": 3})}
EXAMPLE = "Misalnya: RPP diperiksa setiap Senin sebelum jam pertama, dimulai dari kelas tinggi."


class GuidanceForm(FormBase, forms.ModelForm):  # type: ignore[type-arg]
    """What was agreed, when, and with whom where more than one is in office; `heads`: a queryset of persons."""

    submit_word = "Simpan kesepakatan"

    head = PersonChoice(Person.objects.none(), label="Disepakati dengan")
    client_token = token_field()

    class Meta:
        model = Guidance
        fields = ("head", "agreed_on", "text", "due_on")
        widgets = WIDGETS
        help_texts: ClassVar[dict[str, str]] = {"text": EXAMPLE}

    def __init__(self, *args: Any, heads: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["head"]
        found = offer(field, heads)
        if len(found) == 1:
            field.widget, field.initial = forms.HiddenInput(), found[0].pk
        self.refresh_fields()


class MendForm(RevisedForm[Guidance]):
    """Its words and days."""

    submit_word = "Simpan perubahan"

    class Meta:
        model = Guidance
        fields = ("agreed_on", "text", "due_on")
        widgets = WIDGETS
