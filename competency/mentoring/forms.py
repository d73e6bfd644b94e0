"""Pairing two people, noting a meeting, and ending a pair."""

from typing import Any, ClassVar

from django import forms

from competency.mentoring.models import Meeting, MentorPair
from core.forms import FormBase, RevisedForm, RowForm, offer
from core.tokens import token_field
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice


class PairForm(RowForm[MentorPair]):
    """Who stands by whom, how long, to what end; `teachers`, `mentors`: querysets of persons."""

    submit_word = "Pasangkan"

    teacher = PersonChoice(Person.objects.none(), label="Guru yang didampingi")
    mentor = PersonChoice(Person.objects.none(), label="Pendamping")
    client_token = token_field()

    class Meta:
        model = MentorPair
        fields = ("teacher", "mentor", "aim", "since", "until", "reason")
        widgets: ClassVar[dict[str, Any]] = {"aim": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, str]] = {
            "aim": "Terbaca oleh keduanya. Misalnya: menyusun asesmen formatif Matematika kelas V.",
            "reason": "Hanya terbaca kepala dan pengawas, tidak pernah oleh pendampingnya.",
        }

    def __init__(self, *args: Any, teachers: Any, mentors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["teacher"], teachers)
        offer(self.fields["mentor"], mentors)
        self.refresh_fields()


class MeetingForm(RevisedForm[Meeting]):
    """What was done on one day."""

    submit_word = "Simpan pertemuan"
    client_token = token_field()

    class Meta:
        model = Meeting
        fields = ("met_on", "done", "next_step")
        widgets: ClassVar[dict[str, Any]] = {"done": forms.Textarea(attrs={"rows": 3})}


class EndForm(FormBase, forms.Form):
    """The last word."""

    submit_word = "Akhiri pendampingan"
    closing = forms.CharField(
        label="Kata penutup", max_length=300, help_text="Apa yang sudah tercapai, atau mengapa berhenti."
    )
