"""Forms of decisions: recording one, changing it, closing it with proof or a reason, finding it."""

from datetime import date
from typing import Any

from django import forms

from core.forms import FormBase, RowForm
from core.tokens import token_field
from core.uploads import FileBox
from kkg.attendance.rosters import called_people
from kkg.decisions.models import Decision
from kkg.decisions.permissions import why_not_due, why_not_reword_decision
from kkg.groups.forms import GroupFilter
from kkg.sessions.models import Session
from madrasah.models import User
from madrasah.work.namesakes import PersonChoice


class DecisionForm(RowForm[Decision]):
    """Who does what by when."""

    submit_word = "Simpan keputusan"

    class Meta:
        model = Decision
        fields = ["text", "owner", "due", "topic"]
        field_classes = {"owner": PersonChoice}
        labels = {"text": "Apa yang diputuskan?", "topic": "Topik"}
        help_texts = {"text": "Satu hal yang dikerjakan, misalnya: Menyusun bank soal kelas 4."}

    def __init__(self, *args: Any, session: Session, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, topic = self.fields["owner"], self.fields["topic"]
        owner.queryset = called_people(session, self.instance.owner_id)  # type: ignore[attr-defined]
        topic.queryset = session.topics.all()  # type: ignore[attr-defined]
        topic.empty_label = "Tidak terkait topik"  # type: ignore[attr-defined]
        owner.required = self.fields["due"].required = True
        if user and why_not_reword_decision(user, self.instance):
            del self.fields["text"], self.fields["topic"]

    def clean_due(self) -> date:
        """The sentence about the day stands at its box."""
        day: date = self.cleaned_data["due"]
        if reason := why_not_due(day):
            raise forms.ValidationError(reason)
        return day


class NewDecisionForm(DecisionForm):
    """The same with a token, so that a second press records nothing twice."""

    client_token = token_field()


class CloseDecisionForm(FormBase, forms.Form):
    """Done with proof, or not to be done with a reason."""

    submit_word = "Tutup keputusan"
    needed = ("proof",)
    status = forms.ChoiceField(
        label="Hasil",
        choices=[(Decision.Status.DONE, "Sudah dikerjakan"), (Decision.Status.DROPPED, "Tidak jadi")],
        widget=forms.RadioSelect,
    )
    proof = forms.CharField(
        label="Bukti atau alasan",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat: apa hasilnya dan di mana, atau mengapa tidak jadi.",
    )
    upload = forms.FileField(
        label="Berkas atau foto",
        required=False,
        widget=FileBox,
        help_text="PDF, foto (JPG, PNG), Word, Excel, atau PowerPoint tanpa makro; paling besar 10 MB.",
    )

    def clean(self) -> dict[str, Any]:
        """A proof is a sentence, a file or both; a reason is a sentence."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or data["proof"]:
            return data
        if data["status"] == Decision.Status.DROPPED:
            self.add_error("proof", "Tulis mengapa tidak jadi.")
        elif not data["upload"]:
            self.add_error("proof", "Tulis satu kalimat bukti, atau pilih berkas atau foto.")
        return data


class DecisionFilter(GroupFilter):
    """Which decisions the list shows; `pertemuan` comes with a link from a session's page."""

    COLUMNS = {"kkg": "session__group", "pertemuan": "session"}
    STATES = (("", "Belum selesai"), ("lewat", "Lewat batas"), ("saya", "Tugas saya"), ("semua", "Semua"))

    tampil = forms.ChoiceField(label="Keadaan", required=False, choices=STATES, widget=forms.HiddenInput)
    pertemuan = forms.IntegerField(
        label="Pertemuan", required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    @property
    def chosen(self) -> str:
        """One of STATES; what can't be read is the first."""
        state: str = self.cleaned_data.get("tampil", "")
        return state

    def narrow(self, decisions: Any, user: User, today: date) -> Any:
        """The decisions that fit."""
        found = self.fitting(decisions)
        if self.chosen == "semua":
            return found
        if self.chosen == "lewat":
            return found.overdue(today)
        return found.owned_by(user).open() if self.chosen == "saya" else found.open()
