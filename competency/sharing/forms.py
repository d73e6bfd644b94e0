"""Forms of what follows sharing: the reply, closing, and why a sheet is corrected."""

from collections.abc import Callable
from typing import Any

from django import forms

from competency.sharing.models import Reply, SharedVersion
from competency.sheets.models import FollowUp
from core.code_fields import PinField
from core.forms import FormBase
from core.removal import lately_deleted
from core.revisions import Overtaken
from madrasah.models import User


class ReplyForm(FormBase, forms.Form):
    """The teacher's own words; agreeing concerns the tindak lanjut only."""

    submit_word = "Kirim tanggapan"

    text = forms.CharField(
        label="Tanggapan Anda",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Dapat ditarik selama belum dibaca penilai; sesudah itu tersimpan seterusnya dan ikut tercetak. "
        "Menanggapi tidak berarti menyetujui nilai.",
    )
    agrees = forms.BooleanField(label="Saya menyepakati tindak lanjut yang diusulkan", required=False)
    helper_name = forms.CharField(
        label="Dibantu oleh",
        max_length=100,
        required=False,
        help_text="Isi bila orang lain yang mengetikkannya untuk Anda.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, asks_agreement: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_agreement:
            del self.fields["agrees"]

    def is_sent(self, reply: Callable[..., Any], **values: Any) -> bool:
        """Replies, unless something is wrong here or a newer version was shared meanwhile: then the words stay, and
        sent once more they speak of the newer one.
        """
        if not self.is_valid():
            return False
        try:
            reply(**values, **self.cleaned_data)
        except Overtaken as newer:
            self.add_error(None, newer)
            sent: Any = self.data
            self.data = {**sent.dict(), self.add_prefix("seen"): str(newer.row.number)}
            return False
        return True


class ResultPinForm(FormBase, forms.Form):
    """Six digits told apart from the link to a result."""

    submit_word = "Lihat hasil"
    not_done_word = "Belum terbuka"
    pin = PinField(help_text="Enam angka yang diberitahukan terpisah.")


class ReadForm(FormBase, forms.Form):
    """Who came by link says that the result was read, and who helped."""

    submit_word = "Sudah saya baca"

    helper_name = forms.CharField(
        label="Dibantu oleh", max_length=100, required=False, help_text="Isi bila orang lain yang membukakannya."
    )


class ObjectionForm(FormBase, forms.Form):
    """What the teacher says to the pengawas about a result."""

    submit_word = "Kirim ke pengawas"

    text = forms.CharField(
        label="Keberatan Anda",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text="Sebut butirnya dan apa yang sebenarnya terjadi. Dibaca pengawas, dan juga penilai dan kepala.",
    )


class AnswerForm(FormBase, forms.Form):
    """What the pengawas answers."""

    submit_word = "Kirim jawaban"

    answer = forms.CharField(
        label="Jawaban Anda",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text="Dibaca guru dan penilai. Bila hasilnya perlu diubah, penilai memperbaikinya dengan alasan.",
    )


class CloseForm(FormBase, forms.Form):
    """Closing agrees on an open proposal, in these words."""

    submit_word = "Selesaikan"

    text = forms.CharField(label="Tindak lanjut yang disepakati", max_length=300)
    due_on = forms.DateField(label="Batas waktu", required=False)

    def __init__(self, *args: Any, proposal: FollowUp | None, **kwargs: Any) -> None:
        given = {"text": proposal.text, "due_on": proposal.due_on} if proposal else {}
        super().__init__(*args, initial=given, **kwargs)
        if proposal is None:
            self.fields.clear()


class CorrectionForm(FormBase, forms.Form):
    """Why a shared sheet is opened again."""

    submit_word = "Mulai perbaikan"

    reason = forms.CharField(
        label="Alasan perbaikan", max_length=300, help_text="Guru akan membaca alasan ini bersama hasil yang baru."
    )


def reply_initial(version: SharedVersion, user: User) -> dict[str, Any]:
    """The version that is shown, and the words of a reply that was taken back from it, for whoever wrote them."""
    gone = lately_deleted(Reply, version=version, by=user.person_id)
    newest = max(gone, key=lambda event: event.pgh_created_at, default=None)
    words = {"text": newest.text, "helper_name": newest.helper_name} if newest else {}
    return {"seen": version.number, **words}
