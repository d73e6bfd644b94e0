"""Forms of requests about the own data."""

from django import forms

from core.forms import FormBase
from madrasah.rights.models import DataRequest


class RequestForm(FormBase, forms.Form):
    """What somebody asks."""

    submit_word = "Kirim permintaan"
    not_done_word = "Belum terkirim"
    kind = forms.ChoiceField(label="Apa yang Anda minta?", choices=DataRequest.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Ceritakan",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Data mana, apa yang keliru, dan bagaimana yang benar.",
    )


class AnswerForm(FormBase, forms.Form):
    """What is answered."""

    submit_word = "Kirim jawaban"
    not_done_word = "Belum terkirim"
    words = forms.CharField(
        label="Jawaban",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang sudah dilakukan, atau mengapa tidak bisa. Terbaca oleh yang meminta.",
    )
